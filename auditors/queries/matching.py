"""From profiles to candidates as `matching` ranks them: what the network knows of somebody, with what the caller knows."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, DateField, ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from auditors.matching import Candidate
from auditors.models import Profile
from auditors.queries.absences import absences_on
from auditors.queries.people import holding
from auditors.queries.pledges import may_work
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


NOWHERE = Region({}, frozenset())


def region(profiles: Collection[Profile], municipality: Municipality | None) -> Region:
    """By profile. Who served a municipality that went into this one serves it, and the other way round. One query."""
    codes = {municipality.pk, municipality.merged_into_id} - {None} if municipality else set()
    here = {one.pk for one in profiles}
    provinces, serving = defaultdict(set), set()
    asked = Q(municipality__in=codes) | Q(municipality__merged_into__in=codes)
    rows = Profile.municipalities.through.objects.filter(Q(profile__nationwide=False) | asked)
    for profile, code, into, province in rows.values_list(
        "profile_id", "municipality_id", "municipality__merged_into_id", "municipality__province"
    ):
        if profile in here:
            provinces[profile].add(province)
            if code in codes or (municipality and into == municipality.pk):
                serving.add(profile)
    return Region({one: frozenset(found) for one, found in provinces.items()}, frozenset(serving))


def proposable(work: str, *, on: date) -> list[Profile]:
    """Everybody who holds an authorisation for this work on this day, by name, with user and employer. One query.

    With `declared` (whether their declaration lets them be given new work) and `away` (until when, see `absent_until`).
    """
    until = Coalesce("ended_on", Value(date.max, output_field=DateField()))
    absences = absences_on(on).filter(profile=OuterRef("pk")).annotate(until=until).order_by("-until")
    found = holding(work, on=on).annotate(
        declared=ExpressionWrapper(may_work(work, on=on), output_field=BooleanField()),
        away=Subquery(absences.values("until")[:1]),
    )
    return list(found.select_related("user", "employer").order_by("user__name", "user__pk"))


def candidates_of(
    profiles: Collection[Profile], busy: Mapping[int, Busy], *, where: Region = NOWHERE
) -> list[Candidate]:
    """Each of these (`proposable`) as a candidate. No queries."""
    return [_candidate(one, busy.get(one.user_id) or Busy(), where) for one in profiles]


def _candidate(one: Any, busy: Busy, where: Region) -> Candidate:
    return Candidate(
        key=one.user_id,
        load=busy.load,
        recent=busy.recent,
        capacity=one.capacity,
        sectors=frozenset(one.sectors),
        declared=one.declared,
        absent_until=one.away,
        serves=one.pk in where.serving,
        nationwide=one.nationwide,
        provinces=where.provinces.get(one.pk, frozenset()),
        last_on=busy.last_on,
        held_back=busy.held_back,
        conflicts=busy.conflicts,
        doubts=busy.doubts,
    )
