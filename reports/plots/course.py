"""How a figure grows through the year: this year by week, earlier years behind it, the target, and where it will end.

Values in, a chart out; what the values mean is decided in `reports.kpi`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reports.plots.canvas import Canvas, Scheme, canvas, height, width, wrap

WIDE, NARROW = 410.0, 225.0  # a phone shows the narrow one half as large again
EDGE, TITLE, SMALL = 9.0, 13.0, 9.5
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
STARTS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)  # of the months, in days


@dataclass(frozen=True, slots=True)
class CourseLines:
    """What the chart shows: a title that says what is found, cumulative counts by block of seven days for each year, and more.

    `band`: low, expected and high on 31 December; `target`: what is aimed for. None leaves it out.
    """

    title: str
    year: int
    lines: Mapping[int, Sequence[int]]
    target: int | None = None
    band: tuple[int, int, int] | None = None

    @property
    def highest(self) -> int:
        ends = [line[-1] for line in self.lines.values() if line]
        return max([1, *ends, self.target or 0, self.band[2] if self.band else 0])


def size(one: CourseLines, *, narrow: bool = False) -> tuple[float, float]:
    """Width and height of the chart, in points."""
    wide = NARROW if narrow else WIDE
    lines = len(wrap(one.title, wide - 2 * EDGE, TITLE, bold=True))
    return wide, 2 * EDGE + height(lines, TITLE) + (230 if narrow else 240)


def figure(one: CourseLines, scheme: Scheme, *, narrow: bool = False) -> Figure:
    """Draw the lines: earlier years thin, this year thick, the target broken, the forecast as a bar at the end."""
    wide, high = size(one, narrow=narrow)
    sheet = canvas(wide, high, scheme)
    title = wrap(one.title, wide - 2 * EDGE, TITLE, bold=True)
    top = sheet.lines(title, EDGE, high - EDGE, size=TITLE, bold=True) - 16
    plot = _Plot.on(sheet, one, top, narrow=narrow)
    _grid(sheet, plot, narrow=narrow)
    _lines(sheet, plot, one)
    if one.target:
        _target(sheet, plot, one.target)
    if one.band:
        _band(sheet, plot, one.band, _taken(plot, one))
    return sheet.figure


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the values lie on the sheet: the inner rectangle, and the highest value on it."""

    left: float
    right: float
    low: float
    top: float
    step: int
    most: int

    @classmethod
    def on(cls, sheet: Canvas, one: CourseLines, top: float, *, narrow: bool) -> "_Plot":
        step = _step(one.highest, 4 if narrow else 5)
        most = step * ceil(one.highest / step)
        left = EDGE + width(_dotted(most), SMALL) + 6
        right = sheet.wide - EDGE - width("0000", SMALL, bold=True) - 12
        return cls(left, right, EDGE + height(1, SMALL) + 6, top, step, most)

    def x(self, day: float) -> float:
        return self.left + (self.right - self.left) * day / 366

    def y(self, value: float) -> float:
        return self.low + (self.top - self.low) * value / self.most


def _step(highest: int, most_lines: int) -> int:
    """The distance between lines: 1, 2 or 5 with noughts, so that there are few."""
    power = 1
    while True:
        for base in (1, 2, 5):
            if base * power * most_lines >= highest:
                return base * power
        power *= 10


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _grid(sheet: Canvas, plot: _Plot, *, narrow: bool) -> None:
    """Thin lines with their values at the left, and the months below."""
    for value in range(0, plot.most + 1, plot.step):
        y = plot.y(value)
        sheet.axes.plot([plot.left, plot.right], [y, y], color=sheet.colours["line"], lw=0.8)
        sheet.lines([_dotted(value)], plot.left - 6, y + SMALL * 0.62, size=SMALL, colour="soft", align="right")
    every = 3 if narrow else 2
    for month in range(0, 12, every):
        room = (plot.x(STARTS[month] + 30) + plot.x(STARTS[month])) / 2
        sheet.lines([MONTHS[month]], room, plot.low - 4, size=SMALL, colour="soft", align="center")


def _lines(sheet: Canvas, plot: _Plot, one: CourseLines) -> None:
    """Every year with its number at its end, moved apart where they would overlap."""
    ends: list[tuple[float, int]] = []
    for year, line in sorted(one.lines.items()):
        if not line or (year != one.year and not line[-1]):
            continue
        this = year == one.year
        days = [0, *(min(7 * (week + 1), 366) for week in range(len(line)))]
        colour = sheet.colours["main" if this else "control"]
        xs, ys = [plot.x(day) for day in days], [plot.y(value) for value in (0, *line)]
        sheet.axes.plot(xs, ys, color=colour, lw=3.2 if this else 1.2, solid_capstyle="round", zorder=3 if this else 2)
        if this:
            sheet.axes.plot(xs[-1:], ys[-1:], "o", color=colour, ms=7, zorder=4)
            label, x = f"{year}: {_dotted(line[-1])}", xs[-1] - 6
            inside = x - width(label, SMALL + 1, bold=True) > plot.left
            sheet.lines(
                [label],
                x if inside else xs[-1] + 8,
                ys[-1] + 20,
                size=SMALL + 1,
                bold=True,
                colour="main",
                align="right" if inside else "left",
            )
        else:
            ends.append((ys[-1], year))
    placed = float("-inf")
    for y, year in sorted(ends):
        placed = max(y, placed + SMALL * 1.15)
        sheet.lines([str(year)], plot.right + 5, placed + SMALL * 0.6, size=SMALL, colour="soft")


def _target(sheet: Canvas, plot: _Plot, target: int) -> None:
    y = plot.y(target)
    sheet.axes.plot([plot.left, plot.right], [y, y], color=sheet.colours["ink"], lw=1.4, dashes=(4, 2), zorder=2)
    sheet.lines([f"streefcijfer {_dotted(target)}"], plot.left + 4, y + SMALL * 1.35, size=SMALL, bold=True)


def _taken(plot: _Plot, one: CourseLines) -> list[float]:
    """Heights at the right where words would cross something: the target, and this year's own number."""
    line = one.lines.get(one.year) or (0,)
    words = [plot.y(one.target), plot.y(one.target) + SMALL] if one.target else []  # the line, and what stands on it
    return [*(words if plot.right < WIDE / 2 else words[:1]), plot.y(line[-1]), plot.y(line[-1]) + 14]


def _band(sheet: Canvas, plot: _Plot, band: tuple[int, int, int], taken: list[float]) -> None:
    """The middle 80% as an upright bar at the end of the year, with a tick at what is most likely."""
    low, expected, high = (plot.y(value) for value in band)
    x = plot.x(366)
    box = Rectangle(
        (x - 4, low),
        8,
        max(high - low, 1),
        facecolor=sheet.colours["chart-5"],
        edgecolor=sheet.colours["ink"],
        lw=0.8,
        zorder=3,
    )
    sheet.axes.add_patch(box)
    sheet.axes.plot([x - 7, x + 7], [expected, expected], color=sheet.colours["ink"], lw=2, zorder=4)
    places = [expected + move * SMALL for move in (0, 1.3, -1.3, 2.6, -2.6, 3.9)]
    free = next((y for y in places if all(abs(y - other) > SMALL * 0.9 for other in taken)), places[0])
    sheet.lines([f"verwacht {_dotted(band[1])}"], x - 10, free + SMALL * 0.6, size=SMALL, align="right")
