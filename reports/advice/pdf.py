"""The advice report as a tagged PDF. Figures and words come from `Advice`; the layout stands in `report.typ`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from reports.pdf import compile_pdf
from reports.pdf.drawings import drawing
from reports.plots import KINDS, Kind, describe, draw
from selfeval.advice import Advice

if TYPE_CHECKING:  # their values are made where the database is; this room needs none
    from reports.advice.apart import Apart
    from reports.kpi.comparison import Comparison


def report_pdf(
    advice: Advice,
    charts: Mapping[Kind, str],
    comparison: Comparison | None = None,
    *,
    apart: Apart | None = None,
) -> bytes:
    """The PDF/UA-1 file. `charts` are the print drawings of `reports.plots` by kind, see `draw_charts`; `apart`: how far people
    lay apart, where they answered together.
    """
    data = {
        **_plain(advice),
        "title": f"Adviesrapport {advice.organisation}",
        "short_name": _short(advice.organisation),
        "comparison": _plain(comparison),
        "apart": _plain(apart),
        "alt": {kind: describe(kind, advice) for kind in KINDS},
    }
    parts = {f"part-{code}": drawing(f"part-{code}", part=code) for code in "abc"}
    pictures = {**charts, **parts, "table": drawing("table"), "path": drawing("path")}
    return compile_pdf("advice/report.typ", data, dated=advice.completed_on, pictures=pictures)


def draw_charts(advice: Advice) -> dict[Kind, str]:
    """The charts for print, drawn here and now; where there is a database, `actions.see_drawn` keeps them."""
    return {kind: draw(kind, advice, "print") for kind in KINDS}


def _plain(value: Any) -> Any:
    """Dataclasses as dicts, exact figures left to their `shown` companions: what JSON can hold."""
    if isinstance(value, str):  # most of it
        return value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Fraction | Decimal | date) else value


def _short(name: str) -> str:
    """A name for the top of each page: one line at most."""
    return name if len(name) <= 70 else f"{name[:69].rstrip()}…"
