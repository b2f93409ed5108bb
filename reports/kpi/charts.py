"""The chart of a figure's year: what it shows, its words, and seeing to it that it is drawn, once, and kept."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from itertools import product
from typing import Any, Literal

from django.urls import reverse

from reports.kpi.courses import OnCourse, verdict
from reports.kpi.pace import Course
from reports.models import Drawing
from reports.plots import SCHEMES, Scheme, svg_of
from reports.plots.course import CourseLines, figure, size

Shape = Literal["wide", "narrow"]
SHAPES: tuple[Shape, ...] = ("wide", "narrow")
STYLE = 2  # raise it when the drawing changes


def finding(one: OnCourse) -> str:
    """What the chart shows, in one line: its title."""
    if not one.standing.so_far and not any(one.earlier.values()):
        return f"In {one.year} {'was' if one.over else 'is'} er nog niets te tellen"
    word = verdict(one)
    if word in {"Gehaald", "Niet gehaald"}:
        return f"Het streefcijfer voor {one.year} is {word.lower()}"
    said = {Course.ON: "op koers", Course.BEHIND: "achter", Course.AHEAD: "voor"}.get(one.standing.course or "")
    return f"{one.year} ligt {said}" if said else f"{one.figure.name} in {one.year}, per week"


def lines_of(one: OnCourse) -> CourseLines:
    """What is drawn."""
    band = (one.forecast.low, one.forecast.expected, one.forecast.high) if one.forecast and not one.over else None
    return CourseLines(finding(one), one.year, one.lines, one.standing.target, band)


def key_of(lines: CourseLines, shape: str, scheme: str) -> str:
    """What a drawing depends on, as a SHA-256."""
    shown = (lines.title, lines.year, sorted(lines.lines.items()), lines.target, lines.band)
    return sha256(repr(("course", STYLE, shape, scheme, shown)).encode()).hexdigest()


def see_drawn(
    lines: CourseLines, wanted: Iterable[tuple[Shape, Scheme]], *, now: datetime
) -> dict[tuple[Shape, Scheme], str]:
    """The wanted drawings as SVG; what was not drawn yet is drawn and kept."""
    asked = {(shape, scheme): key_of(lines, shape, scheme) for shape, scheme in wanted}
    found = dict(Drawing.objects.filter(key__in=asked.values()).values_list("key", "svg"))
    made = {}
    for (shape, scheme), key in asked.items():
        if key not in found:
            made[key] = svg_of(lambda shape=shape, scheme=scheme: figure(lines, scheme, narrow=shape == "narrow"))
    Drawing.objects.bulk_create(
        [Drawing(key=key, svg=svg, drawn_at=now) for key, svg in made.items()], ignore_conflicts=True
    )
    return {one: found.get(key) or made[key] for one, key in asked.items()}


def picture(one: OnCourse, query: str) -> dict[str, Any]:
    """What the page needs to show the chart (`reports/advice/chart.html`): its words, sizes and addresses."""
    lines, address = lines_of(one), {}
    for shape, scheme in product(SHAPES, SCHEMES):
        path = reverse("reports:figures_chart", args=[one.figure.code, one.year, shape, scheme])
        address[shape, scheme] = f"{path}?{query}" if query else path
    return {
        "alt": f"{one.figure.name}, een grafiek. {lines.title}. De cijfers staan in de tabel.",
        "wide": [round(side) for side in size(lines)],
        "narrow": [round(side) for side in size(lines, narrow=True)],
        "src": {scheme: address["wide", scheme] for scheme in SCHEMES},
        "src_narrow": {scheme: address["narrow", scheme] for scheme in SCHEMES},
    }
