"""The report as PDF/UA-1. Words and figures come from `contents`; the layout stands in `figures.typ`."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format

from reports.kpi.catalogue import dotted
from reports.kpi.charts import finding
from reports.kpi.courses import verdict
from reports.kpi.papers.contents import Paper, Table
from reports.pdf import compile_pdf


def paper_pdf(paper: Paper, charts: Mapping[str, str]) -> bytes:
    """The file; the same paper gives the same bytes. `charts` are print drawings by the code of their figure."""
    data = {
        "title": paper.title,
        "period": paper.period.name,
        "day": date_format(paper.day, "j F Y"),
        "summary": paper.summary,
        "courses": [
            {
                "code": one.figure.code,
                "name": f"{one.figure.name} in {one.year}",
                "alt": f"{one.figure.name}, een grafiek. {finding(one)}. De cijfers staan in de tabel per maand.",
                "verdict": verdict(one),
                "so_far": dotted(one.standing.so_far),
                "target": "–" if one.standing.target is None else dotted(one.standing.target),
                "forecast": _forecast(one),
            }
            for one in paper.courses
        ],
        "months": _table(paper.months),
        "uses": [_table(one) for one in paper.uses],
        "marks": [_table(one) for one in paper.marks],
        "funnel": _table(paper.funnel),
        "states": _table(paper.states),
        "themes": _table(paper.themes) if paper.themes else None,
        "effect": [list(pair) for pair in paper.effect],
        "effect_month": paper.effect_month,
        "definitions": [list(one) for one in paper.definitions],
    }
    return compile_pdf("kpi/papers/figures.typ", data, dated=paper.day, pictures=charts)


def _forecast(one: Any) -> str:
    found = one.forecast
    return "–" if found is None or one.over else f"{dotted(found.low)} tot {dotted(found.high)}"


def _table(one: Table) -> dict[str, Any]:
    rows = [[dotted(value) if isinstance(value, int) else value for value in row] for row in one.rows]
    return {"title": one.title, "headers": one.headers, "rows": rows}
