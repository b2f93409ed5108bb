"""From answers to figures: which statements apply, the exact scores, ready for the mark or not, and what comes first.

Rules: design, section 3 ("Instrument, answers, score"), after the norms NOV publishes with its manual. Pure and exact:
integers and fractions, rounded only by `shown()`. The words of the report are made in `selfeval.advice`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from selfeval.instruments.model import EFFORTS, NA, STAR, Given, Instrument, Profile, Statement

__all__ = [
    "NA",
    "Answers",
    "Given",
    "Missing",
    "Outcome",
    "applicable",
    "as_json",
    "exact",
    "from_json",
    "norm_gap",
    "route_is_open",
    "score",
    "shown",
]

Answers = Mapping[str, Given]

_EFFORT_ORDER = {effort: position for position, effort in enumerate(EFFORTS)}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands between this evaluation and the mark: a norm not reached, or an essential one too low."""

    kind: Literal["overall", "part", "essential"]
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All figures of one evaluation. Scores are exact percentages, None where nothing was left to score."""

    route: str
    applicable: tuple[str, ...]
    unanswered: tuple[str, ...]
    overall: Fraction | None
    parts: Mapping[str, Fraction | None]
    themes: Mapping[str, Fraction | None]
    missing: tuple[Missing, ...]
    priorities: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Every applicable statement has an answer."""
        return not self.unanswered

    @property
    def ready(self) -> bool:
        """The entrance to the mark is reached: complete, with a score, and nothing missing."""
        return self.complete and self.overall is not None and not self.missing


def route_is_open(instrument: Instrument, route: str, profile: Profile) -> bool:
    """Whether this profile may take the route (the star: under 100 volunteers and 2.0 fte)."""
    return any(one.key == route and one.is_open(profile) for one in instrument.routes)


def applicable(instrument: Instrument, profile: Profile, route: str) -> list[Statement]:
    """The statements that apply, in order: their condition holds and, on the star route, they carry a star.

    Raises MissingFact where the profile lacks a fact that a condition needs.
    """
    return [
        s
        for s in instrument.statements
        if (s.starred or route != STAR) and (s.applies_if is None or s.applies_if.holds(profile))
    ]


def score(instrument: Instrument, profile: Profile, route: str, answers: Answers) -> Outcome:
    """Work out all figures. Answers to statements that do not apply are ignored; levels must lie on the scale."""
    statements = applicable(instrument, profile, route)
    tally = _tally(instrument, statements, answers)
    parts, themes, reached, possible = {}, {}, 0, 0
    for part in instrument.parts:
        part_reached = part_possible = 0
        for theme in part.themes:
            theme_reached, theme_possible = tally(s.code for s in theme.statements)
            themes[theme.code] = _percentage(theme_reached, theme_possible)
            part_reached, part_possible = part_reached + theme_reached, part_possible + theme_possible
        parts[part.code] = _percentage(part_reached, part_possible)
        reached, possible = reached + part_reached, possible + part_possible
    overall = _percentage(reached, possible)
    return Outcome(
        route=route,
        applicable=tuple(s.code for s in statements),
        unanswered=tuple(s.code for s in statements if s.code not in answers),
        overall=overall,
        parts=parts,
        themes=themes,
        missing=tuple(_missing(instrument, route, statements, answers, overall, parts)),
        priorities=_priorities(instrument, route, statements, answers),
    )


def _tally(instrument: Instrument, statements: list[Statement], answers: Answers) -> Any:
    """A function from codes to (points reached, points possible) over what was scored."""
    points, top = instrument.points, instrument.top
    scored: dict[str, tuple[int, int]] = {}
    for s in statements:
        level = answers.get(s.code, NA)
        if level != NA:
            scored[s.code] = (points[s.code] * level, points[s.code] * top)

    def tally(codes: Iterable[str]) -> tuple[int, int]:
        reached = possible = 0
        for code in codes:
            if code in scored:
                reached += scored[code][0]
                possible += scored[code][1]
        return reached, possible

    return tally


def _percentage(reached: int, possible: int) -> Fraction | None:
    return Fraction(100 * reached, possible) if possible else None


def _missing(
    instrument: Instrument,
    route: str,
    statements: list[Statement],
    answers: Answers,
    overall: Fraction | None,
    parts: Mapping[str, Fraction | None],
) -> Iterable[Missing]:
    """What is missing, the whole first, then parts, then essential statements; norms are compared exactly."""
    norm = instrument.norm(route)
    if overall is None or overall < norm.overall:
        yield Missing("overall")
    for code, part in parts.items():
        if part is not None and part < norm.part:
            yield Missing("part", code)
    for s in statements:
        if s.essential and _too_low(answers.get(s.code, -1), norm.essential_level):
            yield Missing("essential", s.code)


def _too_low(given: Given, level: int) -> bool:
    return given != NA and given < level


def _priorities(instrument: Instrument, route: str, statements: list[Statement], answers: Answers) -> tuple[str, ...]:
    """What to do first: essential ones too low, then most points to win, then least effort, then file order."""
    top, points, essential_level = instrument.top, instrument.points, instrument.norm(route).essential_level
    ranked = []
    for position, s in enumerate(statements):
        level = answers.get(s.code, NA)
        if level == NA or level >= top:
            continue
        urgent = s.essential and level < essential_level
        ranked.append((not urgent, -points[s.code] * (top - level), _EFFORT_ORDER[s.effort], position, s.code))
    return tuple(entry[-1] for entry in sorted(ranked))


def shown(value: Fraction | None) -> str:
    """A score as people read it: one decimal, rounded half up, with a comma; "n.v.t." where there is none."""
    if value is None:
        return "n.v.t."
    tenths = (20 * value.numerator + value.denominator) // (2 * value.denominator)
    return f"{tenths // 10},{tenths % 10}"


def exact(value: Fraction | None) -> str | None:
    """A score as programs read it: "60" or "1250/21"; None where there is none."""
    return None if value is None else str(value)


def as_json(instrument: Instrument, outcome: Outcome) -> dict[str, Any]:
    """The figures in the shape of design section 3, ready for `json.dumps`."""

    def both(value: Fraction | None) -> dict[str, str | None]:
        return {"score": exact(value), "shown": shown(value)}

    return {
        "instrument": instrument.code,
        "version": instrument.version,
        "route": outcome.route,
        "complete": outcome.complete,
        "unanswered": list(outcome.unanswered),
        "overall": both(outcome.overall),
        "parts": {code: both(value) for code, value in outcome.parts.items()},
        "themes": {code: both(value) for code, value in outcome.themes.items()},
        "ready": outcome.ready,
        "missing": [{"kind": m.kind} if m.code is None else {"kind": m.kind, "code": m.code} for m in outcome.missing],
        "priorities": list(outcome.priorities),
    }


def from_json(stored: Mapping[str, Any]) -> Outcome:
    """The figures back from what `as_json` made (without `applicable`, which the report works out itself)."""

    def value(entry: Mapping[str, Any]) -> Fraction | None:
        return None if entry["score"] is None else Fraction(entry["score"])

    return Outcome(
        route=stored["route"],
        applicable=(),
        unanswered=tuple(stored["unanswered"]),
        overall=value(stored["overall"]),
        parts={code: value(entry) for code, entry in stored["parts"].items()},
        themes={code: value(entry) for code, entry in stored["themes"].items()},
        missing=tuple(Missing(m["kind"], m.get("code")) for m in stored["missing"]),
        priorities=tuple(stored["priorities"]),
    )


def norm_gap(value: Fraction | None, norm: Decimal) -> Fraction:
    """How many percentage points are missing to the norm; 0 where it is reached or there is no score."""
    return Fraction(0) if value is None else max(Fraction(0), Fraction(norm) - value)
