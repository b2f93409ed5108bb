"""Charts: the only importer of matplotlib. Figures in, SVG out; the same figures give the same text.

`draw` makes a chart, `describe` says in words what can be seen in it. Nothing is kept here: `reports.advice` does that.
"""

import re
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from io import StringIO
from threading import Lock
from typing import Literal

from matplotlib.figure import Figure

from reports.plots import bars, radar, themes
from reports.plots.canvas import SCHEMES, Scheme
from selfeval.advice import Advice

__all__ = [
    "ALL_KINDS",
    "KINDS",
    "NARROW",
    "SCHEMES",
    "Kind",
    "Scheme",
    "describe",
    "draw",
    "key_of",
    "make_figure",
    "size_of",
    "svg_of",
]

Kind = Literal["radar", "bars", "themes_narrow", "bars_narrow"]
STYLE = 3  # raise it when the drawing changes, so that kept drawings are made anew
KINDS: tuple[Kind, ...] = ("radar", "bars")  # what a report shows
NARROW: dict[Kind, Kind] = {"radar": "themes_narrow", "bars": "bars_narrow"}  # the same figures for a phone
ALL_KINDS: tuple[Kind, ...] = (*KINDS, *NARROW.values())
_DRAWERS: dict[Kind, Callable[[Advice, Scheme], Figure]] = {
    "radar": radar.figure,
    "bars": bars.figure,
    "themes_narrow": themes.figure,
    "bars_narrow": partial(bars.figure, narrow=True),
}
_SIZES: dict[Kind, Callable[[Advice], tuple[float, float]]] = {
    "radar": radar.size,
    "bars": bars.size,
    "themes_narrow": themes.size,
    "bars_narrow": partial(bars.size, narrow=True),
}
_FINDINGS: dict[Kind, Callable[[Advice], str]] = {"radar": radar.finding, "bars": bars.finding}
_TITLES = {"radar": "Score per thema", "bars": "Score per onderdeel"}
_ONE_AT_A_TIME = Lock()  # matplotlib is not safe to use from several threads at once
_NOISE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>|\s*\n\s*", re.DOTALL)
_NEEDLESS = re.compile(r' id="(?:figure|axes|patch|line2d|text)_\d+"| clip-path="[^"]*"|<clipPath.*?</clipPath>')
_BLANK = re.compile(r'<path id="(\w+)"(?: transform="[^"]*")?/>')  # the shape of a space: nothing
_PLACES = re.compile(r' d="[^"]*"|translate\([^)]*\)')
_DECIMALS = re.compile(r"(\.\d\d)\d+")


def make_figure(kind: Kind, advice: Advice, scheme: Scheme) -> Figure:
    """The chart as a matplotlib figure, with points as its units."""
    return _DRAWERS[kind](advice, scheme)


def size_of(kind: Kind, advice: Advice) -> tuple[int, int]:
    """Width and height of the chart in points, worked out without drawing it."""
    wide, high = _SIZES[kind](advice)
    return round(wide), round(high)


def draw(kind: Kind, advice: Advice, scheme: Scheme) -> str:
    """The chart as SVG text without anything that changes from one drawing to the next; letters are drawn as shapes."""
    return svg_of(lambda: make_figure(kind, advice, scheme))


def svg_of(make: Callable[[], Figure]) -> str:
    """A figure, made here and now, as the SVG that `draw` describes."""
    with _ONE_AT_A_TIME:
        figure, out = make(), StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    small = _NEEDLESS.sub("", _NOISE.sub(" ", out.getvalue()).strip())
    for font, short in (("AtkinsonHyperlegibleNext-Regular-", "r"), ("AtkinsonHyperlegibleNext-Bold-", "b")):
        small = small.replace(font, short)
    for glyph in _BLANK.findall(small):
        small = re.sub(rf'<use xlink:href="#{glyph}"[^>]*/>', "", small)
    return _PLACES.sub(lambda place: _DECIMALS.sub(r"\1", place.group()), small)


def key_of(kind: Kind, advice: Advice, scheme: Scheme) -> str:
    """What the drawing depends on, as a SHA-256: equal keys are equal drawings."""
    rows = [(part.code, part.title, str(part.score)) for part in advice.parts]
    rows += (
        [(theme.code, theme.title, str(theme.score)) for theme in advice.themes] if not kind.startswith("bars") else []
    )
    return sha256(repr((STYLE, kind, scheme, advice.norm, str(advice.score), rows)).encode()).hexdigest()


def describe(kind: Kind, advice: Advice) -> str:
    """The chart in words, for who does not see it: what it is and what it shows. The figures stand in the table
    beside it.
    """
    return f"{_TITLES[kind]}, een grafiek. {_FINDINGS[kind](advice)}. De cijfers staan in de tabel."
