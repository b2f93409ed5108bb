"""What was answered the time before in an evaluation that repeats another one: what may be confirmed, and what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from selfeval.entries import Entry, problem_with
from selfeval.instruments.model import Instrument
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries import Stand, entries_of, evaluations_by_token, instrument_of

OPEN, CONFIRMED, CHANGED = "open", "confirmed", "changed"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The answers of then that may be confirmed, by statement, and the day they were given on.

    Only those at statements that are the same: code, text and scale. `anew`: statements of today's version that are not; their
    old answers are not offered. `instrument` is that of then, in which they are told.
    """

    entries: Mapping[str, Entry]
    on: date
    anew: frozenset[str]
    instrument: Instrument

    def stand(self, code: str, now: Entry) -> str:
        """How it stands with the old answer at this statement: OPEN, CONFIRMED or CHANGED; "" where there is none."""
        before = self.entries.get(code)
        if before is None:
            return ""
        if now.given is None:
            return OPEN
        return CONFIRMED if (now.choice, now.remark) == (before.choice, before.remark) else CHANGED


def earlier_of(evaluation: Evaluation) -> Earlier | None:
    """What was answered the time before; None where nothing is repeated, or what it repeats was erased. Two queries."""
    if not evaluation.repeats or evaluation.copied_from_id is None:
        return None
    source = evaluations_by_token().get(pk=evaluation.copied_from_id)
    return earlier_in(source, instrument_of(evaluation.instrument_version))


def earlier_in(source: Evaluation, instrument: Instrument) -> Earlier:
    """The answers of `source` that may be confirmed in an evaluation with this instrument. One query."""
    then = instrument_of(source.instrument_version)
    same = same_statements(then, instrument)
    top = instrument.top
    kept = {
        code: entry
        for code, entry in entries_of(source).items()
        if code in same and entry.given is not None and not problem_with(instrument.by_code[code], top, entry)
    }
    on = timezone.localdate(source.completed_at or source.changed_at)
    return Earlier(kept, on, frozenset(instrument.by_code) - same, then)


def same_statements(then: Instrument, now: Instrument) -> frozenset[str]:
    """The codes of the statements that are the same in both, so that an answer then still says the same."""
    if [level.label for level in then.scale] != [level.label for level in now.scale]:
        return frozenset()
    both = then.by_code.keys() & now.by_code.keys()
    return frozenset(code for code in both if then.by_code[code].text == now.by_code[code].text)


def codes_of_other_versions(code: str, version: str) -> frozenset[str]:
    """The codes of every statement in the other versions of this instrument."""
    others = InstrumentVersion.objects.defer("definition").filter(code=code).exclude(version=version)
    return frozenset(one for other in others for one in instrument_of(other).by_code)


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the asking after old answers is: how many were confirmed, changed, are still to be asked; and which are new."""

    on: date
    confirmed: int
    changed: int
    open: int
    anew: int  # statements that are new or were changed since
    other_version: bool


def tally(stand: Stand) -> Tally | None:
    """The same counted over what applies; None where nothing is repeated."""
    earlier = earlier_of(stand.evaluation)
    if earlier is None:
        return None
    found = [earlier.stand(s.code, stand.entry(s.code)) for s in stand.statements]
    anew = sum(s.code in earlier.anew for s in stand.statements)
    return Tally(
        on=earlier.on,
        confirmed=found.count(CONFIRMED),
        changed=found.count(CHANGED),
        open=found.count(OPEN),
        anew=anew,
        other_version=earlier.instrument is not stand.instrument,
    )
