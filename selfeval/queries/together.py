"""Reads of answering together: the round, who was asked, and one person's own entries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from goedgeregeld.accounts.sealing import Broken, unseal
from selfeval import scoring
from selfeval.entries import Entry
from selfeval.instruments.model import Statement
from selfeval.models import Evaluation, Invited, Response, Round
from selfeval.queries import Stand, token_seal
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
