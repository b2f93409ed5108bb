"""The empty workbook to fill in, with its explanation, and the columns of the list to take along."""

from collections.abc import Sequence
from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from reports.excel import Book, Column
from reports.network import sheet

ROWS = 200
WIDTHS = {
    sheet.EMAIL: 30, sheet.NAME: 26, sheet.WORK: 18, sheet.EMPLOYER: 30, sheet.PLACES: 40, sheet.SECTORS: 34,
}  # fmt: skip
STYLES = {sheet.UNTIL: "day", sheet.RATE: "money", sheet.AT_ONCE: "count"}
COLUMNS = tuple(
    Column(name, WIDTHS.get(name, 16), STYLES.get(name, "text")) for name in (*sheet.COLUMNS, sheet.STATE)
)  # of the list to take along
HOW = {
    sheet.EMAIL: "Verplicht. Hiermee logt iemand in. Eén rij per persoon.",
    sheet.NAME: "Verplicht.",
    sheet.WORK: "Verplicht: adviseur, auditor of beide.",
    sheet.EMPLOYER: "De naam, of zelfstandig.",
    sheet.CENTRE: "Is de werkgever een vrijwilligerscentrale? ja of nee.",
    sheet.UNTIL: "De laatste dag, zoals 31-12-2027. Leeg: nog niet geautoriseerd.",
    sheet.PLACES: "De gemeenten waar iemand werkt, met een puntkomma ertussen.",
    sheet.NATIONWIDE: "Werkt iemand in het hele land? ja of nee.",
    sheet.RATE: "In euro, zonder btw. Leeg: het tarief van het jaar. Gratis: 0.",
    sheet.SUBSIDISED: "ja of nee.",
    sheet.SECTORS: "Uit de lijst hieronder, met een puntkomma ertussen.",
    sheet.LANGUAGES: "Bijvoorbeeld: Nederlands, Engels.",
    sheet.PHONE: "Met het kengetal.",
    sheet.AT_ONCE: "Hoeveel trajecten iemand tegelijk krijgt. Leeg: geen grens.",
}


def empty_workbook(sectors: Sequence[str], *, dated: date) -> bytes:
    """The .xlsx file. Comes back through `sheet.read_network`."""
    book = Book("Het netwerk inlezen", dated=dated)
    made = book.sheet(sheet.SHEET, [WIDTHS.get(name, 16) for name in sheet.COLUMNS])
    made.raw.freeze_panes = "A2"
    made.row(sheet.COLUMNS, "header", height=24)
    styles = ["day" if name == sheet.UNTIL else "input" for name in sheet.COLUMNS]
    for _number in range(ROWS):
        made.row([None] * len(styles), styles)
    _choices(made.raw, "C", ("adviseur", "auditor", "beide"))
    for column in "EHJ":
        _choices(made.raw, column, ("ja", "nee"))
    told = book.sheet("Uitleg", [26, 90], landscape=False)
    told.row(["Kolom", "Wat je invult"], "header")
    for name in sheet.COLUMNS:
        told.row([name, HOW[name]], ["label", "text"])
    told.row(["Sectoren", ""], ["label", "text"])
    for sector in sectors:
        told.row(["", sector], "text")
    return book.to_bytes()


def _choices(raw: object, column: str, values: Sequence[str]) -> None:
    rule = DataValidation(type="list", formula1='"' + ",".join(values) + '"', allow_blank=True)
    rule.add(f"{column}2:{column}{ROWS + 1}")
    raw.data_validations.append(rule)  # type: ignore[attr-defined]
