"""A sheet as a table: where its headers stand, which columns it has, and its rows. Every problem is noted with its cell.

Columns are found by their header and rows by their content, so both may move; what is unknown is refused, never ignored.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from selfeval.instruments.located import Problem
from selfeval.sheets.cells import Cell, Sheet
from selfeval.sheets.layout import plain_words

HEADER_WITHIN = 30  # rows
PLACE = re.compile(r"blad (?P<sheet>.+?), (?:cel (?P<column>[A-Z]+)(?P<cell>\d+)|rij (?P<row>\d+))")


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the headers: its number and a cell for every header, empty ones too."""

    number: int
    cells: dict[str, Cell]

    def __getitem__(self, header: str) -> Cell:
        return self.cells[header]


def find_sheet(sheets: dict[str, Sheet], title: str) -> Sheet | None:
    """The sheet with this title, whatever its case or white space."""
    return next((sheet for name, sheet in sheets.items() if plain_words(name) == plain_words(title)), None)


def faults(sheet: Sheet) -> list[Problem]:
    """Every cell that cannot be read: formulas and errors."""
    cells = (cell for row in sheet.rows.values() for cell in row.values())
    return [cell.problem(cell.fault) for cell in cells if cell.fault]


def missing_sheet(title: str, sheets: Iterable[str]) -> Problem:
    near = get_close_matches(title, list(sheets), 1)
    hint = f" Is dat het blad '{near[0]}'?" if near else ""
    return Problem("", f"Het blad '{title}' ontbreekt.{hint}")


def read_table(
    sheet: Sheet, headers: Sequence[str], needed: Sequence[str], problems: list[Problem], *, skip_above: bool = False
) -> list[Row]:
    """The rows under the headers that hold anything. With `skip_above`, lines of text may stand above the headers.

    Missing, unknown and doubled columns are problems, and so is anything that stands under no header.
    """
    at = _header_row(sheet, headers, skip_above=skip_above)
    if at is None:
        problems.append(Problem(f"blad {sheet.title}", f"De kolomkoppen ontbreken: {', '.join(needed)}."))
        return []
    columns = _columns(sheet, at, headers, problems)
    found = set(columns.values())
    problems += [
        Problem(f"blad {sheet.title}, rij {at}", f"De kolom '{header}' ontbreekt.")
        for header in needed
        if header not in found
    ]
    known = {plain_words(header): header for header in headers}
    unknown = {column for column in sheet.rows[at] if column not in columns}
    rows = []
    for number, cells in sheet.rows.items():
        if number <= at:
            continue
        problems += [
            cell.problem("Deze kolom heeft geen kop. Zet de tekst in een kolom met een kop, of haal hem weg.")
            for column, cell in cells.items()
            if column not in columns and column not in unknown and not cell.fault
        ]
        row = {header: sheet.at(number, column) for column, header in columns.items()}
        if any(not cell.empty for cell in row.values()):
            rows.append(Row(number, {**_absent(sheet, number, known.values(), found), **row}))
    return rows


def _absent(sheet: Sheet, number: int, headers: Iterable[str], found: set[str]) -> dict[str, Cell]:
    where = f"blad {sheet.title}, rij {number}"
    return {header: Cell(where) for header in headers if header not in found}


def _header_row(sheet: Sheet, headers: Sequence[str], *, skip_above: bool) -> int | None:
    """The row that holds most of the headers, among the first ones; without `skip_above` simply the first row."""
    known = {plain_words(header) for header in headers}
    best, most = None, 0
    for number, cells in sheet.rows.items():
        if number > HEADER_WITHIN:
            break
        hits = len({plain_words(cell.text) for cell in cells.values()} & known)
        if hits > most:
            best, most = number, hits
        if not skip_above:
            break
    return best


def _columns(sheet: Sheet, at: int, headers: Sequence[str], problems: list[Problem]) -> dict[int, str]:
    """Column number -> header. Unknown and doubled headers are noted."""
    known = {plain_words(header): header for header in headers}
    columns: dict[int, str] = {}
    for column, cell in sorted(sheet.rows[at].items()):
        header = known.get(plain_words(cell.text))
        if header is None:
            near = get_close_matches(plain_words(cell.text), list(known), 1)
            hint = f" Bedoel je '{known[near[0]]}'?" if near else " Haal de kolom weg."
            problems.append(cell.problem(f"De kolom '{cell.text[:40]}' ken ik niet.{hint}"))
        elif header in columns.values():
            problems.append(cell.problem(f"De kolom '{header}' staat er twee keer."))
        else:
            columns[column] = header
    return columns


def in_order(problems: Iterable[Problem], sheets: Iterable[str]) -> list[Problem]:
    """Each problem once, in the order of the sheets, then from top to bottom and from left to right."""
    titles = list(sheets)

    def place(problem: Problem) -> tuple[int, int, int, str]:
        found = PLACE.fullmatch(problem.where)
        if found is None:
            return (-1, 0, 0, "")
        position = titles.index(found["sheet"]) if found["sheet"] in titles else len(titles)
        column = found["column"] or ""
        return (position, int(found["cell"] or found["row"]), len(column), column)

    return sorted(dict.fromkeys(problems), key=place)
