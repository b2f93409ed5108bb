"""Reads of answering together: the round, who was asked, one person's own entries, and what came out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from goedgeregeld.accounts.sealing import Broken, unseal
from selfeval import scoring
from selfeval.entries import Entry
from selfeval.instruments.model import Statement
from selfeval.models import Evaluation, Invited, Remark, Response, Round
from selfeval.queries import Stand, token_seal
from selfeval.spread import FEWEST, Tally, groups_to_show, may_be_shown, tally_of
from selfeval.states import OPEN_STATES

MOST = 500  # people in one round


def round_of(evaluation: Evaluation) -> Round | None:
    """The evaluation's round, which then knows its evaluation as it is here; None where it is answered by one."""
    found = Round.objects.filter(evaluation=evaluation).first()
    if found is not None:
        found.evaluation = evaluation
    return found


def is_open(one: Round, today: date) -> bool:
    """Whether answers are still taken: until the end of the last day, and not once the evaluation is completed."""
    return one.closed_at is None and today <= one.closes_on and one.evaluation.state in OPEN_STATES


def is_untouched(one: Round) -> bool:
    """Whether nobody was told yet how this round is held, so that it may still be changed."""
    return not one.link_sha256 and not one.invited.exists() and not one.responses.exists()


# --- Respondents ----------------------------------------------------------------------------------------------------------


def response_seal(secret: str) -> str:
    """What a response keeps of the secret that opens it; not what the invitation keeps."""
    return token_seal(f"response:{secret}")


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a link: the round, whether it is the link for everybody, whose invitation, and what was begun."""

    round: Round
    everybody: bool = False
    invited: Invited | None = None
    response: Response | None = None


def behind(token: str) -> Behind | None:
    """What this link opens; None where it opens nothing (any more)."""
    rounds = "round__evaluation__instrument_version"
    response = Response.objects.select_related(rounds).filter(key_sha256=response_seal(token)).first()
    invited = Invited.objects.select_related(rounds).filter(token_sha256=token_seal(token)).first()
    if invited is not None:
        return None if invited.withdrawn else Behind(invited.round, invited=invited, response=response)
    if response is not None:
        return Behind(response.round, response=response)
    rounds = Round.objects.select_related("evaluation__instrument_version")
    found = rounds.filter(link_sha256=token_seal(token)).first()
    return Behind(found, everybody=True) if found else None


def response_behind(secret: str, pk: UUID) -> Response | None:
    """The response in round `pk` that this secret opens. Where the invitation was withdrawn it opens nothing."""
    if Invited.objects.filter(token_sha256=token_seal(secret), withdrawn=True).exists():
        return None
    rounds = Response.objects.select_related("round__evaluation__instrument_version")
    return rounds.filter(key_sha256=response_seal(secret), round=pk).first()


def rounds_with(held: Mapping[str, str]) -> list[Round]:
    """The rounds (by number) in which these secrets open a response, the one that ends last first."""
    seals = [response_seal(secret) for secret in held.values()]
    rounds = Round.objects.select_related("evaluation").filter(pk__in=list(held), responses__key_sha256__in=seals)
    return list(rounds.order_by("-closes_on", "pk"))


def entries_in(stored: Mapping[str, Iterable[str]]) -> dict[str, Entry]:
    """The entries of a response as it keeps them."""
    return {code: Entry(*fields) for code, fields in stored.items()}


class OwnStand(Stand):
    """One person's questionnaire: what is asked of them, and what they entered."""

    def __init__(self, response: Response, entries: Mapping[str, Entry] | None = None) -> None:
        super().__init__(response.round.evaluation, entries_in(response.entries) if entries is None else entries)
        self.response = response

    @cached_property
    def statements(self) -> list[Statement]:
        applies = scoring.applicable(self.instrument, self.profile, self.evaluation.route)
        if not self.response.themes:
            return applies
        asked = [theme for theme in self.instrument.themes if theme.code in self.response.themes]
        codes = {one.code for theme in asked for one in theme.statements}
        return [one for one in applies if one.code in codes]


# --- Who takes part -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many were asked by mail, how many began and did not hand in, how many handed in."""

    invited: int
    busy: int
    handed_in: int


def numbers_of(one: Round) -> Numbers:
    """The numbers of a round, two queries."""
    found = one.responses.aggregate(all=Count("pk"), done=Count("pk", filter=Q(handed_in=True)))
    asked = one.invited.filter(withdrawn=False).count()
    return Numbers(asked, found["all"] - found["done"], found["done"])


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the coordinator's list. Without names `state` is "": whether somebody answered is theirs."""

    who: str
    group: str
    state: str = ""
    number: UUID | None = None


def participants(one: Round) -> list[Participant]:
    """Who was asked by mail and, with names, how far they are and who came by the link; in alphabetical order."""
    asked = one.invited.filter(withdrawn=False).exclude(email="").order_by("email")
    if one.anonymous:
        return [Participant(invited.email, invited.group, number=invited.pk) for invited in asked]
    found = [_participant(invited) for invited in asked.select_related("response")]
    by_link = one.responses.filter(invited=None).order_by("name", "pk")
    return [*found, *(Participant(came.name, came.group, _state_of(came)) for came in by_link)]


def _participant(invited: Invited) -> Participant:
    response = getattr(invited, "response", None)
    who = f"{response.name} ({invited.email})" if response else invited.email
    state = "declined" if invited.declined and response is None else _state_of(response)
    number = None if response and response.handed_in else invited.pk
    return Participant(who, invited.group, state, number)


def _state_of(response: Response | None) -> str:
    if response is None:
        return "invited"
    return "done" if response.handed_in else "busy"


def to_remind(one: Round) -> Iterator[tuple[Invited, str]]:
    """Who was asked by mail and did not hand in, with the secret of their link."""
    done = set(one.responses.filter(handed_in=True).values_list("key_sha256", flat=True))
    for invited in one.invited.filter(withdrawn=False, declined=False).exclude(email="").order_by("pk"):
        try:
            token = unseal(invited.token_sealed)
        except Broken:  # SECRET_KEY was changed: the link in the first mail still works
            continue
        if response_seal(token) not in done:
            yield invited, token


def over(now: datetime) -> list[Round]:
    """Rounds whose last day is past and that were not closed."""
    today = timezone.localdate(now)
    rounds = Round.objects.select_related("evaluation__instrument_version")
    return list(rounds.filter(closed_at=None, closes_on__lt=today).order_by("pk"))


def ending(until: date, now: datetime) -> list[Round]:
    """Open rounds that end on this day or before, and whose people were not told so yet."""
    today = timezone.localdate(now)
    rounds = Round.objects.select_related("evaluation__instrument_version").filter(closed_at=None, warned=False)
    return list(rounds.filter(closes_on__range=(today, until), evaluation__state__in=OPEN_STATES).order_by("pk"))


# --- What came out --------------------------------------------------------------------------------------------------------


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
