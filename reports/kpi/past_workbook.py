"""The empty workbook for what was counted before this system: two tables to fill in, and a sheet that says how."""

from datetime import date

from reports.excel import Book
from reports.kpi import past

HOW = (
    (
        "Aantallen",
        "Weet je alleen aantallen? Vul ze per maand in, of per jaar: laat Maand dan leeg.",
    ),
    (past.FIGURE, "zelfevaluaties, keurmerken of geopend."),
    (
        past.NUMBER,
        "Alleen wat hier niet ook als losse zelfevaluatie of als keurmerk wordt ingelezen: anders telt het dubbel.",
    ),
    ("Zelfevaluaties", "Weet je meer? Vul voor elke zelfevaluatie een regel in. Namen horen hier niet."),
    (past.MARK, "Een eigen nummer voor elke zelfevaluatie. Staat het er al, dan verandert er niets."),
    (past.DONE, "De dag waarop zij is afgerond: dag-maand-jaar."),
    (past.BEGUN, "Mag leeg blijven."),
    (past.PLACE, "Mag leeg blijven. De gemeente van nu; heten er twee zo, zet dan de provincie erachter."),
    (past.SECTOR, "Mag leeg blijven."),
    (past.VOLUNTEERS, "Mag leeg blijven: hoeveel vrijwilligers de organisatie had."),
    (past.ROUTE, "volledig of ster; mag leeg blijven."),
    ("Keurmerken", "Lees je apart in, bij Keurmerken."),
)


def past_workbook(*, dated: date, rows: int = 120) -> bytes:
    """The .xlsx file. Comes back through `past.read_past`."""
    book = Book("Cijfers van vroegere jaren", dated=dated)
    for title, columns in ((past.NUMBERS, past.COUNT_COLUMNS), (past.EVALUATIONS, past.EVALUATION_COLUMNS)):
        sheet = book.sheet(title, [22] * len(columns))
        sheet.raw.freeze_panes = "A2"
        sheet.row(columns, "header", height=24)
        styles = ["day" if name in (past.DONE, past.BEGUN) else "input" for name in columns]
        for _number in range(rows):
            sheet.row([None] * len(columns), styles)
    told = book.sheet("Uitleg", [24, 90], landscape=False)
    for name, words in HOW:
        told.row([name, words], ["label", "text"])
    return book.to_bytes()
