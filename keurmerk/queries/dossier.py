"""Reading dossiers: the working copy and what was frozen, both as a `Book`: a dossier with its statements and evidence.

`frozen(submission)` is what adviser and auditor judge; `working(application)` what the organisation works on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from keurmerk import dossiers
from keurmerk.dossiers import Dossier, Item
from keurmerk.models import Application, ApproachPlan, Evidence, EvidenceUse, Explanation, Submission
from keurmerk.states import PlanState
from selfeval.entries import UNKNOWN
from selfeval.instruments.model import FactValue, Instrument, Part, Statement, Theme
from selfeval.models import Evaluation
from selfeval.queries import Stand, entries_of, evaluations_by_token, instrument_of, profile_of
from selfeval.scoring import NA
from selfeval.states import EvaluationState


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence under the title it has in this dossier."""

    evidence: Evidence
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a dossier. `essential_level` is what the norm asks of it; None where it asks nothing in particular."""

    statement: Statement
    item: Item
    pieces: tuple[Piece, ...]
    label: str  # the answer in words
    essential_level: int | None = None

    @property
    def code(self) -> str:
        return self.statement.code

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

    def __init__(self, evaluation: Evaluation, dossier: Dossier, evidence: Mapping[int, Evidence]) -> None:
        self.evaluation = evaluation
        self.instrument: Instrument = instrument_of(evaluation.instrument_version)
        self.dossier = dossier
        self.evidence = evidence
        self.essential_level = self.instrument.norm(dossier.route).essential_level

    @property
    def profile(self) -> dict[str, FactValue]:
        """The facts on which scores depend."""
        return profile_of(self.evaluation, self.instrument)

    @cached_property
    def themes(self) -> list[ThemeLines]:
        found = []
        for part in self.instrument.parts:
            for theme in part.themes:
                lines = tuple(self._line(one) for one in theme.statements if one.code in self.dossier.items)
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

    def _line(self, statement: Statement) -> Line:
        item = self.dossier.items[statement.code]
        pieces = [
            Piece(self.evidence[number], self.dossier.titles[number])
            for number in item.evidence
            if number in self.evidence
        ]
        level = self.essential_level if statement.essential else None
        return Line(statement, item, tuple(pieces), self._label(item), level)

    def _label(self, item: Item) -> str:
        given = item.entry.given
        if given == NA:
            return _("Niet van toepassing")
        if isinstance(given, int):
            return self.instrument.scale[given].label
        return _("Weet ik nog niet") if item.choice == UNKNOWN else _("Nog niet beantwoord")


# --- Frozen -----------------------------------------------------------------------------------------------------------------


def submissions_of(application: Application) -> QuerySet[Submission]:
    """What was handed in, the first one first; ready for `frozen`."""
    related = ("evaluation__instrument_version", "submitted_by", "application")
    found = Submission.objects.filter(application=application).select_related(*related)
    return found.defer("evaluation__instrument_version__definition").order_by("number")


def latest_submission(application: Application) -> Submission | None:
    """The dossier that is judged: the last one handed in."""
    return submissions_of(application).last()


def frozen(submission: Submission) -> Book:
    """A dossier as it was handed in. One query, where the submission comes from `submissions_of`."""
    dossier = dossiers.from_json(submission.contents)
    return Book(submission.evaluation, dossier, _rows(dossier.evidence))


def _rows(numbers: frozenset[int]) -> dict[int, Evidence]:
    return Evidence.objects.select_related("added_by").in_bulk(numbers)


# --- The working copy -------------------------------------------------------------------------------------------------------


def evaluation_of(application: Application) -> Evaluation | None:
    """The evaluation the dossier is made with, with its version. At most one query."""
    return evaluations_by_token().filter(pk=application.evaluation_id).first() if application.evaluation_id else None


def pieces_of(application: Application) -> QuerySet[Evidence]:
    """The evidence in the working copy, in the order in which it came."""
    return Evidence.objects.filter(application=application, removed_at__isnull=True).select_related("added_by")


def working(application: Application, evaluation: Evaluation | None = None) -> Book | None:
    """The working copy as it is at this moment; None where no evaluation was chosen yet. Five queries."""
    evaluation = evaluation or evaluation_of(application)
    if evaluation is None:
        return None
    entries = entries_of(evaluation)
    explained = dict(Explanation.objects.filter(application=application).values_list("statement", "text"))
    evidence = {piece.pk: piece for piece in pieces_of(application)}
    used: dict[str, list[int]] = {}
    uses = EvidenceUse.objects.filter(evidence__application=application, evidence__removed_at__isnull=True)
    for statement, number in uses.order_by("evidence__added_at", "evidence_id").values_list("statement", "evidence_id"):
        used.setdefault(statement, []).append(number)
    stand = Stand(evaluation, entries)
    items = {
        one.code: Item(
            *(getattr(stand.entry(one.code), name) for name in ("choice", "reason", "remark")),
            explanation=explained.get(one.code, ""),
            evidence=tuple(used.get(one.code, ())),
        )
        for one in stand.statements
    }
    dossier = Dossier(evaluation.route, items)
    titles = {number: evidence[number].title for number in sorted(dossier.evidence)}
    return Book(evaluation, Dossier(evaluation.route, items, titles), evidence)


# --- Around it ----------------------------------------------------------------------------------------------------------------


def plan_route(application: Application) -> str | None:
    """The route of the plan: of the approved one, or while there is none, of the newest. None where there is no plan."""
    plans = ApproachPlan.objects.filter(application=application).order_by("-version").values_list("state", "route")
    found = list(plans)
    return next((route for state, route in found if state == PlanState.APPROVED), found[0][1] if found else None)


def evaluations_to_choose(application: Application) -> QuerySet[Evaluation]:
    """The evaluations of the organisation, the one that changed last first."""
    return evaluations_by_token().filter(organisation=application.organisation_id).order_by("-changed_at")


def handed_in(application: Application) -> QuerySet[Evidence]:
    """The evidence that was shown to others: in a frozen dossier, with a supplement, or at a condition. It stays."""
    shown = Q(submissions__isnull=False) | Q(supplements__isnull=False) | Q(condition_reports__isnull=False)
    return Evidence.objects.filter(shown, application=application).distinct()


class DossierReading:
    """What the rules on the dossier ask of an application."""

    application: Application

    @cached_property
    def book(self) -> Book | None:
        """The working copy."""
        return working(self.application, self.chosen_evaluation)

    @cached_property
    def chosen_evaluation(self) -> Evaluation | None:
        return evaluation_of(self.application)

    @cached_property
    def evaluation_is_of_organisation(self) -> bool:
        chosen = self.chosen_evaluation
        return chosen is not None and chosen.organisation_id == self.application.organisation_id

    @cached_property
    def evaluation_is_completed(self) -> bool:
        return self.chosen_evaluation is not None and self.chosen_evaluation.state == EvaluationState.COMPLETED

    @cached_property
    def unanswered(self) -> int:
        """How many statements of the chosen evaluation have no answer."""
        return len(Stand(self.chosen_evaluation).unanswered) if self.chosen_evaluation else 0

    @cached_property
    def plan_route(self) -> str | None:
        return plan_route(self.application)
