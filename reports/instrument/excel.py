"""An instrument as a workbook that holds the same as its YAML file, to be edited in Excel or LibreOffice.

`selfeval.sheets.instrument` reads it back to an equal instrument; sheets and columns stand in `selfeval.sheets.layout`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from reports.excel import Book, Sheet
from selfeval.instruments.model import Fact, Instrument, Resource, Route, Statement
from selfeval.sheets import layout
from selfeval.sheets.cells import escaped
from selfeval.sheets.layout import Field

UNDATED = date(2026, 1, 1)
Values = dict[str, Any]


def instrument_workbook(instrument: Instrument, *, dated: date = UNDATED) -> bytes:
    """The instrument as an .xlsx. Raises ValueError where one list in it is too long for a workbook."""
    tables = {
        title: _Table.of(layout.columns(title, instrument.top), rows) for title, rows in _rows(instrument).items()
    }
    book = Book(f"{instrument.title} {instrument.version}", dated=dated)  # from here on nothing may fail
    head = book.sheet(layout.INSTRUMENT, (18, 60))
    head.row(layout.HEAD_HEADERS, "header", height=24)
    for field in layout.HEAD:
        head.row((field.header, escaped(str(getattr(instrument, field.key)))), ("label", "text"))
    for title, table in tables.items():
        table.write(book, title)
    return book.to_bytes()


def _rows(instrument: Instrument) -> dict[str, list[Values]]:
    """The rows of every table, by sheet."""
    return {
        layout.SCALE: [
            {"level": number, "label": level.label, "explanation": level.explanation}
            for number, level in enumerate(instrument.scale)
        ],
        layout.PROFILE: [_fact(fact) for fact in instrument.profile],
        layout.ROUTES: [_route(instrument, route) for route in instrument.routes],
        layout.PARTS: [{"code": part.code, "title": part.title} for part in instrument.parts],
        layout.THEMES: [
            {"part": part.code, "code": theme.code, "title": theme.title, "intro": theme.intro}
            for part in instrument.parts
            for theme in part.themes
        ],
        layout.STATEMENTS: [_statement(theme.code, s) for theme in instrument.themes for s in theme.statements],
    }


def _fact(fact: Fact) -> Values:
    return {
        "key": fact.key,
        "type": layout.FACT_WORDS[fact.type],
        "question": fact.question,
        "why": fact.why,
        "options": [f"{key} | {label}" for key, label in fact.options],
        "min": fact.min if fact.min != 0 else None,
        "max": fact.max if fact.max != 1_000_000 else None,
    }


def _route(instrument: Instrument, route: Route) -> Values:
    norm = instrument.norm(route.key)
    return {
        "route": layout.ROUTE_WORDS[route.key],
        "title": route.title,
        "open_to": route.open_to.text if route.open_to else "",
        "overall": norm.overall,
        "part": norm.part,
        "essential_level": norm.essential_level,
    }


def _statement(theme: str, s: Statement) -> Values:
    return {
        "theme": theme,
        "code": s.code,
        "text": s.text,
        "explanation": s.explanation,
        "evidence": list(s.evidence),
        "starred": layout.YES if s.starred else "",
        "essential": layout.YES if s.essential else "",
        "weight": None if s.weight == 1 else s.weight,
        "applies_if": s.applies_if.text if s.applies_if else "",
        "allow_na": layout.YES if s.allow_na else "",
        "effort": layout.EFFORT_WORDS[s.effort],
        **{str(level): text for level, text in enumerate(s.advice)},
        "resources": [_resource(one) for one in s.resources],
        "was": list(s.was),
    }


def _resource(resource: Resource) -> str:
    checked = [resource.checked.isoformat()] if resource.checked else []
    return " | ".join((resource.title, resource.url, *checked))


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns and rows of a sheet; a list too long for one cell goes on in a second column."""

    columns: list[tuple[Field, int]]
    rows: list[Values]

    @classmethod
    def of(cls, fields: Sequence[Field], rows: list[Values]) -> "_Table":
        """Raises ValueError where a list is too long."""
        return cls([(field, number) for field in fields for number in range(_pieces(field, rows))], rows)

    def write(self, book: Book, title: str) -> None:
        sheet = book.sheet(title, [field.width for field, _ in self.columns])
        sheet.raw.freeze_panes = "B2"
        sheet.raw.print_title_rows = "1:1"
        headers = [f"{field.header} {number + 1}" if number else field.header for field, number in self.columns]
        sheet.row(headers, "header", height=30)
        for row in self.rows:
            sheet.row([_cell(row.get(field.key), number) for field, number in self.columns])
        for position, (field, _) in enumerate(self.columns, start=1):
            _offer(sheet, position, field)


def _pieces(field: Field, rows: list[Values]) -> int:
    if field.kind != "list":
        return 1
    most = max((len(_split(row[field.key])) for row in rows), default=1)
    if most > layout.MAX_PIECES:
        raise ValueError(f"{field.header}: deze lijst is te lang voor een werkmap")
    return max(most, 1)


def _split(lines: list[str]) -> list[str]:
    """The lines, in as many pieces as there must be cells."""
    pieces: list[list[str]] = []
    room = 0
    for line in lines:
        if room < len(line) or not pieces:
            pieces.append([])
            room = layout.MAX_CELL
        pieces[-1].append(line)
        room -= len(line) + 1
    return ["\n".join(piece) for piece in pieces]


def _cell(value: Any, number: int) -> Any:
    if isinstance(value, list):
        pieces = _split(value)
        value = pieces[number] if number < len(pieces) else ""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return escaped(value) if isinstance(value, str) else value


def _offer(sheet: Sheet, position: int, field: Field) -> None:
    """Where only some words are right, a list to choose from."""
    words = [layout.YES, layout.NO] if field.kind == "flag" else list(layout.WORDS.get(field.key, ()))
    if words:
        letter = get_column_letter(position)
        offer = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
        offer.error = f"Kies uit: {', '.join(words)}."
        offer.add(f"{letter}2:{letter}{max(sheet.rows, 2) + 200}")
        sheet.raw.data_validations.append(offer)
