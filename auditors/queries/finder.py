"""What the public reads of advisers: who serves which municipality, and nothing that is not meant for everybody.

`Public` is the list of what may be shown; nothing else of a profile leaves this file. Who has no valid authorisation, did not
sign the yearly declaration or does not want to be listed is not found.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from auditors.models import Photo, Profile
from auditors.queries.people import authorised
from auditors.states import Work
from goedgeregeld.accounts.models import Municipality, Postcode
from goedgeregeld.accounts.municipality_files import PROVINCES
from goedgeregeld.accounts.names import searchable

POSTCODE = re.compile(r"(?P<digits>[1-9][0-9]{3})\s*[A-Za-z]{0,2}")
MANY = 20  # answers to a search


@dataclass(frozen=True, slots=True)
class Public:
    """What everybody may know of an adviser (`number`: of their user); `email` and `phone` only where they said so."""

    number: int
    name: str
    employer: str
    volunteer_centre: bool
    nationwide: bool
    introduction: str
    sectors: tuple[str, ...]
    languages: str
    hourly_rate: Decimal | None
    subsidised: bool
    has_photo: bool
    email: str = ""
    phone: str = ""
    places: tuple[str, ...] = ()


def _listed(on: date) -> QuerySet[Profile]:
    photo = Exists(Photo.objects.filter(profile=OuterRef("pk")))
    return authorised(Work.ADVISER, on=on).filter(listed=True).annotate(has_photo=photo)


def _public(one: Profile, places: Iterable[str] = ()) -> Public:
    shown = one.contact_shown
    return Public(
        number=one.user_id,
        name=one.user.name or (one.employer.name if one.employer else ""),
        employer=one.employer.name if one.employer else "",
        volunteer_centre=bool(one.employer and one.employer.volunteer_centre),
        nationwide=one.nationwide,
        introduction=one.introduction,
        sectors=tuple(one.sector_names),
        languages=one.languages,
        hourly_rate=one.hourly_rate,
        subsidised=one.subsidised,
        has_photo=one.has_photo,  # type: ignore[attr-defined]
        email=one.user.email if shown else "",
        phone=one.phone if shown else "",
        places=tuple(places),
    )


# --- Advisers -------------------------------------------------------------------------------------------------------------


def adviser(number: int, *, on: date) -> Public | None:
    """One adviser that everybody may find, with the municipalities they serve. Two queries."""
    found = _listed(on).filter(user=number).first()
    if found is None:
        return None
    places = found.municipalities.filter(merged_into__isnull=True).order_by("name").values_list("name", flat=True)
    return _public(found, places)


def serving(place: Municipality, *, on: date) -> list[Public]:
    """Who serves this municipality, by name, also by the name of one that went into it. One query."""
    here = Q(municipalities=place) | Q(municipalities__merged_into=place)
    return [_public(one) for one in _listed(on).filter(here).distinct()]


def nationwide(*, on: date) -> list[Public]:
    """Who comes everywhere, by name. One query."""
    return [_public(one) for one in _listed(on).filter(nationwide=True)]


# --- Municipalities -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with how many advisers serve it."""

    code: str
    name: str
    province: str
    advisers: int


def places(*, on: date, province: str = "") -> list[Place]:
    """The municipalities of this year (of one province), by name, with how many advisers serve them. Two queries."""
    today = Municipality.objects.filter(merged_into__isnull=True).order_by("name")
    rows = today.filter(province=province) if province else today
    counts: Counter[str] = Counter()
    seen = set()
    through = Profile.municipalities.through.objects.filter(profile__in=_listed(on).order_by().values("pk"))
    for profile, code, into in through.values_list("profile_id", "municipality_id", "municipality__merged_into_id"):
        if (profile, into or code) not in seen:
            seen.add((profile, into or code))
            counts[into or code] += 1
    return [Place(one.code, one.name, one.province, counts[one.code]) for one in rows]


def white_spots(*, on: date) -> dict[str, list[Place]]:
    """By province: the municipalities that no adviser serves. Two queries."""
    found: dict[str, list[Place]] = {province: [] for province in PROVINCES}
    for place in places(on=on):
        if not place.advisers and place.province in found:
            found[place.province].append(place)
    return {province: spots for province, spots in found.items() if spots}


def find_places(words: str) -> list[Municipality]:
    """Municipalities with this name, or with a place or a former municipality of this name in them; else what begins so.

    Four digits, with or without two letters, are a postcode. One query.
    """
    if postcode := POSTCODE.fullmatch(words.strip()):
        return _by_postcode(postcode["digits"])
    asked = searchable(words)
    if not asked:
        return []
    every = {one.pk: one for one in Municipality.objects.select_related("merged_into")}
    names = [(searchable(one.name), one.merged_into or one) for one in every.values()]
    names += [(name, every[code].merged_into or every[code]) for name, code in _towns() if code in every]
    exact = {place.pk: place for name, place in names if name == asked}
    found = exact or {place.pk: place for name, place in names if name.startswith(asked)}
    found = found or {place.pk: place for name, place in names if f" {asked}" in f" {name}"}
    return sorted(found.values(), key=lambda place: place.name)[:MANY]


def _by_postcode(digits: str) -> list[Municipality]:
    """The municipalities of today in which a postcode lies, by name."""
    rows = Postcode.objects.filter(digits=digits).select_related("municipality__merged_into")
    found = {(one.municipality.merged_into or one.municipality) for one in rows}
    return sorted(found, key=lambda place: place.name)


def knows_postcodes() -> bool:
    """Whether somebody loaded them: without, one is told to give a name."""
    return Postcode.objects.exists()


@lru_cache(maxsize=1)
def _towns() -> tuple[tuple[str, str], ...]:
    """Places by the municipality they lie in, from fixtures/places.csv (GeoNames, CC BY 4.0): towns are asked for by name."""
    with (settings.BASE_DIR / "fixtures" / "places.csv").open(encoding="utf-8", newline="") as file:
        return tuple((searchable(row["name"]), row["code"]) for row in csv.DictReader(file))
