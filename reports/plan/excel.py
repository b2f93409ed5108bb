"""The improvement plan as a workbook: a row an action, to sort and filter."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from reports.excel import Book, Column
from selfeval.queries.plan import Row

COLUMNS = (
    Column("Wat", 46),
    Column("Waarom", 40),
    Column("Stelling", 10),
    Column("Thema", 24),
    Column("Wie", 20),
    Column("Klaar op", 13, "day"),
    Column("Hoeveel werk", 24),
    Column("Stand", 14),
    Column("Te laat", 9),
    Column("Reden", 30),
    Column("Zelfevaluatie van", 16, "day"),
)


def plan_workbook(name: str, rows: Iterable[Row], *, dated: date) -> bytes:
    """The .xlsx file; the same plan gives the same bytes."""
    book = Book(f"Verbeterplan {name}".strip(), dated=dated)
    book.table("Verbeterplan", COLUMNS, (_cells(row) for row in rows))
    return book.to_bytes()


def _cells(row: Row) -> list[Any]:
    one = row.action
    return [
        one.what,
        one.why or row.statement,
        one.statement,
        row.theme,
        row.who,
        one.due,
        str(one.get_effort_display()),
        str(one.get_state_display()),
        "ja" if row.late else "",
        one.reason,
        row.completed_on,
    ]
