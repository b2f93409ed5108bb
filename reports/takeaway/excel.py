"""What is kept as a workbook: one sheet a table, with the names of the fields as headers, for who does not read JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from reports.excel import Book, Column

MOST_ROWS = 50_000  # the JSON has them all
WIDTHS = {"id": 12, "remark": 50, "reason": 40, "comment": 50, "data": 40, "name": 30, "email": 30}


def tables_workbook(title: str, tables: Mapping[str, Callable[[], Iterable[dict[str, Any]]]], *, dated: date) -> bytes:
    """The .xlsx file. A table without rows gets no sheet; of a very long one the beginning is shown."""
    book = Book(title, dated=dated)
    filled = 0
    for name, rows in tables.items():
        first = next(iter(rows()), None)
        if first is not None:
            columns = [Column(field, WIDTHS.get(field, 20)) for field in first]
            book.table(_title(name), columns, _cells(islice(rows(), MOST_ROWS)))
            filled += 1
    if not filled:
        book.sheet("Leeg", (40,)).row(["Er is niets bewaard."])
    return book.to_bytes()


def _title(name: str) -> str:
    return name.partition(".")[2]


def _cells(rows: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [_cell(value) for value in row.values()]


def _cell(value: Any) -> Any:
    """Numbers as they are, everything else as text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, int | float) else str(value)
