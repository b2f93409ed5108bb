"""From the bytes of a workbook to plain cells that know their place: "blad Stellingen, cel C7". The one user of openpyxl here.

Nothing is computed and nothing is followed: a formula stays a formula, whatever value is stored beside it. What the cells
should hold is the business of `tables`, `instrument` and `answers`.
"""

import re
import warnings
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from selfeval.instruments.located import Problem
from selfeval.sheets.container import InvalidSheet, check_container, refused

MAX_SHEETS, MAX_ROWS, MAX_COLUMNS = 40, 3000, 100
Value = str | int | Decimal | bool | date | None
LOOKS_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005F(?=_x[0-9A-Fa-f]{4}_))_")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. `fault` says what is wrong with the cell itself (a formula, an error value)."""

    where: str
    value: Value = None
    fault: str = ""
    percent: bool = False

    @property
    def empty(self) -> bool:
        return self.value is None and not self.fault

    @property
    def text(self) -> str:
        """The content as a person sees it, whatever its type; "" where there is none."""
        if isinstance(self.value, bool):
            return "ja" if self.value else "nee"
        if isinstance(self.value, Decimal):
            return f"{self.value:f}".replace(".", ",")
        if isinstance(self.value, date):
            return f"{self.value.day}-{self.value.month}-{self.value.year}"
        return "" if self.value is None else str(self.value)

    def problem(self, message: str) -> Problem:
        return Problem(self.where, message)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's cells that hold something, by row and column (both from 1)."""

    title: str
    rows: dict[int, dict[int, Cell]]

    def at(self, row: int, column: int) -> Cell:
        """The cell there; an empty one where nothing stands."""
        return self.rows.get(row, {}).get(column) or Cell(self.place(row, column))

    def place(self, row: int, column: int) -> str:
        return f"blad {self.title}, cel {get_column_letter(column)}{row}"


def read_sheets(content: bytes) -> dict[str, Sheet]:
    """All sheets of a workbook, by title. Raises InvalidSheet where it is no workbook, or none that is safe to read."""
    check_container(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out: colours, lists to choose from
            return _read(content)
    except InvalidSheet:
        raise
    except Exception as error:  # a broken part makes openpyxl raise nearly anything
        raise refused(
            "Dit bestand is beschadigd en kan niet worden gelezen. Bewaar het opnieuw als Excel-werkmap (.xlsx)."
        ) from error


def _read(content: bytes) -> dict[str, Sheet]:
    book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    try:
        if len(book.worksheets) > MAX_SHEETS:
            raise refused("Dit bestand heeft te veel bladen.")
        return {sheet.title: _sheet(sheet) for sheet in book.worksheets}
    finally:
        book.close()


def _sheet(source: Any) -> Sheet:
    sheet = Sheet(source.title, {})
    lines = source.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1)
    for number, line in enumerate(lines, start=1):
        cells = {
            column: cell
            for column, raw in enumerate(line, start=1)
            if raw.value is not None and not (cell := _cell(sheet.place(number, column), raw)).empty
        }
        if cells and (number > MAX_ROWS or max(cells) > MAX_COLUMNS):
            raise InvalidSheet([Problem(f"blad {source.title}", "Dit blad is te groot om te lezen.")])
        if cells:
            sheet.rows[number] = cells
    return sheet


def _cell(where: str, raw: Any) -> Cell:
    if raw.data_type == "f":
        return Cell(where, None, "Hier staat een formule. Zet de waarde zelf neer (Plakken speciaal, Waarden).")
    if raw.data_type == "e":
        return Cell(where, None, f"Hier staat een fout van Excel ({raw.value}). Maak de cel leeg of typ de waarde.")
    percent = raw.data_type == "n" and "%" in (raw.number_format or "")
    return Cell(where, _value(raw.value), "", percent)


def _value(value: Any) -> Value:
    if isinstance(value, str):
        return _unescaped(value).strip() or None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None


def _unescaped(text: str) -> str:
    """Excel writes control characters as _x000D_, and a text that looks like that with _x005F_ before it."""
    plain = ESCAPED.sub(_character, text) if "_x" in text else text
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _character(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char in "\t\n\r_" else ""


def escaped(text: str) -> str:
    """The text as a workbook must hold it, so that what looks like an escape in it comes back as it was."""
    return LOOKS_ESCAPED.sub(r"_x005F_x\1_", text) if "_x" in text else text
