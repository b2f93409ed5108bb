"""A sheet of paper for charts, in points from the lower left corner: our font, our colours, text that is measured
first.

Because every text is measured and wrapped before it is placed, charts can be as high as their words need, and nothing
is cut off or overlaps. Which figures are drawn is decided in the modules beside this one.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from goedgeregeld.ui.stylesheet import tokens

Scheme = Literal["light", "dark", "print"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "print")
FONTS = Path(__file__).resolve().parent.parent.parent / "goedgeregeld" / "ui" / "fonts"
SIZE, LEADING = 10.0, 1.28  # points; height of a line as a multiple of its size

mpl.rcParams["svg.hashsalt"] = "goed-geregeld"
mpl.rcParams["svg.fonttype"] = "path"
mpl.rcParams["path.simplify"] = False

_REGULAR = FontProperties(fname=str(FONTS / "AtkinsonHyperlegibleNext-Regular.ttf"))
_BOLD = FontProperties(fname=str(FONTS / "AtkinsonHyperlegibleNext-Bold.ttf"))
_MEASURE = TextToPath()


@lru_cache(maxsize=1)
def _drawable() -> frozenset[str]:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415  (only when the first chart is drawn)

    return frozenset(map(chr, FT2Font(str(_REGULAR.get_file())).get_charmap()))


def drawable(text: str) -> str:
    """The text with spaces made plain and "□" for characters our font does not have."""
    known = _drawable()
    return "".join(char if char in known else "□" for char in " ".join(text.split()))


@lru_cache(maxsize=4096)
def width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """How wide a text is, in points."""
    font = (_BOLD if bold else _REGULAR).copy()
    font.set_size(size)
    return float(_MEASURE.get_text_width_height_descent(text, font, ismath=False)[0]) if text else 0.0


def wrap(text: str, room: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `room` points; a word that is wider than that is broken with a hyphen."""
    lines, line = [], ""
    for word in drawable(text).split():
        rest = word
        if line and width(f"{line} {rest}", size, bold=bold) <= room:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while width(rest, size, bold=bold) > room:
            end = _fitting(rest, room, size, bold=bold)
            lines.append(rest[:end] + "-")
            rest = rest[end:]
        line = rest
    return [*lines, line] if line else lines


def _fitting(word: str, room: float, size: float, *, bold: bool) -> int:
    """How many letters of a long word fit, with a hyphen behind them; at least one."""
    end = len(word) - 1
    while end > 1 and width(word[:end] + "-", size, bold=bold) > room:
        end -= 1
    return max(end, 1)


def height(lines: int, size: float = SIZE) -> float:
    """How high so many lines are, in points."""
    return lines * size * LEADING


@dataclass(slots=True)
class Canvas:
    """The sheet: `axes` has points as its units, `colours` are the design tokens of the scheme."""

    wide: float
    high: float
    figure: Figure
    axes: Any
    colours: dict[str, str]

    def lines(self, lines: list[str], x: float, top: float, **style: Any) -> float:
        """Write lines from `top` down; returns where they end. Style: size, bold, colour (a token), align."""
        size = style.get("size", SIZE)
        for line in lines:
            self.axes.text(
                x,
                top - size * 0.98,
                line,
                fontproperties=_BOLD if style.get("bold") else _REGULAR,
                fontsize=size,
                color=self.colours[style.get("colour", "ink")],
                ha=style.get("align", "left"),
                va="baseline",
                parse_math=False,
            )
            top -= size * LEADING
        return top


def canvas(wide: float, high: float, scheme: Scheme) -> Canvas:
    """An empty sheet of this many points; print is the light scheme on white."""
    colours = dict(tokens("dark" if scheme == "dark" else "light"))
    colours["short"] = colours[
        "chart-5" if scheme == "dark" else "chart-4"
    ]  # not enough; differs from main in grey too
    if scheme == "print":
        colours["raised"] = "#ffffff"
    figure = Figure(figsize=(wide / 72, high / 72), dpi=72, facecolor=colours["raised"])
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, wide)
    axes.set_ylim(0, high)
    return Canvas(wide, high, figure, axes, colours)
