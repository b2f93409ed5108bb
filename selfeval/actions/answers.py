"""Acts on answers: saving what a page or a sheet sends in, without ever losing what somebody else entered."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

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
    with changing(evaluation, fields=("replaced",)) as locked:
        instrument = instrument_of(evaluation.instrument_version)
        devices, entries = {}, {}
        for code, of_device, *fields in _stored().filter(evaluation=locked.pk):
            devices[code], entries[code] = of_device, Answer.entry_of(*fields)
        rows, replaced = [], []
        for code, one in sent.items():
            before = entries.get(code, EMPTY)
            merged = merge(before, one.seen, one.entry)
            if merged.entry == before:
                continue
            problem = problem_with(instrument.by_code[code], instrument.top, merged.entry)
            if problem:
                raise Blocked(f"{code}: {problem}")
            of = {"evaluation_id": locked.pk, "statement": code}
            if merged.overwrites and devices[code] != device:
                told = {"device": devices[code], "before": asdict(before), "after": asdict(merged.entry), "at": now}
                replaced.append(Overwrite(**of, **told))
            entries[code] = merged.entry
            rows.append(Answer(**of, device=device, saved_at=now, **Answer.fields_of(merged.entry)))
        if rows:
            _write_answers(locked, rows, replaced, by=by, now=now)
    return Saved(
        entries, tuple(row.statement for row in rows), {one.statement: Entry(**one.before) for one in replaced}
    )


@cache  # building a query is a good part of what saving costs
def _stored() -> QuerySet[Answer, tuple[Any, ...]]:
    return Answer.objects.values_list("statement", "device", *Answer.ENTRY_FIELDS)


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
        evaluation.replaced = True
    evaluation.answer()
    # Locked and read in this transaction, so no other state can have come between: written at once, without reading it again.
    now_so = {"state": evaluation.state, "changed_at": now, "replaced": evaluation.replaced}
    Evaluation.objects.filter(pk=evaluation.pk).update(**now_so)
    record("answer", evaluation, by=by, now=now, statements=[row.statement for row in rows])


def mark_overwrites_seen(evaluation: Evaluation, numbers: Iterable[int], *, device: str, now: datetime) -> None:
    """The person at this device was told of these; do not tell again."""
    unseen = Overwrite.objects.filter(evaluation=evaluation, device=device, seen_at__isnull=True)
    unseen.filter(pk__in=list(numbers)).update(seen_at=now)
