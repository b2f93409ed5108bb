"""The sentences of the advice report: plain Dutch made from figures, for a result of 0 % as well as for one of 100 %.

Level B1, "je/jullie". Never discouraging, never self-satisfied. What is said about which figure is chosen here; which
statements are named is chosen in `selfeval.advice`.
"""

from selfeval.sentences.details import (
    EFFORT,
    essential,
    part,
    short_of,
    strong_statement,
    strong_theme,
    theme,
    unanswered,
    why,
)
from selfeval.sentences.figures import capital, count, day, decimal, percent, points, verdict
from selfeval.sentences.steps import next_steps
from selfeval.sentences.whole import (
    Standing,
    first_intro,
    headline,
    missing_intro,
    opening,
    requirement,
    strengths_intro,
)

__all__ = [
    "EFFORT",
    "Standing",
    "capital",
    "count",
    "day",
    "decimal",
    "essential",
    "first_intro",
    "headline",
    "missing_intro",
    "next_steps",
    "opening",
    "part",
    "percent",
    "points",
    "requirement",
    "short_of",
    "strengths_intro",
    "strong_statement",
    "strong_theme",
    "theme",
    "unanswered",
    "verdict",
    "why",
]
