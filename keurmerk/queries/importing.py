"""What the database says of marks that are to be taken over: which names mean what, what is here already, whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from goedgeregeld.accounts.models import Municipality, Organisation
from goedgeregeld.accounts.states import Sector
from keurmerk.models import Mark
from keurmerk.old_marks import Lists, OldMark
from keurmerk.queries.register import living
from keurmerk.states import MarkState
from selfeval.instruments.located import Problem
from selfeval.sheets.container import InvalidSheet
from selfeval.sheets.layout import plain_words

CHUNK = 500
SAME = {
    "name": "organisatie",
    "decided_on": "dag van het besluit",
    "valid_from": "eerste dag",
    "valid_until": "laatste dag",
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A mark that is to be added, with its municipality, and its organisation where exactly one here fits."""

    old: OldMark
    municipality: Municipality
    organisation: Organisation | None

    @property
    def state_name(self) -> str:
        return str(MarkState(self.old.state).label)


@dataclass(frozen=True, slots=True)
class Importing:
    """What an import would do: what it adds, and the numbers that are here already, just so."""

    new: list[Prepared]
    known: list[str]

    @property
    def linked(self) -> int:
        return sum(1 for one in self.new if one.organisation)


def lists() -> Lists:
    """What the names in a workbook may mean. One query; a municipality that merged means the one it went into.

    "Hengelo" means "Hengelo (O.)" as long as there is one Hengelo; the province may stand behind the name. A name
    that is in use today is never that of one that went.
    """
    all_of_them = list(Municipality.objects.select_related("merged_into__merged_into__merged_into").order_by("code"))
    today: dict[str, dict[str, None]] = {}
    went: dict[str, dict[str, None]] = {}
    for one in all_of_them:
        at = living(one)
        names = {one.name, one.name.partition(" (")[0], f"{one.name} ({one.province})"}
        names.add(f"{one.name.partition(' (')[0]} ({one.province})")
        for name in names:
            (went if one.merged_into_id else today).setdefault(plain_words(name), {})[at.code if at else one.code] = (
                None
            )
    for one in all_of_them:  # the whole name is never in doubt
        if (
            not one.merged_into_id
            and sum(other.name == one.name and not other.merged_into_id for other in all_of_them) == 1
        ):
            today[plain_words(one.name)] = {one.code: None}
    places = {name: list(codes) for name, codes in {**went, **today}.items()}
    sectors = {plain_words(word): value for value, label in Sector.choices for word in (value, str(label))}
    return Lists(places, sectors)


def compared(marks: Iterable[OldMark]) -> Importing:
    """What is new and what is here. Raises InvalidSheet where a number is here of another mark."""
    marks = list(marks)
    present = _present([one.number for one in marks])
    problems = [problem for one in marks if (problem := _differs(one, present.get(one.number)))]
    if problems:
        raise InvalidSheet(problems)
    new = [one for one in marks if one.number not in present]
    places = Municipality.objects.in_bulk({one.place for one in new})
    if gone := [one for one in new if one.place not in places]:
        raise InvalidSheet([Problem(one.where, "De gemeente is er intussen niet meer.") for one in gone])
    whose = _organisations(new)
    prepared = [Prepared(one, places[one.place], whose.get((one.name, one.place))) for one in new]
    return Importing(prepared, [one.number for one in marks if one.number in present])


def _present(numbers: list[str]) -> dict[str, Mark]:
    found: dict[str, Mark] = {}
    for at in range(0, len(numbers), CHUNK):
        found |= {one.number: one for one in Mark.objects.filter(number__in=numbers[at : at + CHUNK])}
    return found


def _differs(old: OldMark, mark: Mark | None) -> Problem | None:
    """The number is here, but of something else. What became of a mark here (its state, whose it is) makes no difference, nor
    that its name was erased since.
    """
    if mark is None:
        return None
    other = [
        words
        for name, words in SAME.items()
        if getattr(old, name) != getattr(mark, name) and not (name == "name" and mark.forgotten_at)
    ]
    if not other:
        return None
    return Problem(old.where, f"Keurmerk {old.number} is er al, met een andere {', '.join(other)}.")


def _organisations(marks: list[OldMark]) -> dict[tuple[str, str], Organisation]:
    """The one organisation with exactly this name in this municipality; none where there are more."""
    names, found = sorted({one.name for one in marks}), {}
    twice: set[tuple[str, str]] = set()
    for at in range(0, len(names), CHUNK):
        rows = Organisation.objects.filter(name__in=names[at : at + CHUNK], merged_into__isnull=True, demo=False)
        for one in rows.select_related("municipality__merged_into__merged_into"):
            place = living(one.municipality)
            key = (one.name, place.code if place else "")
            if key in found:
                twice.add(key)
            found[key] = one
    return {key: one for key, one in found.items() if key not in twice}


def may_be_linked(mark: Mark) -> bool:
    """Whether it is for the office to say whose mark it is: of before this system, and not of who let their data be erased."""
    return mark.imported_at is not None and mark.application_id is None and mark.forgotten_at is None
