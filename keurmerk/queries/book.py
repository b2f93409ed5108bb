"""A dossier opened: its statements by theme, with answers in words, evidence, and what lacks.

Nothing here queries by itself: whoever opens the dossier says how its evidence is read, and that is done when the first piece
is asked for. Rules that look at answers and judgements only do not cost the reading of all that was handed in with them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from keurmerk.dossiers import Dossier, Item
from keurmerk.models import Evidence
from selfeval.entries import UNKNOWN
from selfeval.instruments.model import FactValue, Instrument, Part, Statement, Theme
from selfeval.models import Evaluation
from selfeval.queries import instrument_of, profile_of
from selfeval.scoring import NA


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence under the title it has in this dossier."""

    evidence: Evidence
    title: str


class Shelf:
    """The evidence of a dossier, by number; read once, when it is asked for."""

    def __init__(self, titles: Mapping[int, str], read: Callable[[], Mapping[int, Evidence]]) -> None:
        self._titles = titles
        self._read = read

    @cached_property
    def evidence(self) -> Mapping[int, Evidence]:
        return self._read()

    def pieces(self, numbers: Iterable[int]) -> tuple[Piece, ...]:
        """Those of these numbers that (still) exist."""
        return tuple(Piece(self.evidence[one], self._titles[one]) for one in numbers if one in self.evidence)


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a dossier. `essential_level` is what the norm asks of it; None where it asks nothing in particular."""

    statement: Statement
    item: Item
    label: str  # the answer in words
    theme: str  # the code of the theme it stands in
    essential_level: int | None
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def code(self) -> str:
        return self.statement.code

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.shelf.pieces(self.item.evidence)

    @property
    def below_norm(self) -> bool:
        """An essential statement whose answer is lower than the norm asks, or that has no answer."""
        given = self.item.entry.given
        return self.essential_level is not None and given != NA and (given is None or given < self.essential_level)

    @property
    def needs_evidence(self) -> bool:
        """Whether something is to be shown: not where the statement does not apply, or where nothing of it is done yet."""
        return self.item.entry.given not in (NA, 0)

    @property
    def lacks_evidence(self) -> bool:
        return self.needs_evidence and not self.pieces


@dataclass(frozen=True, slots=True)
class ThemeLines:
    """The lines of one theme, with how far they are."""

    part: Part
    theme: Theme
    lines: tuple[Line, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(line.code for line in self.lines)

    @property
    def shown(self) -> int:
        """How many need no (more) evidence."""
        return sum(not line.lacks_evidence for line in self.lines)

    @property
    def explained(self) -> int:
        return sum(bool(line.item.explanation) for line in self.lines)

    @property
    def pieces(self) -> int:
        return len({piece.evidence.pk for line in self.lines for piece in line.pieces})


class Book:
    """A dossier together with what it is about. Themes in which nothing applies are left out."""

    def __init__(
        self, evaluation: Evaluation, dossier: Dossier, evidence: Callable[[], Mapping[int, Evidence]]
    ) -> None:
        self.evaluation = evaluation
        self.instrument: Instrument = instrument_of(evaluation.instrument_version)
        self.dossier = dossier
        self.shelf = Shelf(dossier.titles, evidence)
        self.essential_level = self.instrument.norm(dossier.route).essential_level

    @property
    def evidence(self) -> Mapping[int, Evidence]:
        return self.shelf.evidence

    @property
    def essential_word(self) -> str:
        """What the norm asks of an essential statement, in the words of the scale."""
        return self.instrument.scale[self.essential_level].label

    @property
    def profile(self) -> dict[str, FactValue]:
        """The facts on which scores depend."""
        return profile_of(self.evaluation, self.instrument)

    @cached_property
    def themes(self) -> list[ThemeLines]:
        found = []
        for part in self.instrument.parts:
            for theme in part.themes:
                lines = tuple(self._line(one, theme.code) for one in theme.statements if one.code in self.dossier.items)
                if lines:
                    found.append(ThemeLines(part, theme, lines))
        return found

    @cached_property
    def parts(self) -> list[tuple[Part, list[ThemeLines]]]:
        """The themes, gathered by part."""
        by_part = [(part, [one for one in self.themes if one.part is part]) for part in self.instrument.parts]
        return [(part, themes) for part, themes in by_part if themes]

    @cached_property
    def lines(self) -> list[Line]:
        """Every statement, in the order of the instrument."""
        return [line for theme in self.themes for line in theme.lines]

    @cached_property
    def by_code(self) -> dict[str, Line]:
        return {line.code: line for line in self.lines}

    @property
    def essentials(self) -> list[Line]:
        return [line for line in self.lines if line.statement.essential]

    @property
    def lacking(self) -> list[Line]:
        """Statements that still lack evidence, essential ones first."""
        found = [line for line in self.lines if line.lacks_evidence]
        return sorted(found, key=lambda line: not line.statement.essential)

    @property
    def shown(self) -> int:
        """How many statements need no (more) evidence."""
        return sum(theme.shown for theme in self.themes)

    def theme(self, code: str) -> ThemeLines | None:
        return next((one for one in self.themes if one.theme.code == code), None)

    def following(self, code: str) -> ThemeLines | None:
        """The theme after this one."""
        codes = [one.theme.code for one in self.themes]
        return next(iter(self.themes[codes.index(code) + 1 :]), None)

    def _line(self, statement: Statement, theme: str) -> Line:
        item = self.dossier.items[statement.code]
        level = self.essential_level if statement.essential else None
        return Line(statement, item, self._label(item), theme, level, self.shelf)

    def _label(self, item: Item) -> str:
        given = item.entry.given
        if given == NA:
            return _("Niet van toepassing")
        if isinstance(given, int):
            return self.instrument.scale[given].label
        return _("Weet ik nog niet") if item.choice == UNKNOWN else _("Nog niet beantwoord")
