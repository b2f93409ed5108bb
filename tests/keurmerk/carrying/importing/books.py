"""Workbooks with marks of before this system, as people fill them in."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from keurmerk.old_marks import COLUMNS, SHEET, Lists

TODAY = date(2026, 11, 24)
LISTS = Lists(
    {"utrecht": ["GM0344"], "bergen": ["GM0373", "GM0893"], "bergen (limburg)": ["GM0893"], "hoogland": ["GM0307"]},
    {"sport": "sport", "zorg en welzijn": "care"},
)
GOOD: dict[str, Any] = {
    "Nummer": "2023-014",
    "Organisatie": "Stichting De Bank",
    "Gemeente": "Utrecht",
    "Besloten op": datetime(2023, 5, 8),
    "Geldig vanaf": datetime(2023, 5, 8),
    "Geldig tot en met": datetime(2027, 5, 7),
}


def row(**other: Any) -> list[Any]:
    """A good row, but for these; the key is the header with "_" for a space."""
    values = {**GOOD, **{name.replace("_", " "): value for name, value in other.items()}}
    return [values.get(name) for name in COLUMNS]


def book(*rows: Sequence[Any], sheet: str = SHEET, columns: Sequence[str] = COLUMNS) -> bytes:
    made = Workbook()
    made.active.title = sheet
    made.active.append(list(columns))
    for one in rows:
        made.active.append(list(one))
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()
