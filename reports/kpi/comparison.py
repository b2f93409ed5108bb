"""The comparison in the advice report: a score beside organisations of the same sector, or else of the same size."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from goedgeregeld.accounts.states import Sector
from reports.kpi.catalogue import SIZES, size_of
from reports.kpi.effect import Middle
from reports.kpi.periods import MONTHS
from reports.kpi.snapshots import newest
from selfeval.advice import Advice


@dataclass(frozen=True, slots=True)
class Line:
    """The whole, a part or a theme: the own score and those of the others, in words and whole percents."""

    name: str
    own: str
    median: str
    half: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """With whom is compared, in a sentence, and the lines. Nothing of fewer than ten organisations is ever in it."""

    intro: str
    lines: list[Line]


def comparison_for(profile: Mapping[str, Any], advice: Advice) -> Comparison | None:
    """The comparison for an evaluation with this profile; None where no group of its kind is large enough. One query."""
    snapshot = newest()
    if snapshot is None:
        return None
    found = _group(profile, snapshot.data["comparison"])
    if found is None:
        return None
    words, middles = found
    lines = [
        _line(name, score, shown, Middle.from_json(middles[code]))
        for code, name, score, shown in _scored(advice)
        if code in middles and score is not None
    ]
    if not lines:
        return None
    number = Middle.from_json(middles[""]).number if "" in middles else max(one[0] for one in middles.values())
    month = f"{MONTHS[snapshot.month.month - 1]} {snapshot.month.year}"
    intro = (
        f"Jullie score naast die van {number} organisaties {words}, die goed vonden dat hun uitslag meetelt. "
        f"De helft van hen zit in de middelste helft. Stand van 1 {month}."
    )
    return Comparison(intro, lines)


def _group(profile: Mapping[str, Any], groups: Mapping[str, Any]) -> tuple[str, Mapping[str, list[int]]] | None:
    """The organisations of the same sector where they are enough, else those of the same size; in words, with their scores."""
    sector, volunteers = profile.get("sector", ""), profile.get("volunteers")
    size = size_of(volunteers if isinstance(volunteers, int) else None)
    if groups.get(f"sector:{sector}"):
        return f"in de sector {Sector(sector).label}", groups[f"sector:{sector}"]
    if groups.get(f"size:{size}"):
        return f"met {SIZES[size]}", groups[f"size:{size}"]
    return None


def _scored(advice: Advice) -> list[tuple[str, str, Fraction | None, str]]:
    """The whole, the parts and the themes with what they scored."""
    parts = [(one.code, f"{one.code} {one.title}", one.score, one.shown) for one in advice.parts]
    themes = [(one.code, one.title, one.score, one.shown) for one in advice.themes]
    return [("", "Het geheel", advice.score, advice.shown), *parts, *themes]


def _line(name: str, score: Fraction, shown: str, others: Middle) -> Line:
    verdict = "in de middelste helft"
    if score < others.low:
        verdict = "lager dan de middelste helft"
    elif score > others.high:
        verdict = "hoger dan de middelste helft"
    return Line(name, f"{shown}%", f"{others.median}%", f"{others.low}% tot {others.high}%", verdict)
