"""Bars by theme, for a phone: every theme with its score and the norm, where a radar would be too small to read."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from reports.plots.bars import EDGE, NARROW, SMALL, TITLE, fill, norm_line, track
from reports.plots.canvas import SIZE, Canvas, Scheme, canvas, height, width, wrap
from reports.plots.radar import finding
from selfeval.advice import Advice, ThemeAdvice

BAR, BETWEEN, PART_GAP = 9.0, 10.0, 6.0


@dataclass(frozen=True, slots=True)
class _Row:
    """One theme with its wrapped title; `part` is the title to write above it, where a part begins."""

    part: list[str]
    label: list[str]
    theme: ThemeAdvice

    @property
    def high(self) -> float:
        return self.part_high + height(len(self.label)) + 3 + BAR + BETWEEN

    @property
    def part_high(self) -> float:
        return height(len(self.part), SMALL) + PART_GAP if self.part else 0.0


def size(advice: Advice) -> tuple[float, float]:
    """Width and height of the chart, in points."""
    return NARROW, _layout(advice)[2]


def figure(advice: Advice, scheme: Scheme) -> Figure:
    """Draw the bars, one below the other; the norm is named once, above the first."""
    title, rows, high = _layout(advice)
    sheet = canvas(NARROW, high, scheme)
    top = sheet.lines(title, EDGE, sheet.high - EDGE, size=TITLE, bold=True) - 6
    words = f"streepjeslijn: norm {advice.norm_overall}%"
    top = sheet.lines(wrap(words, NARROW - 2 * EDGE, SMALL), EDGE, top, size=SMALL, colour="soft") - BETWEEN
    for row in rows:
        _row(sheet, row, top, float(advice.norm.overall))
        top -= row.high
    return sheet.figure


def _layout(advice: Advice) -> tuple[list[str], list[_Row], float]:
    """The wrapped title, the rows, and how high the sheet must be."""
    room = NARROW - 2 * EDGE
    title = wrap(finding(advice), room, TITLE, bold=True)
    rows = []
    for part in advice.parts:
        for position, theme in enumerate(part.themes):
            heading = [] if position else wrap(f"{part.code} {part.title}", room, SMALL, bold=True)
            rows.append(_Row(heading, wrap(theme.title, room - width("100,0%", bold=True) - 8), theme))
    norm = height(len(wrap(f"streepjeslijn: norm {advice.norm_overall}%", room, SMALL)), SMALL)
    return title, rows, 2 * EDGE + height(len(title), TITLE) + 6 + norm + BETWEEN + sum(row.high for row in rows)


def _row(sheet: Canvas, row: _Row, top: float, norm: float) -> None:
    """The title of a part where one begins, the theme with its score, and below them the bar."""
    if row.part:
        top = sheet.lines(row.part, EDGE, top, size=SMALL, bold=True, colour="soft") - PART_GAP
    value = row.theme.score
    shown = row.theme.shown if value is None else f"{row.theme.shown}%"
    sheet.lines([shown], sheet.wide - EDGE, top, bold=True, align="right")
    low = sheet.lines(row.label, EDGE, top, size=SIZE) - 3 - BAR
    room = sheet.wide - 2 * EDGE
    track(sheet, low, room, BAR)
    if value is not None:
        fill(sheet, low, room * float(value) / 100, BAR, reached=value >= norm)
        norm_line(sheet, EDGE + room * norm / 100, low, BAR)
