"""What an instrument is: frozen values for its parts, themes, statements, scale, facts, routes and norms.

Nothing here reads files (`yaml_file`), checks them (`building`) or scores answers (`selfeval.scoring`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import lcm
from typing import Final, Literal

from selfeval.instruments.expressions import Expression

FactType = Literal["int", "decimal", "bool", "choice", "municipality"]
Effort = Literal["small", "medium", "large"]
FactValue = int | Decimal | bool | str
Profile = Mapping[str, FactValue]
NA: Final = "nvt"
Given = int | Literal["nvt"]  # what is answered to a statement: a level, or "not applicable"

FACT_TYPES: tuple[FactType, ...] = ("int", "decimal", "bool", "choice", "municipality")
EFFORTS: tuple[Effort, ...] = ("small", "medium", "large")
FULL, STAR = "full", "star"
ROUTES = (FULL, STAR)


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the scale, from 0 up; the last one is the top."""

    label: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something an organisation tells about itself, on which statements and routes may depend."""

    key: str
    type: FactType
    question: str
    why: str
    options: tuple[tuple[str, str], ...] = ()  # of a choice: (key, label) in order
    min: Decimal = Decimal(0)
    max: Decimal = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Route:
    """A way through the instrument: all statements (full) or the starred ones (star). No `open_to`: for everyone."""

    key: str
    title: str
    open_to: Expression | None = None

    def is_open(self, profile: Profile) -> bool:
        """Whether this profile may take the route. Raises MissingFact where the profile lacks a fact it depends on."""
        return self.open_to is None or self.open_to.holds(profile)


@dataclass(frozen=True, slots=True)
class Norm:
    """What a route asks for the mark: percentages for the whole and for each part, a level for essential statements."""

    overall: Decimal
    part: Decimal
    essential_level: int


@dataclass(frozen=True, slots=True)
class Resource:
    """An official body's page that helps with a statement, and the day someone last looked whether it was right."""

    title: str
    url: str
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One testable sentence. `advice[level]` is the next step for whoever stands at that level below the top.

    `was`: the codes under which earlier versions asked the same in other words.
    """

    code: str
    text: str
    advice: tuple[str, ...]
    explanation: str = ""
    evidence: tuple[str, ...] = ()
    starred: bool = False
    essential: bool = False
    weight: Decimal = Decimal(1)
    applies_if: Expression | None = None
    allow_na: bool = False
    effort: Effort = "medium"
    resources: tuple[Resource, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    code: str
    title: str
    statements: tuple[Statement, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    code: str
    title: str
    themes: tuple[Theme, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(s for theme in self.themes for s in theme.statements)


@dataclass(frozen=True)
class Instrument:
    """A whole instrument. Equal content is equal; `yaml_file.fingerprint` gives the SHA-256 that stands for it."""

    code: str
    version: str
    title: str
    language: str
    scale: tuple[Level, ...]
    profile: tuple[Fact, ...]
    routes: tuple[Route, ...]
    norms: tuple[tuple[str, Norm], ...]
    parts: tuple[Part, ...]

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.scale) - 1

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        return tuple(theme for part in self.parts for theme in part.themes)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(s for theme in self.themes for s in theme.statements)

    @cached_property
    def by_code(self) -> dict[str, Statement]:
        return {s.code: s for s in self.statements}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        return {fact.key: fact for fact in self.profile}

    @cached_property
    def points(self) -> dict[str, int]:
        """The weights as whole numbers in the same proportion: exact scores without fractions on the way."""
        ratios = {s.code: s.weight.as_integer_ratio() for s in self.statements}
        common = lcm(*(denominator for _, denominator in ratios.values()))
        return {code: numerator * (common // denominator) for code, (numerator, denominator) in ratios.items()}

    def route(self, key: str) -> Route:
        """The route with this key. Raises KeyError where the instrument has none."""
        return {route.key: route for route in self.routes}[key]

    def norm(self, route: str) -> Norm:
        return dict(self.norms)[route]

    def theme(self, code: str) -> Theme:
        """The theme with this code. Raises KeyError where there is none."""
        return {theme.code: theme for theme in self.themes}[code]

    def part_of(self, theme_code: str) -> Part:
        return next(part for part in self.parts for theme in part.themes if theme.code == theme_code)
