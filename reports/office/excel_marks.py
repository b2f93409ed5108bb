"""The empty workbook for marks of before this system: a table to fill in, and a sheet that says how."""

from collections.abc import Sequence
from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from keurmerk import old_marks
from keurmerk.codes import LONGEST_NUMBER
from reports.excel import Book

ROWS = 300  # with lists to choose from; more can be filled in
WIDTHS = {old_marks.NAME: 40, old_marks.PLACE: 24, old_marks.SECTOR: 28}
HOW = {
    old_marks.NUMBER: f"Het nummer op het certificaat: letters, cijfers en losse streepjes, hoogstens {LONGEST_NUMBER} tekens.",
    old_marks.NAME: "De naam op het certificaat. Is er precies één organisatie met deze naam in deze gemeente, dan hoort het "
    "keurmerk daarbij. Anders kun je de organisatie later kiezen, op de bladzijde van het keurmerk.",
    old_marks.PLACE: "De gemeente van nu. Heten er twee zo, zet dan de provincie erachter: Bergen (Limburg).",
    old_marks.DECIDED: "De dag waarop NOV het toekende: dag-maand-jaar.",
    old_marks.FIRST: "De eerste dag waarop het keurmerk geldig was.",
    old_marks.LAST: "De laatste dag waarop het geldig is.",
    old_marks.SECTOR: "Mag leeg blijven.",
    old_marks.STATE: "Mag leeg blijven: dan volgt uit de laatste dag of het geldig is of verlopen.",
    old_marks.SINCE: "Alleen bij geschorst of ingetrokken: sinds welke dag.",
}


def old_marks_workbook(sectors: Sequence[str], *, dated: date) -> bytes:
    """The .xlsx file. Comes back through `keurmerk.old_marks`."""
    book = Book("Keurmerken van vóór dit systeem", dated=dated)
    sheet = book.sheet(old_marks.SHEET, [WIDTHS.get(name, 16) for name in old_marks.COLUMNS])
    sheet.raw.freeze_panes = "A2"
    sheet.row(old_marks.COLUMNS, "header", height=24)
    styles = ["day" if name in _DAYS else "input" for name in old_marks.COLUMNS]
    for _number in range(ROWS):
        sheet.row([None] * len(styles), styles)
    _choices(sheet.raw, "G", [f"Uitleg!$B${len(HOW) + 3}:$B${len(HOW) + 2 + len(sectors)}"], listed=False)
    _choices(sheet.raw, "H", list(old_marks.STATES), listed=True)
    told = book.sheet("Uitleg", [24, 90], landscape=False)
    told.row(["Kolom", "Wat je invult"], "header")
    for name in old_marks.COLUMNS:
        told.row([name, HOW[name]], ["label", "text"])
    told.row(["Sectoren", ""], ["label", "text"])
    for sector in sectors:
        told.row(["", sector], "text")
    return book.to_bytes()


_DAYS = (old_marks.DECIDED, old_marks.FIRST, old_marks.LAST, old_marks.SINCE)


def _choices(raw: object, column: str, values: Sequence[str], *, listed: bool) -> None:
    formula = '"' + ",".join(values) + '"' if listed else values[0]
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.add(f"{column}2:{column}{ROWS + 1}")
    raw.data_validations.append(rule)  # type: ignore[attr-defined]
