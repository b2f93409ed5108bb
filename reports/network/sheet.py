"""The network as a workbook holds it: reading it, with every problem by cell. What it would change: `queries`.

An empty cell says nothing: of somebody who is here already that stays as it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from goedgeregeld.accounts.forms.addresses import AddressField, readable
from keurmerk.old_marks import written_day
from selfeval.instruments.located import Problem
from selfeval.sheets.cells import Cell, read_sheets
from selfeval.sheets.container import InvalidSheet
from selfeval.sheets.layout import plain_words
from selfeval.sheets.tables import Row, faults, find_sheet, in_order, missing_sheet, read_table

SHEET = "Netwerk"
EMAIL, NAME, WORK = "E-mailadres", "Naam", "Werk"
EMPLOYER, CENTRE, UNTIL = "Werkgever", "Vrijwilligerscentrale", "Geautoriseerd tot en met"
PLACES, NATIONWIDE, RATE, SUBSIDISED = "Gemeenten", "Hele land", "Uurtarief", "Gemeente betaalt mee"
SECTORS, LANGUAGES, PHONE, AT_ONCE = "Sectoren", "Talen", "Telefoon", "Hoogstens tegelijk"
NEEDED = (EMAIL, NAME, WORK)
COLUMNS = (
    *NEEDED, EMPLOYER, CENTRE, UNTIL, PLACES, NATIONWIDE, RATE, SUBSIDISED, SECTORS, LANGUAGES, PHONE, AT_ONCE,
)  # fmt: skip
STATE = "Stand"  # in the list that is taken along; not read
WORKS = {"adviseur": ("adviser",), "auditor": ("auditor",), "eindbeoordelaar": ("auditor",)}
BOTH = ("adviser", "auditor")
ALONE = ("zelfstandig", "zelfstandige", "zzp", "zzp'er", "freelance", "freelancer", "geen")
FLAGS = {"ja": True, "j": True, "x": True, "waar": True, "nee": False, "n": False, "onwaar": False}
SPLIT = re.compile(r"[;,/\n|]|\s+en\s+")
MONEY = re.compile(r"(?:€\s*)?(\d{1,5})(?:[.,](\d{1,2}))?(?:,-)?", re.ASCII)
PHONE_NUMBER = re.compile(r"\+?[0-9 ()/-]{6,30}")
LONGEST_NAME, LONGEST_EMPLOYER, MOST_YEARS, MOST_AT_ONCE = 150, 200, 10, 50
ADDRESS = AddressField()


@dataclass(frozen=True, slots=True)
class Lists:
    """What names may mean, by their plain words: municipalities (those that merged mean the one of today) and sectors."""

    places: Mapping[str, Sequence[str]]
    sectors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """One row that can be taken over. `where`: the cell of the address. None: nothing is said of it.

    `employer` is "" for who works for themselves. `places` holds codes, `named` what was written for them.
    """

    where: str
    email: str
    name: str
    works: tuple[str, ...]
    employer: str | None = None
    centre: bool | None = None
    until: date | None = None
    places: tuple[str, ...] | None = None
    named: tuple[str, ...] = ()
    nationwide: bool | None = None
    rate: str | None = None
    subsidised: bool | None = None
    sectors: tuple[str, ...] | None = None
    languages: str | None = None
    phone: str | None = None
    at_once: int | None = None


def read_network(content: bytes, lists: Lists, *, today: date) -> list[Person]:
    """The people in a workbook, in its order. Raises InvalidSheet with every problem by cell; then nothing is taken over."""
    sheets = read_sheets(content)
    sheet = find_sheet(sheets, SHEET) or (next(iter(sheets.values())) if len(sheets) == 1 else None)
    if sheet is None:
        raise InvalidSheet([missing_sheet(SHEET, sheets)])
    problems = faults(sheet)
    rows = read_table(sheet, (*COLUMNS, STATE), NEEDED, problems, skip_above=True)
    if not rows and not problems:
        raise InvalidSheet([Problem(f"blad {sheet.title}", "Er staat nog niemand in.")])
    reader = _Reader(lists, today, problems)
    found = [person for row in rows if (person := reader.person(row))]
    if problems:
        raise InvalidSheet(in_order(problems, sheets))
    return found


class _Reader:
    """Reads row by row, and remembers whom it came across."""

    def __init__(self, lists: Lists, today: date, problems: list[Problem]) -> None:
        self.lists, self.today, self.problems = lists, today, problems
        self.seen: dict[str, str] = {}  # address -> its cell

    def person(self, row: Row) -> Person | None:
        """Who is in this row; None where something is wrong, which is noted."""
        before = len(self.problems)
        places, named = self._places(row[PLACES])
        found = Person(
            where=row[EMAIL].where,
            email=self._email(row[EMAIL]),
            name=self._text(row[NAME], LONGEST_NAME, needed=True) or "",
            works=self._works(row[WORK]),
            employer=self._employer(row[EMPLOYER]),
            centre=self._flag(row[CENTRE]),
            until=self._day(row[UNTIL]),
            places=places,
            named=named,
            nationwide=self._flag(row[NATIONWIDE]),
            rate=self._rate(row[RATE]),
            subsidised=self._flag(row[SUBSIDISED]),
            sectors=self._sectors(row[SECTORS]),
            languages=self._text(row[LANGUAGES], 200),
            phone=self._phone(row[PHONE]),
            at_once=self._number(row[AT_ONCE]),
        )
        if found.centre and found.employer in (None, ""):
            self._note(row[CENTRE], "Vul dan ook in hoe de vrijwilligerscentrale heet, bij Werkgever.")
        return found if len(self.problems) == before else None

    def _note(self, cell: Cell, message: str) -> None:
        if not cell.fault:  # a formula or an error is noted already
            self.problems.append(cell.problem(message))

    def _email(self, cell: Cell) -> str:
        try:
            address = str(ADDRESS.clean(cell.text.strip().removeprefix("mailto:")))
        except ValidationError as error:
            self._note(cell, "Vul het e-mailadres in." if cell.empty else " ".join(error.messages))
            return ""
        if address in self.seen:
            self._note(cell, f"Dit e-mailadres staat ook op {self.seen[address]}. Zet één persoon in één rij.")
        else:
            self.seen[address] = cell.where
        return address

    def _text(self, cell: Cell, most: int, *, needed: bool = False) -> str | None:
        text = " ".join(cell.text.split())
        if needed and not text:
            self._note(cell, "Vul de naam in.")
        if len(text) > most:
            self._note(cell, f"Dit is te lang: hoogstens {most} tekens.")
        try:
            readable(text)
        except ValidationError as error:
            self._note(cell, " ".join(error.messages))
        return text or None

    def _works(self, cell: Cell) -> tuple[str, ...]:
        words = plain_words(cell.text)
        if words == "beide":
            return BOTH
        parts = [part for part in SPLIT.split(words.replace("&", ",")) if part.strip()]
        found = [work for part in parts for work in WORKS.get(part.strip(), ("",))]
        if not found or "" in found:
            self._note(cell, "Schrijf adviseur, auditor of beide.")
            return ()
        return tuple(work for work in BOTH if work in found)

    def _employer(self, cell: Cell) -> str | None:
        if plain_words(cell.text) in ALONE:
            return ""
        return self._text(cell, LONGEST_EMPLOYER)

    def _flag(self, cell: Cell) -> bool | None:
        if cell.empty or cell.fault:
            return None
        found = FLAGS.get(plain_words(cell.text))
        if found is None:
            self._note(cell, f"Schrijf ja of nee, in plaats van '{cell.text[:20]}'.")
        return found

    def _day(self, cell: Cell) -> date | None:
        if cell.empty or cell.fault:
            return None
        found = cell.value if isinstance(cell.value, date) else written_day(cell.text)
        if found is None or not 2000 <= found.year <= self.today.year + MOST_YEARS:
            self._note(cell, f"'{cell.text[:20]}' is geen datum die hier kan. Schrijf hem als 31-12-2027.")
            return None
        return found

    def _places(self, cell: Cell) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
        """The codes of today, each once, and what was written for each."""
        if cell.empty or cell.fault:
            return None, ()
        found: dict[str, str] = {}
        for part in self._parts(cell, self.lists.places):
            codes = self.lists.places.get(plain_words(part), ())
            if not codes:
                self._note(cell, f"De gemeente '{part[:40]}' kennen we niet. Schrijf de naam van de gemeente nu.")
            elif len(codes) > 1:
                self._note(
                    cell, f"Er zijn meer gemeenten die {part[:40]} heten. Zet de provincie erachter, tussen haakjes."
                )
            else:
                found.setdefault(codes[0], part)
        return tuple(found), tuple(found.values())

    def _sectors(self, cell: Cell) -> tuple[str, ...] | None:
        if cell.empty or cell.fault:
            return None
        found = []
        for part in self._parts(cell, self.lists.sectors):
            sector = self.lists.sectors.get(plain_words(part), "")
            if not sector:
                self._note(cell, f"De sector '{part[:40]}' kennen we niet. Kies uit de lijst op het blad Uitleg.")
            found.append(sector)
        return tuple(dict.fromkeys(found))

    def _parts(self, cell: Cell, known: Mapping[str, object]) -> list[str]:
        """What stands in a cell with more than one, whatever separates them; a name with "en" in it stays whole."""
        parts = []
        for piece in re.split(r"[;,/\n|]", cell.text):
            text = " ".join(piece.split())
            whole = plain_words(text) in known or " en " not in text
            parts += [text] if whole else [one.strip() for one in re.split(r"\s+en\s+", text)]
        return [part for part in parts if part]

    def _rate(self, cell: Cell) -> str | None:
        if cell.empty or cell.fault:
            return None
        found = MONEY.fullmatch(cell.text.strip()) if not isinstance(cell.value, date | bool) else None
        if found is None:
            self._note(cell, f"'{cell.text[:20]}' is geen bedrag. Schrijf het als 62,50.")
            return None
        return f"{Decimal(found[1] + '.' + (found[2] or '0')):.2f}"

    def _phone(self, cell: Cell) -> str | None:
        text = " ".join(cell.text.split())
        if isinstance(cell.value, int) and not isinstance(cell.value, bool):
            text = f"0{text}" if len(text) == 9 else text  # Excel drops the nought of what it takes for a number
        if text and not PHONE_NUMBER.fullmatch(text):
            self._note(cell, "Dit is geen telefoonnummer. Schrijf het als 030 123 45 67.")
        return text or None

    def _number(self, cell: Cell) -> int | None:
        if cell.empty or cell.fault:
            return None
        if not cell.text.isdecimal() or int(cell.text) > MOST_AT_ONCE:
            self._note(cell, f"Schrijf een heel getal van 0 tot en met {MOST_AT_ONCE}.")
            return None
        return int(cell.text)
