"""How the network stands as a whole: what asks for attention, who has how much to do, and what each province has."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from auditors.models import Absence, Authorisation, Profile, Proposal, Tie, Training
from auditors.queries import region, undeclared
from auditors.queries.absences import absences_on
from auditors.queries.finder import Place, places
from auditors.queries.people import holding
from auditors.queries.watching import expiring
from auditors.states import AuthorisationState, Work
from goedgeregeld.accounts.models import User
from keurmerk.queries.advisers import busy_advisers
from keurmerk.queries.candidates import busy_auditors
from keurmerk.queries.succession import to_hand_over

AHEAD = timedelta(days=90)
NEWEST = 20  # ties


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody has to do of one kind of work: now, taken on in the last twelve months, and at most at once."""

    user: User
    work: Work
    now: int
    recent: int
    most: int | None

    @property
    def full(self) -> bool:
        return self.most is not None and self.now >= self.most


@dataclass(slots=True)
class Province:
    """What a province has: advisers who serve a municipality in it, and municipalities that nobody serves."""

    name: str
    advisers: int = 0
    municipalities: int = 0
    white: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows."""

    counts: list[tuple[Work, dict[str, int]]]
    stuck: int
    proposals: list[Proposal]
    trainings: list[Training]
    expiring: list[Authorisation]
    undeclared: list[tuple[User, Work]]
    away: list[Absence]
    loads: list[Load]
    provinces: list[Province]
    nationwide: int
    ties: list[Tie]


def overview(*, today: date) -> Overview:
    """The whole of it. The number of queries does not depend on how much there is."""
    held = {work: list(holding(work, on=today).select_related("user").order_by("user__name")) for work in Work}
    return Overview(
        counts=_counts(today),
        stuck=sum(len(one.pieces) for one in to_hand_over(today=today)),
        proposals=list(
            Proposal.objects.filter(refused_at__isnull=True)
            .defer("content")
            .select_related("profile__user")
            .order_by("made_at")
        ),
        trainings=list(
            Training.objects.filter(confirmed_at__isnull=True).defer("proof").select_related("profile__user")
        ),
        expiring=list(expiring(today, until=today + AHEAD)),
        undeclared=_undeclared(held, today),
        away=list(absences_on(today).select_related("profile__user").order_by("ended_on", "pk")),
        loads=_loads(held, today),
        provinces=_provinces(held[Work.ADVISER], places(on=today)),
        nationwide=sum(one.nationwide for one in held[Work.ADVISER]),
        ties=list(
            Tie.objects.filter(declared=True, profile__isnull=False)
            .select_related("profile__user", "organisation")
            .order_by("-pk")[:NEWEST]
        ),
    )


def _counts(today: date) -> list[tuple[Work, dict[str, int]]]:
    """By work: how many stand where. An authorisation whose last day is past counts as ended. One query."""
    rows = Authorisation.objects.filter(profile__user__erased_at__isnull=True).values_list("work", "state", "until")
    found: Counter[tuple[str, str]] = Counter()
    for work, state, until in rows:
        over = state == AuthorisationState.AUTHORISED and until and until < today
        found[work, AuthorisationState.ENDED if over else state] += 1
    return [(work, {str(state.label): found[work, state] for state in AuthorisationState}) for work in Work]


def _undeclared(held: dict[Work, list[Profile]], today: date) -> list[tuple[User, Work]]:
    """Who gets no new work for want of a declaration. A query for each work."""
    found = []
    for work, profiles in held.items():
        without = undeclared(profiles, work, on=today)
        found += [(one.user, work) for one in profiles if one.user_id in without]
    return found


def _loads(held: dict[Work, list[Profile]], today: date) -> list[Load]:
    """Who has most to do first. Four queries."""
    busy = {Work.ADVISER: busy_advisers(on=today), Work.AUDITOR: busy_auditors(today=today)}
    found = []
    for work, profiles in held.items():
        for one in profiles:
            has = busy[work].get(one.user_id)
            found.append(Load(one.user, work, has.load if has else 0, has.recent if has else 0, one.capacity))
    return sorted(found, key=lambda one: (-one.now, -one.recent, str(one.user).casefold(), one.user.pk))


def _provinces(advisers: Sequence[Profile], municipalities: Sequence[Place]) -> list[Province]:
    found: dict[str, Province] = defaultdict(lambda: Province(""))
    for place in municipalities:
        one = found[place.province]
        one.name = place.province
        one.municipalities += 1
        if not place.advisers:
            one.white.append(place.name)
    for of in region(advisers, None).provinces.values():
        for name in of:
            found[name].name = name
            found[name].advisers += 1
    return sorted(found.values(), key=lambda one: one.name)
