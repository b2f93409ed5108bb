"""What was counted before this system, as a workbook holds it: numbers a month or a year, and evaluations one by one. Pure.

Every problem is said by cell; what is known already the database says (`past_import`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from keurmerk.old_marks import Lists, written_day
from reports.kpi.catalogue import MARKS, OPENED, USES
from reports.kpi.periods import FIRST_YEAR, MONTHS
from selfeval.instruments.located import Problem
from selfeval.sheets.cells import Cell, read_sheets
from selfeval.sheets.container import InvalidSheet
from selfeval.sheets.layout import plain_words
from selfeval.sheets.tables import Row, faults, find_sheet, in_order, read_table

NUMBERS, EVALUATIONS = "Aantallen", "Zelfevaluaties"
FIGURE, YEAR, MONTH, NUMBER = "Cijfer", "Jaar", "Maand", "Aantal"
MARK, DONE, BEGUN, PLACE, SECTOR, VOLUNTEERS, ROUTE = (
    "Kenmerk", "Afgerond op", "Geopend op", "Gemeente", "Sector", "Vrijwilligers", "Route",
)  # fmt: skip
COUNT_COLUMNS = (FIGURE, YEAR, MONTH, NUMBER)
EVALUATION_COLUMNS = (MARK, DONE, BEGUN, PLACE, SECTOR, VOLUNTEERS, ROUTE)
FIGURES = {"zelfevaluaties": USES.code, "keurmerken": MARKS.code, "geopend": OPENED.code}
ROUTES = {"volledig": "full", "volledige route": "full", "ster": "star", "sterroute": "star"}
MOST = 10_000_000
LONGEST_MARK = 40


@dataclass(frozen=True, slots=True)
class PastCount:
    """So many of a figure in a month (1 to 12) or a whole year (0)."""

    figure: str
    year: int
    month: int
    number: int


@dataclass(frozen=True, slots=True)
class PastEvaluation:
    """One evaluation that was completed before this system, by a mark of its own."""

    reference: str
    completed_on: date
    opened_on: date
    place: str = ""
    sector: str = ""
    volunteers: int | None = None
    route: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """All that a workbook holds."""

    counts: list[PastCount] = field(default_factory=list)
    evaluations: list[PastEvaluation] = field(default_factory=list)


def read_past(content: bytes, lists: Lists, *, today: date) -> Past:
    """What a workbook holds. Raises InvalidSheet with every problem by cell; then nothing is taken over."""
    sheets = read_sheets(content)
    numbers, evaluations = find_sheet(sheets, NUMBERS), find_sheet(sheets, EVALUATIONS)
    if numbers is None and evaluations is None:
        words = f"Dit werkboek heeft geen blad '{NUMBERS}' en geen blad '{EVALUATIONS}'."
        raise InvalidSheet([Problem("", words)])
    problems: list[Problem] = []
    reader, past = _Reader(lists, today, problems), Past()
    if numbers is not None:
        problems += faults(numbers)
        rows = read_table(numbers, COUNT_COLUMNS, (FIGURE, YEAR, NUMBER), problems, skip_above=True)
        past.counts.extend(one for row in rows if (one := reader.count(row)))
    if evaluations is not None:
        problems += faults(evaluations)
        rows = read_table(evaluations, EVALUATION_COLUMNS, (MARK, DONE), problems, skip_above=True)
        past.evaluations.extend(one for row in rows if (one := reader.evaluation(row)))
    if problems:
        raise InvalidSheet(in_order(problems, sheets))
    if not past.counts and not past.evaluations:
        raise InvalidSheet([Problem("", "Er staat nog niets in dit werkboek.")])
    return past


class _Reader:
    """Reads row by row, and remembers what it came across."""

    def __init__(self, lists: Lists, today: date, problems: list[Problem]) -> None:
        self.lists, self.today, self.problems = lists, today, problems
        self.counted: dict[tuple[str, int, int], str] = {}
        self.marks: dict[str, str] = {}

    def count(self, row: Row) -> PastCount | None:
        """The number in this row; None where something is wrong, which is noted."""
        before = len(self.problems)
        figure = self._of(
            row[FIGURE], FIGURES, f"Schrijf {', '.join(list(FIGURES)[:-1])} of {list(FIGURES)[-1]}.", needed=True
        )
        year = self._whole(row[YEAR], FIRST_YEAR, self.today.year, needed=True)
        month, number = self._month(row[MONTH]), self._whole(row[NUMBER], 0, MOST, needed=True)
        if len(self.problems) > before or year is None or number is None:
            return None
        self._once(row, figure, year, month)
        return PastCount(figure, year, month, number)

    def _once(self, row: Row, figure: str, year: int, month: int) -> None:
        """A month is counted once, and a year either by its months or as a whole."""
        for (other, of, when), where in self.counted.items():
            if (other, of) == (figure, year) and (when == month or 0 in (when, month)):
                same = "staat ook" if when == month else "staat als geheel en per maand: zie ook"
                self._note(row[NUMBER], f"Dit {'jaar' if not month else 'getal'} {same} op {where}.")
                break
        self.counted[figure, year, month] = row[NUMBER].where

    def evaluation(self, row: Row) -> PastEvaluation | None:
        """The evaluation in this row; None where something is wrong, which is noted."""
        before = len(self.problems)
        mark, done = self._mark(row[MARK]), self._day(row[DONE], needed=True)
        begun, place = self._day(row[BEGUN]), self._place(row[PLACE])
        sector = self._of(
            row[SECTOR], self.lists.sectors, "Deze sector kennen we niet. Laat de cel leeg of kies er een."
        )
        volunteers = self._whole(row[VOLUNTEERS], 0, 1_000_000)
        route = self._of(row[ROUTE], ROUTES, "Schrijf volledig of ster, of laat de cel leeg.")
        if done and begun and begun > done:
            self._note(row[BEGUN], "Deze dag ligt na de dag van afronden.")
        if len(self.problems) > before or done is None:
            return None
        return PastEvaluation(mark, done, begun or done, place, sector, volunteers, route)

    # --- One cell ---------------------------------------------------------------------------------------------------------

    def _note(self, cell: Cell, message: str) -> None:
        if not cell.fault:  # a formula or an error is noted already
            self.problems.append(cell.problem(message))

    def _of(self, cell: Cell, names: Mapping[str, str], message: str, *, needed: bool = False) -> str:
        found = names.get(plain_words(cell.text), "")
        if not found and (needed or not cell.empty):
            self._note(cell, message)
        return found

    def _whole(self, cell: Cell, low: int, high: int, *, needed: bool = False) -> int | None:
        if cell.empty and not cell.fault and not needed:
            return None
        text = cell.text.strip().removesuffix(".0")
        if not text.isdecimal() or not text.isascii() or not low <= int(text[:12]) <= high:
            self._note(cell, f"Vul een geheel getal in van {low} tot en met {high}.")
            return None
        return int(text)

    def _month(self, cell: Cell) -> int:
        """1 to 12; 0 where it is empty: the whole year."""
        name = plain_words(cell.text)
        if name in MONTHS:
            return MONTHS.index(name) + 1
        return self._whole(cell, 1, 12) or 0

    def _mark(self, cell: Cell) -> str:
        mark = " ".join(cell.text.split())
        if not mark or len(mark) > LONGEST_MARK:
            self._note(
                cell, f"Vul een kenmerk in van hoogstens {LONGEST_MARK} tekens, voor elke zelfevaluatie een ander."
            )
        elif mark in self.marks:
            self._note(cell, f"Kenmerk {mark} staat ook op {self.marks[mark]}.")
        self.marks.setdefault(mark, cell.where)
        return mark

    def _day(self, cell: Cell, *, needed: bool = False) -> date | None:
        if cell.empty and not cell.fault and not needed:
            return None
        found = cell.value if isinstance(cell.value, date) else written_day(cell.text)
        if found is None or found.year < FIRST_YEAR or found > self.today:
            self._note(cell, "Vul een datum in die geweest is, zoals 31-12-2023.")
            return None
        return found

    def _place(self, cell: Cell) -> str:
        if cell.empty:
            return ""
        codes = self.lists.places.get(plain_words(cell.text), ())
        if len(codes) != 1:
            many = "Er zijn meer gemeenten die zo heten. Zet de provincie erachter, tussen haakjes."
            self._note(cell, many if codes else "Deze gemeente kennen we niet. Schrijf de naam van de gemeente nu.")
            return ""
        return codes[0]
