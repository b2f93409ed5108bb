"""Bars by part: the whole and each part against its norm."""

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reports.plots.canvas import Canvas, Scheme, canvas, height, width, wrap
from selfeval.advice import Advice
from selfeval.sentences import count

WIDE, NARROW = 500.0, 340.0
EDGE, TITLE, BAR = 12.0, 13.0, 17.0
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
        return height(len(self.label)) + BAR + height(1, 8.5) + 14


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
    rows = [
        _Row(wrap("Het geheel", room * 0.65), advice.score, advice.shown, advice.verdict, *_norm(advice, overall=True))
    ]
    for part in advice.parts:
        label = wrap(f"{part.code} {part.title}", room * 0.65)
        rows.append(_Row(label, part.score, part.shown, part.verdict, *_norm(advice, overall=False)))
    return title, rows, 2 * EDGE + height(len(title), TITLE) + 8 + sum(row.high for row in rows)


def _norm(advice: Advice, *, overall: bool) -> tuple[float, str]:
    norm = advice.norm.overall if overall else advice.norm.part
    return float(norm), advice.norm_overall if overall else advice.norm_part


def _bar(sheet: Canvas, row: _Row, top: float) -> None:
    """A label above, the bar with its norm line, the figure at the right, the norm in words below."""
    colours, axes = sheet.colours, sheet.axes
    track = sheet.wide - 2 * EDGE - SCORE_ROOM
    sheet.lines([row.verdict], sheet.wide - EDGE, top, size=9, colour="soft", align="right")
    top = sheet.lines(row.label, EDGE, top) - 2
    low = top - BAR
    axes.add_patch(Rectangle((EDGE, low), track, BAR, facecolor=colours["sunken"], edgecolor=colours["line"], lw=0.6))
    shown = row.shown if row.value is None else f"{row.shown}%"
    sheet.lines([shown], sheet.wide - EDGE, top - 2.5, size=12, bold=True, align="right")
    if row.value is None:
        sheet.lines(["niets te scoren"], EDGE + 6, top - 3, size=9, colour="soft")
        return
    reached = row.value >= row.norm
    axes.add_patch(
        Rectangle(
            (EDGE, low),
            track * float(row.value) / 100,
            BAR,
            facecolor=colours["main" if reached else "short"],
            edgecolor=colours["ink"],
            lw=0.6,
        )
    )
    x = EDGE + track * row.norm / 100
    axes.plot([x, x], [low - 3, top + 3], color=colours["raised"], lw=4, solid_capstyle="butt")
    axes.plot([x, x], [low - 4, top + 3], color=colours["ink"], lw=1.6, dashes=(3, 1.2))
    words = f"norm {row.norm_shown}%"
    half = width(words, 8.5) / 2
    sheet.lines([words], min(max(x, EDGE + half), sheet.wide - EDGE - half), low - 3, size=8.5, align="center")
