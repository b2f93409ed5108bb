"""Who fits an application best, each with the reasons: the ranking of advisers and of auditors. Pure: same input, same ranking.

What is known of somebody comes in as values, also how much they have at hand and who handled the organisation before. Who may
not (a hard conflict, no authorisation, no declaration, absent) is never proposed, but stands at the end with the reason. Who
has as much work as they said they can do comes after everybody who has room.

The score is a sum of parts that are shown. Nobody's score goes up by having more to do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from auditors.neighbours import nearest

ADVISER, AUDITOR = "adviser", "auditor"
USUAL = {ADVISER: 6, AUDITOR: 5}  # how much at once, where somebody did not say
# An adviser's place outweighs load and sector together, so that the steps of the issue hold: first who serves the municipality,
# then who works near, then who works nationwide. Whoever works further away comes last: nobody asked them to travel.
SERVES, SAME_PROVINCE, NEXT_PROVINCE, NATIONWIDE, FURTHER = 140, 100, 80, 40, 0
ADVISER_LOAD, ADVISER_SECTOR = 25, 10
AUDITOR_LOAD, AUDITOR_ROTATION, AUDITOR_SECTOR = 100, 25, 15
ROTATES = 365  # days after which somebody's last audit counts as long ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of one person, towards one application where that matters. `key` is the number of their user.

    Absent until `date.max` is absent until further notice. `held_back`: may be chosen, but after all others who may.

    `load` is how much lies with them now, `recent` what they took on in the last twelve months, `capacity` how much they can do
    at once (None: they did not say). `last_on` is when an auditor was last appointed. `conflicts` exclude, `doubts` warn.
    """

    key: int
    load: int = 0
    recent: int = 0
    capacity: int | None = None
    sectors: frozenset[str] = frozenset()
    serves: bool = False
    nationwide: bool = False
    provinces: frozenset[str] = frozenset()
    authorised: bool = True
    declared: bool = True
    absent_until: date | None = None
    last_on: date | None = None
    held_back: bool = False
    conflicts: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is asked: the work (adviser or auditor), and of the organisation what is known of where it is and what it does."""

    work: str
    municipality: str = ""
    province: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: so many points of at most so many, and why, in Dutch."""

    name: str
    points: int
    most: int
    why: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody in the ranking. `place` counts from 1 among who may; it is 0 with `reasons`, which say why they may not."""

    candidate: Candidate
    place: int
    parts: tuple[Part, ...]
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    full: bool = False

    @property
    def key(self) -> int:
        return self.candidate.key

    @property
    def may(self) -> bool:
        return not self.reasons

    @property
    def score(self) -> int:
        return sum(part.points for part in self.parts)


def rank(candidates: Iterable[Candidate], need: Need, today: date) -> list[Ranked]:
    """Everybody, best first: who may and has room, who may and has none, who may not. Equal scores: least to do, then key."""
    found = [_weighed(one, need, today) for one in candidates]
    found.sort(key=_order)
    place, listed = 0, []
    for one in found:
        place += one.may
        listed.append(Ranked(one.candidate, place if one.may else 0, one.parts, one.reasons, one.warnings, one.full))
    return listed


def _order(one: Ranked) -> tuple[bool, bool, int, int, int, int]:
    known = one.candidate
    return (not one.may, one.full or known.held_back, -one.score, known.load, known.recent, known.key)


def _weighed(one: Candidate, need: Need, today: date) -> Ranked:
    parts = _as_adviser(one, need) if need.work == ADVISER else _as_auditor(one, need, today)
    full = one.capacity is not None and one.load >= one.capacity
    warnings = list(one.doubts)
    if full:
        warnings.append(f"Heeft al zo veel werk als hij of zij aankan ({one.load} van {one.capacity}).")
    return Ranked(one, 0, parts, excluded(one, today), tuple(warnings), full)


def excluded(one: Candidate, today: date) -> tuple[str, ...]:
    """Why this person may not be proposed on this day, in Dutch; empty where they may."""
    reasons = list(one.conflicts)
    if not one.authorised:
        reasons.append("Is op deze dag niet geautoriseerd.")
    if not one.declared:
        reasons.append("Heeft de verklaring van dit jaar nog niet ondertekend.")
    if one.absent_until is not None and one.absent_until >= today:
        until = "" if one.absent_until == date.max else f" tot en met {one.absent_until:%d-%m-%Y}"
        reasons.append(f"Is afwezig{until}.")
    return tuple(reasons)


# --- Advisers -------------------------------------------------------------------------------------------------------------


def _as_adviser(one: Candidate, need: Need) -> tuple[Part, ...]:
    return (_place(one, need), _load(one, ADVISER, ADVISER_LOAD), _sector(one, need, ADVISER_SECTOR))


def _place(one: Candidate, need: Need) -> Part:
    points, why = _where(one, need)
    return Part("Plaats", points, SERVES, why)


def _where(one: Candidate, need: Need) -> tuple[int, str]:
    if one.serves:
        return SERVES, f"Werkt in {need.municipality or 'de gemeente van de organisatie'}."
    steps, which = nearest(need.province, one.provinces)
    if steps == 0:
        return SAME_PROVINCE, f"Werkt in een andere gemeente in {which}."
    if steps == 1:
        return NEXT_PROVINCE, f"Werkt in {which}, dat grenst aan {need.province}."
    if one.nationwide:
        return NATIONWIDE, "Werkt in het hele land."
    return FURTHER, f"Werkt in {which}, verder weg." if which else "Werkt niet in deze gemeente."


# --- Auditors -------------------------------------------------------------------------------------------------------------


def _as_auditor(one: Candidate, need: Need, today: date) -> tuple[Part, ...]:
    return (
        _load(one, AUDITOR, AUDITOR_LOAD),
        _rotation(one, today),
        _sector(one, need, AUDITOR_SECTOR),
    )


def _rotation(one: Candidate, today: date) -> Part:
    if one.last_on is None:
        return Part("Afwisseling", AUDITOR_ROTATION, AUDITOR_ROTATION, "Beoordeelde nog niet eerder.")
    days = max((today - one.last_on).days, 0)
    points = AUDITOR_ROTATION * min(days, ROTATES) // ROTATES
    return Part("Afwisseling", points, AUDITOR_ROTATION, f"Kreeg de laatste audit op {one.last_on:%d-%m-%Y}.")


# --- Both -----------------------------------------------------------------------------------------------------------------


def _load(one: Candidate, work: str, most: int) -> Part:
    """All points for who has nothing to do, none for who has as much as they can do; in between evenly."""
    room = USUAL[work] if one.capacity is None else one.capacity
    points = most * max(room - one.load, 0) // room if room else 0
    of = f"{one.load} van {one.capacity}" if one.capacity is not None else str(one.load)
    return Part(
        "Werk", points, most, f"Heeft nu {of} in behandeling." if one.load else "Heeft nu niets in behandeling."
    )


def _sector(one: Candidate, need: Need, most: int) -> Part:
    if need.sector and need.sector in one.sectors:
        return Part("Sector", most, most, "Kent deze sector.")
    why = "Deze sector staat niet in het profiel." if need.sector else "De sector van de organisatie is niet bekend."
    return Part("Sector", 0, most, why)
