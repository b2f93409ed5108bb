"""The office's lists to take along: as a workbook and as comma-separated text, row by row."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from reports.excel import Book, Column

MOST_ROWS = 50_000  # more takes a workbook minutes; comma-separated text has no end
CUT = "Er zijn meer regels dan in een werkboek passen. Kies een kortere periode, of neem het csv-bestand."


def list_workbook(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, dated: date) -> bytes:
    """The .xlsx file with one table. A list that is too long says so in its last row."""
    book = Book(title, dated=dated)
    book.table(title, columns, _shown(_cut(rows, len(columns))))
    return book.to_bytes()


def list_csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines of a .csv file as Dutch spreadsheet programs open it: with a mark of its alphabet, and semicolons."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow([column.header for column in columns])
    for row in _shown(rows):
        yield writer.writerow([_harmless(value) for value in row])


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _cut(rows: Iterable[Sequence[Any]], width: int) -> Iterator[Sequence[Any]]:
    for position, row in enumerate(rows):
        if position == MOST_ROWS:
            yield [CUT, *[""] * (width - 1)]
            return
        yield row


def _shown(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Moments as people here write them."""
    for row in rows:
        yield [one.strftime("%Y-%m-%d %H:%M") if isinstance(one, datetime) else one for one in row]


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet program would take for a formula begins with an apostrophe."""
    if isinstance(value, str) and value[:1] in tuple("=+-@\t\r"):
        return f"'{value}"
    return value
