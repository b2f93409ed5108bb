"""Acts on answers: saving what a page or a sheet sends in, without ever losing what somebody else entered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from selfeval.actions.evaluations import Blocked, changing
from selfeval.entries import EMPTY, Entry, Sent, merge, problem_with
from selfeval.models import Answer, Evaluation, Overwrite
from selfeval.queries import instrument_of


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: all entries as they are now, the codes that changed, and what of others was replaced."""

    entries: dict[str, Entry]
    changed: tuple[str, ...]
    overwrote: dict[str, Entry]


def save_answers(
    evaluation: Evaluation, sent: Mapping[str, Sent], *, device: str, now: datetime, by: User | None = None
) -> Saved:
    """Bring these entries into the evaluation. A statement is saved whole; a field the sender did not touch stays as it is.

    Where it replaces something `device` had not seen, the last one wins, and the replaced entry is kept and told to whoever
    entered it. Raises WrongState after completion, Blocked where an entry does not fit its statement.
    """
    with changing(evaluation) as locked:
        instrument = instrument_of(locked.instrument_version)
        answers = {answer.statement: answer for answer in Answer.objects.filter(evaluation=locked)}
        entries = {code: answer.entry for code, answer in answers.items()}
        rows, replaced = [], []
        for code, one in sent.items():
            stored = entries.get(code, EMPTY)
            merged = merge(stored, one.seen, one.entry)
            if merged.entry == stored:
                continue
            problem = problem_with(instrument.by_code[code], instrument.top, merged.entry)
            if problem:
                raise Blocked(f"{code}: {problem}")
            if merged.overwrites and answers[code].device != device:
                replaced.append(_overwrite(answers[code], merged.entry, now))
            entries[code] = merged.entry
            fields = Answer.fields_of(merged.entry)
            rows.append(Answer(evaluation=locked, statement=code, device=device, saved_at=now, **fields))
        if rows:
            _write_answers(locked, rows, replaced, by=by, now=now)
    return Saved(
        entries, tuple(row.statement for row in rows), {one.statement: Entry(**one.before) for one in replaced}
    )


def _overwrite(answer: Answer, after: Entry, now: datetime) -> Overwrite:
    return Overwrite(
        evaluation_id=answer.evaluation_id,
        statement=answer.statement,
        device=answer.device,
        before=asdict(answer.entry),
        after=asdict(after),
        at=now,
    )


def _write_answers(
    evaluation: Evaluation, rows: list[Answer], replaced: list[Overwrite], *, by: User | None, now: datetime
) -> None:
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["evaluation", "statement"],
        update_fields=["kind", "level", "reason", "remark", "device", "saved_at"],
    )
    if replaced:
        Overwrite.objects.bulk_create(replaced)
    evaluation.answer()
    evaluation.changed_at = now
    evaluation.save(update_fields=["state", "changed_at"])
    record("answer", evaluation, by=by, now=now, statements=[row.statement for row in rows])


def mark_overwrites_seen(overwrites: list[Overwrite], *, now: datetime) -> None:
    """The person was told; do not tell again."""
    if overwrites:
        Overwrite.objects.filter(pk__in=[one.pk for one in overwrites]).update(seen_at=now)
