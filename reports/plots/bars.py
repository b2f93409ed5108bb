"""Bars by part: the whole and each part against its norm."""

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reports.plots.canvas import Canvas, Scheme, canvas, height, width, wrap
from selfeval.advice import Advice
from selfeval.sentences import count

WIDE, NARROW = 500.0, 225.0  # a phone shows the narrow one half as large again: 9.5 points become 14 pixels
EDGE, TITLE, SMALL, BAR = 9.0, 13.0, 9.8, 17.0
SCORE_ROOM = 62.0  # points to the right of the bars, for the figure


@dataclass(frozen=True, slots=True)
class _Row:
    label: list[str]
    value: Fraction | None
    shown: str
    verdict: str
    norm: float
    norm_shown: str

    @property
    def high(self) -> float:
        return height(len(self.label)) + BAR + height(1, SMALL) + 14


def finding(advice: Advice) -> str:
    """What the bars show, in one line: the title of the chart."""
    scored = [part for part in advice.parts if part.score is not None]
    low = [part.title for part in scored if not part.reached]
    if not scored:
        return "Nog niets te scoren"
    if not low:
        whole = advice.score is None or advice.score >= advice.norm.overall
        return "Elk onderdeel haalt de norm" + ("" if whole else ", het geheel nog niet")
    if len(low) == len(scored) > 1:
        return "Nog geen onderdeel haalt de norm"
    if len(low) == 1:
        return f"{low[0]} blijft onder de norm"
    if len(low) > 3:
        return f"{count(len(low), 'onderdeel', 'onderdelen').capitalize()} blijven onder de norm"
    return f"{', '.join(low[:-1])} en {low[-1]} blijven onder de norm"


def size(advice: Advice, *, narrow: bool = False) -> tuple[float, float]:
    """Width and height of the chart, in points; narrow: for a phone."""
    wide = NARROW if narrow else WIDE
    return wide, _layout(advice, wide)[2]


def figure(advice: Advice, scheme: Scheme, *, narrow: bool = False) -> Figure:
    """Draw the bars; the sheet is as high as its words need."""
    wide = NARROW if narrow else WIDE
    title, rows, high = _layout(advice, wide)
    sheet = canvas(wide, high, scheme)
    top = sheet.lines(title, EDGE, sheet.high - EDGE, size=TITLE, bold=True) - 8
    for row in rows:
        _bar(sheet, row, top)
        top -= row.high
    return sheet.figure


def _layout(advice: Advice, wide: float) -> tuple[list[str], list[_Row], float]:
    """The wrapped title, the rows, and how high the sheet must be."""
    room = wide - 2 * EDGE
    title = wrap(finding(advice), room, TITLE, bold=True)
    labels = room - 10 - max(width(one.verdict, SMALL) for one in (advice, *advice.parts))
    rows = [_Row(wrap("Het geheel", labels), advice.score, advice.shown, advice.verdict, *_norm(advice, overall=True))]
    for part in advice.parts:
        label = wrap(f"{part.code} {part.title}", labels)
        rows.append(_Row(label, part.score, part.shown, part.verdict, *_norm(advice, overall=False)))
    return title, rows, 2 * EDGE + height(len(title), TITLE) + 8 + sum(row.high for row in rows)


def _norm(advice: Advice, *, overall: bool) -> tuple[float, str]:
    norm = advice.norm.overall if overall else advice.norm.part
    return float(norm), advice.norm_overall if overall else advice.norm_part


def _bar(sheet: Canvas, row: _Row, top: float) -> None:
    """A label above, the bar with its norm line, the figure at the right, the norm in words below."""
    room = sheet.wide - 2 * EDGE - SCORE_ROOM
    sheet.lines([row.verdict], sheet.wide - EDGE, top, size=SMALL, colour="soft", align="right")
    top = sheet.lines(row.label, EDGE, top) - 2
    low = top - BAR
    track(sheet, low, room, BAR)
    shown = row.shown if row.value is None else f"{row.shown}%"
    sheet.lines([shown], sheet.wide - EDGE, top - 2.5, size=12, bold=True, align="right")
    if row.value is None:
        sheet.lines(["niets te scoren"], EDGE + 6, top - 3, size=SMALL, colour="soft")
        return
    fill(sheet, low, room * float(row.value) / 100, BAR, reached=row.value >= row.norm)
    x = EDGE + room * row.norm / 100
    norm_line(sheet, x, low, BAR)
    words = f"norm {row.norm_shown}%"
    half = width(words, SMALL) / 2
    sheet.lines([words], min(max(x, EDGE + half), sheet.wide - EDGE - half), low - 3, size=SMALL, align="center")


def track(sheet: Canvas, low: float, wide: float, high: float) -> None:
    """The empty bar, from 0 to 100%."""
    colours = sheet.colours
    style = {"facecolor": colours["sunken"], "edgecolor": colours["line"], "lw": 0.6}
    sheet.axes.add_patch(Rectangle((EDGE, low), wide, high, **style))


def fill(sheet: Canvas, low: float, wide: float, high: float, *, reached: bool) -> None:
    """The filled part of a bar; lighter where the norm is not reached."""
    colours = sheet.colours
    style = {"facecolor": colours["main" if reached else "short"], "edgecolor": colours["ink"], "lw": 0.6}
    sheet.axes.add_patch(Rectangle((EDGE, low), wide, high, **style))


def norm_line(sheet: Canvas, x: float, low: float, high: float) -> None:
    """The norm as a broken line across a bar."""
    sheet.axes.plot([x, x], [low - 3, low + high + 3], color=sheet.colours["raised"], lw=4, solid_capstyle="butt")
    sheet.axes.plot([x, x], [low - 4, low + high + 3], color=sheet.colours["ink"], lw=1.6, dashes=(3, 1.2))
