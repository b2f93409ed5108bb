"""Marks that were granted before this system, as a workbook holds them: reading it, with every problem by cell. Pure.

What is known already, and to which organisation a mark belongs, the database says: `queries.importing`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keurmerk.codes import fault_of_old, tidy_number
from selfeval.instruments.located import Problem
from selfeval.sheets.cells import Cell, read_sheets
from selfeval.sheets.container import InvalidSheet
from selfeval.sheets.layout import plain_words
from selfeval.sheets.tables import Row, faults, find_sheet, in_order, missing_sheet, read_table

SHEET = "Keurmerken"
NUMBER, NAME, PLACE = "Nummer", "Organisatie", "Gemeente"
DECIDED, FIRST, LAST = "Besloten op", "Geldig vanaf", "Geldig tot en met"
SECTOR, STATE, SINCE = "Sector", "Stand", "Stand sinds"
NEEDED = (NUMBER, NAME, PLACE, DECIDED, FIRST, LAST)
COLUMNS = (*NEEDED, SECTOR, STATE, SINCE)
STATES = {"geldig": "valid", "geschorst": "suspended", "ingetrokken": "withdrawn", "verlopen": "expired"}
STOPPED = ("suspended", "withdrawn")
LONGEST_NAME = 200
FIRST_YEAR = 2000  # the scheme began in the early 2000s; earlier is a slip of the pen
MOST_YEARS = 5  # a mark lasted three years, and since 2013 four
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WRITTEN = (
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(?P<day>\d{1,2}) (?P<name>[a-z]+) (?P<year>\d{4})"),
)


@dataclass(frozen=True, slots=True)
class OldMark:
    """One row that can be taken over. `where`: the cell of its number."""

    where: str
    number: str
    name: str
    place: str  # the code of the municipality of today
    decided_on: date
    valid_from: date
    valid_until: date
    sector: str = ""
    state: str = "valid"
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """What the names in a workbook may mean, by their plain words. A name may be of several municipalities."""

    places: Mapping[str, Sequence[str]]
    sectors: Mapping[str, str]


def read_old_marks(content: bytes, lists: Lists, *, today: date) -> list[OldMark]:
    """The marks in a workbook, in its order. Raises InvalidSheet with every problem by cell; then nothing is taken over."""
    sheets = read_sheets(content)
    sheet = find_sheet(sheets, SHEET) or (next(iter(sheets.values())) if len(sheets) == 1 else None)
    if sheet is None:
        raise InvalidSheet([missing_sheet(SHEET, sheets)])
    problems = faults(sheet)
    rows = read_table(sheet, COLUMNS, NEEDED, problems, skip_above=True)
    if not rows and not problems:
        raise InvalidSheet([Problem(f"blad {sheet.title}", "Er staan nog geen keurmerken in.")])
    reader = _Reader(lists, today, problems)
    found = [mark for row in rows if (mark := reader.mark(row))]
    if problems:
        raise InvalidSheet(in_order(problems, sheets))
    return found


class _Reader:
    """Reads row by row, and remembers what it came across."""

    def __init__(self, lists: Lists, today: date, problems: list[Problem]) -> None:
        self.lists, self.today, self.problems = lists, today, problems
        self.seen: dict[str, str] = {}  # number -> its cell

    def mark(self, row: Row) -> OldMark | None:
        """The mark in this row; None where something is wrong, which is noted."""
        before = len(self.problems)
        decided, first, last = (self._day(row[name]) for name in (DECIDED, FIRST, LAST))
        number, name = self._number(row[NUMBER], decided), self._name(row[NAME])
        place, sector = self._place(row[PLACE]), self._sector(row[SECTOR])
        state, since = self._state(row[STATE]), self._day(row[SINCE], needed=False)
        if decided and first and last:
            self._dates(row, decided, first, last)
            state = self._standing(row, state, since, first, last)
        if len(self.problems) > before or not (decided and first and last):
            return None
        where = row[NUMBER].where
        return OldMark(where, number, name, place, decided, first, last, sector, state, since)

    def _note(self, cell: Cell, message: str) -> str:
        if not cell.fault:  # a formula or an error is noted already
            self.problems.append(cell.problem(message))
        return ""

    def _number(self, cell: Cell, decided: date | None) -> str:
        if cell.empty or cell.fault:
            return self._note(cell, "Vul het nummer van het keurmerk in.")
        number = tidy_number(cell.text)
        if fault := fault_of_old(number, this_year=self.today.year, year=decided.year if decided else None):
            return self._note(cell, fault)
        if number in self.seen:
            return self._note(cell, f"Nummer {number} staat ook op {self.seen[number]}.")
        self.seen[number] = cell.where
        return number

    def _name(self, cell: Cell) -> str:
        name = " ".join(cell.text.split())
        if not name:
            return self._note(cell, "Vul de naam van de organisatie in.")
        if len(name) > LONGEST_NAME:
            return self._note(cell, f"Deze naam is te lang: hoogstens {LONGEST_NAME} tekens.")
        return name

    def _place(self, cell: Cell) -> str:
        if cell.empty:
            return self._note(cell, "Vul de gemeente in.")
        codes = self.lists.places.get(plain_words(cell.text), ())
        if not codes:
            return self._note(
                cell, f"De gemeente '{cell.text[:40]}' kennen we niet. Schrijf de naam van de gemeente nu."
            )
        if len(codes) > 1:
            return self._note(
                cell, f"Er zijn meer gemeenten die {cell.text[:40]} heten. Zet de provincie erachter, tussen haakjes."
            )
        return codes[0]

    def _sector(self, cell: Cell) -> str:
        found = self.lists.sectors.get(plain_words(cell.text), "")
        if not cell.empty and not found:
            return self._note(
                cell, f"De sector '{cell.text[:40]}' kennen we niet. Laat de cel leeg of kies er een uit de lijst."
            )
        return found

    def _state(self, cell: Cell) -> str:
        """As it is written; "" where nothing is."""
        found = STATES.get(plain_words(cell.text), "")
        if not cell.empty and not found:
            return self._note(
                cell, f"Schrijf {', '.join(list(STATES)[:-1])} of {list(STATES)[-1]}, of laat de cel leeg."
            )
        return found

    def _day(self, cell: Cell, *, needed: bool = True) -> date | None:
        if cell.empty or cell.fault:
            if needed or cell.fault:
                self._note(cell, "Vul een datum in, zoals 31-12-2023.")
            return None
        found = cell.value if isinstance(cell.value, date) else written_day(cell.text)
        if found is None or found.year < FIRST_YEAR or found.year > self.today.year + 2 * MOST_YEARS:
            self._note(cell, f"'{cell.text[:20]}' is geen datum die hier kan. Schrijf hem als 31-12-2023.")
            return None
        return found

    def _dates(self, row: Row, decided: date, first: date, last: date) -> None:
        if decided > self.today:
            self._note(row[DECIDED], "Deze dag moet nog komen.")
        if last <= first:
            self._note(row[LAST], "De laatste dag ligt niet na de eerste.")
        elif _years_later(first, MOST_YEARS) < last:
            self._note(row[LAST], f"Dat is langer dan {MOST_YEARS} jaar. Klopt deze datum?")
        if abs((first - decided).days) > 366:
            self._note(row[FIRST], "Dit ligt meer dan een jaar van de dag van het besluit. Klopt deze datum?")

    def _standing(self, row: Row, state: str, since: date | None, first: date, last: date) -> str:
        """The state to keep. What is over is over, also where nothing is written."""
        over = last < self.today
        if state in ("valid", "suspended") and over:
            self._note(row[STATE], "De laatste dag is al voorbij. Schrijf verlopen, of laat de cel leeg.")
        if state == "expired" and not over:
            self._note(row[STATE], "De laatste dag moet nog komen. Laat de cel leeg.")
        if state in STOPPED:
            self._since(row, since, first, last)
        elif not row[SINCE].empty:
            self._note(row[SINCE], "Vul dit alleen in bij geschorst of ingetrokken.")
        return state or ("expired" if over else "valid")

    def _since(self, row: Row, since: date | None, first: date, last: date) -> None:
        if row[SINCE].empty:
            self._note(row[SINCE], "Vul in sinds wanneer het keurmerk is geschorst of ingetrokken.")
        elif since and not first <= since <= min(last, self.today):
            self._note(row[SINCE], "Deze dag ligt niet in de tijd dat het keurmerk liep.")


def written_day(text: str) -> date | None:
    """A date as people write it: 31-12-2023, 2023-12-31 or 31 december 2023."""
    for pattern in WRITTEN:
        if found := pattern.fullmatch(plain_words(text)):
            parts = found.groupdict()
            named = parts.get("name")
            if named and named not in MONTHS:
                return None
            month = MONTHS.index(named) + 1 if named else int(parts["month"])
            return _if_there(date, int(parts["year"]), month, int(parts["day"]))
    return None


def _if_there(make: Callable[[int, int, int], date], *parts: int) -> date | None:
    try:
        return make(*parts)
    except ValueError:
        return None


def _years_later(day: date, years: int) -> date:
    return _if_there(date, day.year + years, day.month, day.day) or date(day.year + years, 3, 1)
