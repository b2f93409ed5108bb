"""From profiles to candidates as `matching` ranks them: what the network knows of somebody, with what the caller knows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, DateField, Exists, ExpressionWrapper, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from auditors.matching import Candidate
from auditors.models import Authorisation, Profile, Proposal
from auditors.queries.absences import absences_on
from auditors.queries.pledges import may_work
from auditors.states import AuthorisationState, ProposedField
from goedgeregeld.accounts.models import Municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """What somebody's applications say of them, as the caller counts it: this app knows no applications."""

    load: int = 0
    recent: int = 0
    last_on: date | None = None
    held_back: bool = False
    conflicts: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """Where people work: in which provinces, and who of them serves the municipality that was asked about."""

    provinces: Mapping[int, frozenset[str]]
    serving: frozenset[int]


MOVING = "Meldde een andere werkgever, die NOV nog niet goedkeurde: let op de banden daarvan."
NOWHERE = Region({}, frozenset())
READ = (  # of hundreds of people at once, no more than the ranking and its page need
    "nationwide", "sectors", "wished_load", "load_cap",
    "user__name", "user__email", "user__erased_at", "user__is_active",
    "employer__name", "employer__organisation",
)  # fmt: skip


def region(profiles: Collection[Profile], municipality: Municipality | None) -> Region:
    """By profile, towards one municipality (or none that is known). One query."""
    return regions(profiles, [municipality])[municipality.pk if municipality else ""]


def regions(profiles: Collection[Profile], municipalities: Iterable[Municipality | None]) -> dict[str, Region]:
    """The same for many, by the code of the municipality. One query.

    Who served a municipality that went into another serves that one, and the other way round.
    """
    here = {one.pk for one in profiles}
    provinces, serving = defaultdict(set), defaultdict(set)
    rows = Profile.municipalities.through.objects.values_list(
        "profile_id", "municipality_id", "municipality__merged_into_id", "municipality__province"
    )
    for profile, code, into, province in rows:
        if profile in here:
            provinces[profile].add(province)
            serving[code].add(profile)
            serving[into].add(profile)
    found = {one: frozenset(names) for one, names in provinces.items()}
    where = {"": Region(found, frozenset())}
    for place in municipalities:
        if place is not None:
            here_too = serving[place.merged_into_id] if place.merged_into_id else set()
            where[place.pk] = Region(found, frozenset(serving[place.pk] | here_too))
    return where


def considered(work: str, *, on: date) -> list[Profile]:
    """Everybody who was authorised for this work and did not stop, by name, with user and employer. One query.

    With `authorised` and `declared`: whether they are on this day, and whether their declaration lets them be given new work;
    `away`: until when, see `absent_until`; `moving`: another employer waits for approval.
    """
    until = Coalesce("ended_on", Value(date.max, output_field=DateField()))
    absences = absences_on(on).filter(profile=OuterRef("pk")).annotate(until=until).order_by("-until")
    found = _known(work).annotate(
        authorised=Exists(_held(work).filter(state=AuthorisationState.AUTHORISED, until__gte=on)),
        declared=ExpressionWrapper(may_work(work, on=on), output_field=BooleanField()),
        away=Subquery(absences.values("until")[:1]),
        moving=Exists(
            Proposal.objects.filter(profile=OuterRef("pk"), field=ProposedField.EMPLOYER, refused_at__isnull=True)
        ),
    )
    return list(found.select_related("user", "employer").only(*READ).order_by("user__name", "user__pk"))


def _known(work: str) -> QuerySet[Profile]:
    """Whose authorisation is valid, over, or suspended: who may not is to be in sight with the reason."""
    states = [AuthorisationState.AUTHORISED, AuthorisationState.SUSPENDED]
    return Profile.objects.filter(
        Exists(_held(work).filter(state__in=states)), user__is_active=True, user__roles__kind=work
    )


def _held(work: str) -> QuerySet[Authorisation]:
    return Authorisation.objects.filter(profile=OuterRef("pk"), work=work)


def candidates_of(
    profiles: Collection[Profile], busy: Mapping[int, Busy], *, where: Region = NOWHERE
) -> list[Candidate]:
    """Each of these (`considered`) as a candidate. No queries."""
    return [_candidate(one, busy.get(one.user_id) or Busy(), where) for one in profiles]


def _candidate(one: Any, busy: Busy, where: Region) -> Candidate:
    return Candidate(
        key=one.user_id,
        load=busy.load,
        recent=busy.recent,
        capacity=one.capacity,
        sectors=frozenset(one.sectors),
        authorised=one.authorised,
        declared=one.declared,
        absent_until=one.away,
        serves=one.pk in where.serving,
        nationwide=one.nationwide,
        provinces=where.provinces.get(one.pk, frozenset()),
        last_on=busy.last_on,
        held_back=busy.held_back,
        conflicts=busy.conflicts,
        doubts=(*busy.doubts, *([MOVING] if one.moving else [])),
    )
