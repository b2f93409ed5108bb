"""A dossier as a workbook: a row a statement, with the answer, what was said at it, and the evidence."""

from datetime import date

from keurmerk.queries.book import Book as Dossier
from keurmerk.queries.book import Line, Piece
from reports.excel import Book, Column

COLUMNS = (
    Column("Stelling", 10),
    Column("Tekst", 50),
    Column("Antwoord", 24),
    Column("Reden", 30),
    Column("Opmerking", 40),
    Column("Toelichting", 60),
    Column("Bewijs", 50),
)


def dossier_workbook(dossier: Dossier, *, dated: date) -> bytes:
    """The .xlsx file."""
    book = Book("Dossier", dated=dated)
    book.table("Dossier", COLUMNS, (_row(line) for line in dossier.lines))
    return book.to_bytes()


def _row(line: Line) -> list[str]:
    item = line.item
    evidence = "\n".join(_told(piece) for piece in line.pieces)
    return [line.code, line.statement.text, line.label, item.reason, item.remark, item.explanation, evidence]


def _told(piece: Piece) -> str:
    """The number is that of the file in the folder."""
    where = piece.evidence.url or (f"{piece.evidence.pk}-{piece.evidence.name}" if piece.evidence.file else "")
    return f"{piece.title} ({where})" if where else piece.title
