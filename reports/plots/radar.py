"""Radar by theme: the overview, one axis a theme, with the words in two columns beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import cos, pi, sin

from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from reports.plots.canvas import Canvas, Scheme, canvas, height, width, wrap
from selfeval.advice import Advice, ThemeAdvice
from selfeval.scoring import shown as shown_of
from selfeval.sentences import count

EDGE, TITLE, LABEL, GAP = 12.0, 13.0, 9.5, 6.0
MARKERS = "osD^vP*X"  # a shape a part, so that parts differ without colour


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the radar stands on its sheet: the middle and the radius, and the columns of words at both sides."""

    wide: float
    column: float
    radius: float
    x: float = 0.0
    y: float = 0.0

    def at(self, angle: float, share: float) -> tuple[float, float]:
        return self.x + self.radius * share * sin(angle), self.y + self.radius * share * cos(angle)


PLACE = _Place(500.0, 122.0, 96.0)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The scores of an earlier time by theme code, drawn as a broken line; what the two lines show is the title."""

    scores: Mapping[str, Fraction | None]
    title: str


@dataclass(slots=True)
class _Axis:
    """One theme: its direction, the words beside it, and the height of the top of those words."""

    theme: ThemeAdvice
    angle: float  # clockwise from the top, in radians
    lines: list[str]
    top: float = 0.0
    was: Fraction | None = None  # the score of an earlier time

    @property
    def right(self) -> bool:
        return self.angle < pi - 1e-9

    @property
    def high(self) -> float:
        return height(len(self.lines) + 1, LABEL)

    def point(self, place: _Place, share: float) -> tuple[float, float]:
        return place.at(self.angle, share)


def finding(advice: Advice) -> str:
    """What the radar shows, in one line: the title of the chart."""
    scored = [theme for theme in advice.themes if theme.score is not None]
    reached = sum(theme.score >= advice.norm.overall for theme in scored if theme.score is not None)
    mark = f"{advice.norm_overall}% of hoger"
    if not scored:
        return "Nog niets te scoren"
    if len(scored) == 1:
        return f"{scored[0].title}: {scored[0].shown}%"
    if reached == len(scored):
        return f"Alle {count(len(scored), 'thema', 'thema’s')} staan op {mark}"
    if not reached:
        return f"Nog geen thema staat op {mark}"
    stands = "staat" if reached == 1 else "staan"
    few = "Eén" if reached == 1 else count(reached, "", "").strip().capitalize()
    return f"{few} van de {count(len(scored), 'thema', 'thema’s')} {stands} op {mark}"


def size(advice: Advice, earlier: Earlier | None = None) -> tuple[float, float]:
    """Width and height of the chart, in points."""
    return PLACE.wide, _layout(advice, PLACE, earlier)[-1]


def figure(advice: Advice, scheme: Scheme, earlier: Earlier | None = None) -> Figure:
    """Draw the radar; the sheet is as high as its words need. Themes without a score are a gap, "n.v.t."."""
    title, axes, columns, body, high = _layout(advice, PLACE, earlier)
    sheet = canvas(PLACE.wide, high, scheme)
    sheet.lines(title, EDGE, sheet.high - EDGE, size=TITLE, bold=True)
    place = replace(PLACE, x=PLACE.wide / 2, y=EDGE + body / 2)
    for column in columns:
        _spread(column, place, EDGE, EDGE + body)
    _web(sheet, axes, place, float(advice.norm.overall))
    if earlier:
        _before(sheet, axes, place)
    _result(sheet, axes, place, [part.code for part in advice.parts])
    for axis in axes:
        _words(sheet, axis, place)
    _norm_label(sheet, axes, place, advice)
    return sheet.figure


def _layout(
    advice: Advice, place: _Place, earlier: Earlier | None
) -> tuple[list[str], list[_Axis], list[list[_Axis]], float, float]:
    """The wrapped title, the axes, the same in a right and a left column, the height of the body and of the sheet."""
    title = wrap(earlier.title if earlier else finding(advice), place.wide - 2 * EDGE, TITLE, bold=True)
    axes = _axes(advice, place.column)
    for axis in axes if earlier else ():
        axis.was = earlier.scores.get(axis.theme.code) if earlier else None
    columns = [[axis for axis in axes if axis.right], [axis for axis in axes if not axis.right][::-1]]
    body = max([2 * place.radius + 40, *(sum(axis.high + GAP for axis in column) for column in columns)])
    return title, axes, columns, body, 2 * EDGE + height(len(title), TITLE) + 10 + body


def _axes(advice: Advice, room: float) -> list[_Axis]:
    """The axes clockwise, half a step past the top, so that the words fall in two even columns."""
    step = 2 * pi / max(len(advice.themes), 1)
    return [
        _Axis(theme, (position + 0.5) * step, wrap(theme.title, room, LABEL))
        for position, theme in enumerate(advice.themes)
    ]


def _spread(column: list[_Axis], place: _Place, floor: float, ceiling: float) -> None:
    """Put the words of one side as near to their axes as can be, from top to bottom, without touching each other."""
    free = ceiling
    for axis in column:
        wish = axis.point(place, 1.1)[1] + axis.high / 2
        axis.top = min(wish, free)
        free = axis.top - axis.high - GAP
    base = floor
    for axis in reversed(column):
        axis.top = max(axis.top, base + axis.high)
        base = axis.top + GAP


def _web(sheet: Canvas, axes: list[_Axis], place: _Place, norm: float) -> None:
    """The spokes, rings at a quarter, half, three quarters and the whole, and the norm as a broken ring."""
    for axis in axes:
        x, y = axis.point(place, 1)
        sheet.axes.plot([place.x, x], [place.y, y], color=sheet.colours["line"], lw=0.7)
    for share in (0.25, 0.5, 0.75, 1.0):
        _ring(sheet, axes, place, share, color=sheet.colours["control" if share == 1 else "line"], lw=0.7)
    _ring(sheet, axes, place, norm / 100, color=sheet.colours["ink"], lw=1.3, ls=(0, (4, 2)), zorder=4)


def _ring(sheet: Canvas, axes: list[_Axis], place: _Place, share: float, **style: object) -> None:
    points = [axis.point(place, share) for axis in axes]
    if len(points) < 3:
        points = [place.at(a / 30 * pi, share) for a in range(60)]
    xs, ys = zip(*points, points[0], strict=True)
    sheet.axes.plot(xs, ys, **style)


def _result(sheet: Canvas, axes: list[_Axis], place: _Place, parts: list[str]) -> None:
    """The scores: one filled shape, or a slice for each run of themes between the gaps."""
    colour, scored = sheet.colours["main"], [axis for axis in axes if axis.theme.score is not None]
    for run in _runs(axes):
        points = [axis.point(place, float(axis.theme.score or 0) / 100) for axis in run]
        whole = len(run) == len(axes) > 2
        shape = points if whole else [(place.x, place.y), *points]
        sheet.axes.add_patch(Polygon(shape, closed=True, facecolor=colour, alpha=0.22, edgecolor="none", zorder=3))
        xs, ys = zip(*points, *points[: 1 if whole else 0], strict=True)
        sheet.axes.plot(xs, ys, color=colour, lw=1.8, zorder=5)
    for axis in scored:
        x, y = axis.point(place, float(axis.theme.score or 0) / 100)
        marker = MARKERS[parts.index(axis.theme.part) % len(MARKERS)]
        sheet.axes.plot([x], [y], marker, ms=4.6, color=colour, mec=sheet.colours["raised"], mew=0.7, zorder=6)


def _before(sheet: Canvas, axes: list[_Axis], place: _Place) -> None:
    """The earlier scores: a broken line from theme to theme, with an open square at each; where there was none, a gap."""
    colour = sheet.colours["accent-ink"]
    for one, other in zip(axes, [*axes[1:], axes[0]], strict=True):
        if one.was is not None and other.was is not None and len(axes) > 2:
            xs, ys = zip(
                one.point(place, float(one.was) / 100), other.point(place, float(other.was) / 100), strict=True
            )
            sheet.axes.plot(xs, ys, color=colour, lw=1.4, ls=(0, (2.5, 1.8)), zorder=5)
    for axis in axes:
        if axis.was is not None:
            x, y = axis.point(place, float(axis.was) / 100)
            face = sheet.colours["raised"]
            sheet.axes.plot([x], [y], "s", ms=3.6, color=face, mec=colour, mew=1.0, zorder=5.5)


def _runs(axes: list[_Axis]) -> list[list[_Axis]]:
    """Neighbouring themes with a score, going round: a gap ends a run."""
    gaps = [position for position, axis in enumerate(axes) if axis.theme.score is None]
    if not gaps:
        return [axes] if axes else []
    runs: list[list[_Axis]] = [[]]
    for axis in axes[gaps[0] :] + axes[: gaps[0]]:
        if axis.theme.score is None:
            runs.append([])
        else:
            runs[-1].append(axis)
    return [run for run in runs if run]


def _words(sheet: Canvas, axis: _Axis, place: _Place) -> None:
    """The title and the score of one theme, and a thin line from there to its axis."""
    x = place.wide - EDGE - place.column if axis.right else EDGE + place.column
    align = "left" if axis.right else "right"
    end = sheet.lines(axis.lines, x, axis.top, size=LABEL, align=align)
    shown = axis.theme.shown if axis.theme.score is None else f"{axis.theme.shown}%"
    was = "" if axis.was is None else f" (was {shown_of(axis.was)}%)"
    sheet.lines([f"{shown}{was}"], x, end, size=LABEL, bold=True, align=align)
    out, y = axis.point(place, 1.0), axis.top - axis.high / 2
    elbow = x - 10 if axis.right else x + 10
    near = x - 3 if axis.right else x + 3
    sheet.axes.plot([out[0], elbow, near], [out[1], y, y], color=sheet.colours["control"], lw=0.5, zorder=2)


def _norm_label(sheet: Canvas, axes: list[_Axis], place: _Place, advice: Advice) -> None:
    """ "70%" on the broken ring, straight above the middle, where no axis runs."""
    words = f"norm {advice.norm_overall}%"
    share = float(advice.norm.overall) / 100 * (cos(pi / len(axes)) if len(axes) > 2 else 1)
    y = place.y + place.radius * share
    half = width(words, 8.5) / 2 + 2
    box = [
        (place.x - half, y - 5.5),
        (place.x + half, y - 5.5),
        (place.x + half, y + 5.5),
        (place.x - half, y + 5.5),
    ]
    sheet.axes.add_patch(Polygon(box, closed=True, facecolor=sheet.colours["raised"], edgecolor="none", zorder=7))
    sheet.lines([words], place.x, y + 5.5, size=8.5, align="center")
    sheet.axes.texts[-1].set_zorder(8)
