"""The logo of the mark as drawings that need no font: two forms, each in four colours. Values in, SVG out.

The letters are drawn as outlines of our own typeface, so a logo looks the same everywhere, in print too. That it is the mark's
and not the programme's, says the line under the name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sin

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from reports.pdf.characters import FONTS

WALK = "M6 25c5.5 2.5 9.5 8.5 12.5 17.5C23 30 32 18.5 46 12.5"  # as in our own mark, on a field of 52 by 52
NAME, LINE, AROUND = "Goed Geregeld", "Keurmerk vrijwillige inzet", "KEURMERK VRIJWILLIGE INZET"
TITLE = f"{LINE} {NAME}"


@dataclass(frozen=True, slots=True)
class Colours:
    """What the logo is drawn with: the figure and its head, the name, the line under it."""

    walk: str
    head: str
    name: str
    line: str


COLOURS = {
    "kleur": Colours("#0e5a4e", "#f28c4e", "#1f2a26", "#0e5a4e"),
    "donker": Colours("#8fd3c0", "#f5995f", "#fffdf7", "#b4e4d6"),
    "zwart": Colours("#000", "#000", "#000", "#000"),
    "wit": Colours("#fff", "#fff", "#fff", "#fff"),
}
SIZES = {"liggend": (428, 104), "rond": (240, 240)}
MIDDLE = 120  # of the round one
NAMES = tuple(f"{form}-{colours}" for form in SIZES for colours in COLOURS)


@lru_cache(maxsize=16)
def logo(name: str) -> str:
    """The logo called so ("liggend-kleur", "rond-wit") as SVG. Raises KeyError for one there is not."""
    form, _hyphen, of = name.partition("-")
    (width, height), colours = SIZES[form], COLOURS[of]
    inside = _lying(colours) if form == "liggend" else _round(colours)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{TITLE}"><title>{TITLE}</title>{inside}</svg>\n'
    )


def _lying(colours: Colours) -> str:
    """The figure with the name beside it."""
    name = _words(NAME, "Bold", 44, 108, 56, colours.name)
    line = _words(LINE, "Regular", 22.4, 109, 86, colours.line)
    return f'<g transform="translate(0 3) scale(1.88)">{_figure(colours)}</g>{name}{line}'


def _round(colours: Colours) -> str:
    """The figure in a ring, with the words around it: a seal."""
    ring = (
        f'<circle cx="{MIDDLE}" cy="{MIDDLE}" r="114" fill="none" stroke="{colours.walk}" stroke-width="5"/>'
        f'<circle cx="{MIDDLE}" cy="{MIDDLE}" r="80" fill="none" stroke="{colours.walk}" stroke-width="2"/>'
    )
    figure = f'<g transform="translate(71 69) scale(1.88)">{_figure(colours)}</g>'
    above = _bow(AROUND, "Bold", 17, 90, colours.line, upper=True)
    below = _bow(NAME, "Bold", 22, 104.5, colours.name, upper=False)
    return ring + figure + above + below


def _figure(colours: Colours) -> str:
    return (
        f'<path d="{WALK}" fill="none" stroke="{colours.walk}" stroke-width="7.5" stroke-linecap="round" '
        f'stroke-linejoin="round"/><circle cx="21" cy="13" r="6.5" fill="{colours.head}"/>'
    )


# --- Letters as outlines --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter: its outline (y upwards), how far it moves on; in the units of the font."""

    path: str
    advance: float


@lru_cache(maxsize=4)
def _font(weight: str) -> tuple[dict[str, Glyph], float]:
    """Every letter the logo uses, and how many units a font is high."""
    with TTFont(FONTS / f"AtkinsonHyperlegibleNext-{weight}.ttf") as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        found = {}
        for letter in {*NAME, *LINE, *AROUND}:
            glyph, pen = glyphs[names[ord(letter)]], SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}")
            glyph.draw(pen)
            found[letter] = Glyph(pen.getCommands(), glyph.width)
        return found, font["head"].unitsPerEm


def _words(text: str, weight: str, size: float, x: float, y: float, colour: str) -> str:
    """A line of text that begins here, on this base line."""
    glyphs, units = _font(weight)
    scale, outlines = size / units, []
    for letter in text:
        if glyphs[letter].path:
            outlines.append(_placed(glyphs[letter].path, x, y, scale))
        x += glyphs[letter].advance * scale
    return f'<g fill="{colour}">{"".join(outlines)}</g>'


def _placed(path: str, x: float, y: float, scale: float, turned: float = 0) -> str:
    turn = f" rotate({turned:.2f})" if turned else ""
    return f'<path transform="translate({x:.2f} {y:.2f}){turn} scale({scale:.4f} -{scale:.4f})" d="{path}"/>'


def _bow(text: str, weight: str, size: float, radius: float, colour: str, *, upper: bool) -> str:
    """A text along a circle around the middle of the seal: over the top, or along the bottom; its base line at this radius."""
    glyphs, units = _font(weight)
    scale, side = size / units, 1 if upper else -1
    outlines = []
    for letter, at in _along(text, weight, size, radius):
        half, across, down = glyphs[letter].advance * scale / 2, sin(radians(at)), cos(radians(at))
        x = MIDDLE + radius * across - half * down
        y = MIDDLE - side * (radius * down + half * across)
        if glyphs[letter].path:
            outlines.append(_placed(glyphs[letter].path, x, y, scale, side * at))
    return f'<g fill="{colour}">{"".join(outlines)}</g>'


def _along(text: str, weight: str, size: float, radius: float) -> Iterator[tuple[str, float]]:
    """Each letter with the degrees from the middle at which it stands."""
    glyphs, units = _font(weight)
    spaced = size * 0.06  # letters on a bow want a little more room
    widths = [glyphs[letter].advance * size / units + spaced for letter in text]
    at = -sum(widths) / 2
    for letter, width in zip(text, widths, strict=True):
        yield letter, (at + width / 2) / radius * 180 / pi
        at += width
