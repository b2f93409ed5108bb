"""What came out of a round: counting what was handed in, as far as it may be shown, and reading what was kept of it."""

from dataclasses import dataclass, field
from typing import Any

from selfeval import scoring
from selfeval.entries import Entry
from selfeval.models import Remark, Round
from selfeval.queries import Stand
from selfeval.queries.together import OwnStand
from selfeval.spread import FEWEST, Tally, groups_to_show, may_be_shown, tally_of


@dataclass(frozen=True, slots=True)
class Spread:
    """What may be shown of one statement: the whole (None: too few answers), and the groups of which enough answered."""

    whole: Tally | None
    groups: dict[str, Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a closed round came to: how many handed in, and what was said at each statement that was asked."""

    people: int
    spreads: dict[str, Spread]

    @property
    def shows(self) -> bool:
        """Whether there is anything to show at all."""
        return any(one.whole is not None for one in self.spreads.values())


def counted(one: Round) -> Outcome:
    """What was handed in, counted; of an anonymous round only what may be shown, so that nothing else is kept."""
    stand, answers = Stand(one.evaluation, entries={}), _answers_by_group(one)
    people = one.responses.filter(handed_in=True).count()
    top, names = stand.instrument.top, [*one.groups, ""]
    spreads = {}
    for statement in stand.statements:
        said = answers.get(statement.code, {})
        tallies = {name: tally_of(said[name], top) for name in names if name in said}
        whole = tally_of((given for group in said.values() for given in group), top)
        if not whole.asked:
            continue
        if not may_be_shown(whole, anonymous=one.anonymous):
            spreads[statement.code] = Spread(None)
            continue
        shown = [name for name in groups_to_show(tallies, anonymous=one.anonymous) if name]
        spreads[statement.code] = Spread(whole, {name: tallies[name] for name in shown})
    if one.anonymous and people < FEWEST:
        spreads = dict.fromkeys(spreads, Spread(None))
    return Outcome(people, spreads)


def _answers_by_group(one: Round) -> dict[str, dict[str, list[scoring.Given | None]]]:
    """What everybody who handed in said at what was asked of them: statement -> group ("": none) -> answers."""
    found: dict[str, dict[str, list[scoring.Given | None]]] = {}
    for response in one.responses.filter(handed_in=True).order_by("pk"):
        response.round = one
        own, group = OwnStand(response), response.group if response.group in one.groups else ""
        for statement in own.statements:
            found.setdefault(statement.code, {}).setdefault(group, []).append(own.entry(statement.code).given)
    return found


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The outcome as it is kept with the round."""
    statements = {
        code: None
        if one.whole is None
        else [_row(one.whole), {name: _row(tally) for name, tally in one.groups.items()}]
        for code, one in outcome.spreads.items()
    }
    return {"people": outcome.people, "statements": statements}


def _row(tally: Tally) -> list[int]:
    return [*tally.levels, tally.na, tally.unknown]


def outcome_of(one: Round) -> Outcome | None:
    """What came out; None while the round is not closed."""
    if one.outcome is None:
        return None
    spreads = {}
    for code, stored in one.outcome["statements"].items():
        if stored is None:
            spreads[code] = Spread(None)
            continue
        whole, groups = stored
        spreads[code] = Spread(_tally(whole), {name: _tally(row) for name, row in groups.items()})
    return Outcome(one.outcome["people"], spreads)


def _tally(row: list[int]) -> Tally:
    *levels, na, unknown = row
    return Tally(tuple(levels), na, unknown)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote at a statement; with names also who, of which group, and what they chose."""

    text: str
    who: str = ""
    group: str = ""
    choice: str = ""


def said_at(one: Round, code: str) -> list[Said]:
    """What was written at a statement of a closed round and, with names, what everybody chose."""
    if one.closed_at is None:
        return []
    if one.anonymous:
        found = Remark.objects.filter(round=one, statement=code).order_by("pk")
        return [Said(text) for text in found.values_list("text", flat=True)]
    rows = one.responses.filter(handed_in=True).order_by("name", "pk").values_list("name", "group", "entries")
    entries = [(name, group, Entry(*entries[code])) for name, group, entries in rows if code in entries]
    return [Said(words_in(entry), name, group, entry.choice) for name, group, entry in entries]


def words_in(entry: Entry) -> str:
    """What somebody wrote with their answer: why it does not apply, and what else they had to say."""
    return "\n".join(text for text in (entry.reason if entry.choice == scoring.NA else "", entry.remark) if text)
