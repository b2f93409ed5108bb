"""The tree of the advice report: what goes in (`Evaluated`) and what screen, PDF and workbook all show (`Advice`).

Only frozen values; they are made in `selfeval.advice`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from selfeval.instruments.model import Instrument, Norm, Profile, Resource
from selfeval.scoring import Given, Outcome


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What was entered at one statement: a level, "nvt" or None (not answered, or "weet ik nog niet")."""

    given: Given | None
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Everything a report is made from. `completed_on` of an incomplete one is the day it was looked at."""

    instrument: Instrument
    organisation: str
    completed_on: date
    profile: Profile
    route: str
    outcome: Outcome
    answers: Mapping[str, GivenAnswer]


@dataclass(frozen=True, slots=True)
class StatementAdvice:
    """One statement in the report. `level` is None where it was not answered or is not applicable (`state` tells
    which).
    """

    code: str
    text: str
    explanation: str
    state: Literal["top", "below", "na", "open"]
    level: int | None
    answer: str
    reason: str
    remark: str
    advice: str
    effort: str
    evidence: tuple[str, ...]
    resources: tuple[Resource, ...]
    essential: bool
    starred: bool


@dataclass(frozen=True, slots=True)
class ThemeAdvice:
    """One theme with its applicable statements. `score` None: nothing to score ("n.v.t.")."""

    code: str
    title: str
    intro: str
    part: str
    score: Fraction | None
    shown: str
    sentence: str
    statements: tuple[StatementAdvice, ...]


@dataclass(frozen=True, slots=True)
class PartAdvice:
    """One part against its norm. `gap` is in points of the hundred, "" where the norm is reached or nothing is scored."""

    code: str
    title: str
    score: Fraction | None
    shown: str
    reached: bool | None
    gap: str
    verdict: str
    sentence: str
    themes: tuple[ThemeAdvice, ...]


@dataclass(frozen=True, slots=True)
class FirstThing:
    """One of the first things to do. `now` is the answer that was given, in words; `urgent`: essential and too low."""

    number: int
    code: str
    theme: str
    text: str
    now: str
    urgent: bool
    why: str
    step: str
    effort: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """The whole report. Every text is plain Dutch, every figure already as people read it (`shown`) beside the exact
    one.
    """

    organisation: str
    completed_on: date
    date: str
    instrument: str
    version: str
    route: str
    complete: bool
    ready: bool
    headline: str
    opening: str
    score: Fraction | None
    shown: str
    gap: str
    norm: Norm
    norm_overall: str
    norm_part: str
    verdict: str
    levels: tuple[str, ...]
    parts: tuple[PartAdvice, ...]
    left_out: tuple[str, ...]
    strengths_intro: str
    strengths: tuple[str, ...]
    first_intro: str
    first: tuple[FirstThing, ...]
    later: int
    missing_intro: str
    missing: tuple[str, ...]
    requirement: str
    next_steps: tuple[tuple[str, str], ...]

    @property
    def themes(self) -> tuple[ThemeAdvice, ...]:
        """All themes of which at least one statement applies, in the order of the instrument."""
        return tuple(theme for part in self.parts for theme in part.themes)
