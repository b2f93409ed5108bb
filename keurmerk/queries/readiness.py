"""How far a self-evaluation is from the mark, in words: for the page on which it is asked for."""

from dataclasses import dataclass

from selfeval.advice import advise
from selfeval.models import Evaluation
from selfeval.queries import evaluated


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the scores reach the norms, and what lacks where they do not; as the report says it."""

    ready: bool
    intro: str
    missing: tuple[str, ...]
    route: str


def readiness_of(evaluation: Evaluation) -> Readiness:
    """Of a completed evaluation. Raises ValueError for another."""
    advice = advise(evaluated(evaluation))
    return Readiness(advice.ready, advice.missing_intro, advice.missing, advice.route)
