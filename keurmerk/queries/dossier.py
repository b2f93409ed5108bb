"""Reading dossiers: the working copy and what was frozen, both as a `Book`: a dossier with its statements and evidence.

`frozen(submission)` is what adviser and auditor judge; `working(application)` what the organisation works on.
"""

from functools import cached_property

from django.db.models import Q, QuerySet

from keurmerk import dossiers
from keurmerk.dossiers import Dossier, Item
from keurmerk.models import Application, ApproachPlan, Evidence, EvidenceUse, Explanation, Submission
from keurmerk.queries.book import Book, Line, Piece, ThemeLines
from keurmerk.queries.carried import carried_open
from keurmerk.states import PlanState
from selfeval.models import Evaluation
from selfeval.queries import Stand, entries_of, evaluations_by_token
from selfeval.states import EvaluationState

__all__ = [
    "Book",
    "DossierReading",
    "Line",
    "Piece",
    "ThemeLines",
    "evaluation_of",
    "evaluations_to_choose",
    "frozen",
    "handed_in",
    "latest_submission",
    "numbers_of",
    "pieces_of",
    "plan_route",
    "submissions_of",
    "working",
]


# --- Frozen -----------------------------------------------------------------------------------------------------------------


def submissions_of(application: Application) -> QuerySet[Submission]:
    """What was handed in, the first one first; ready for `frozen`."""
    found = application.submissions.select_related("evaluation__instrument_version", "submitted_by")
    return found.defer("evaluation__result", "evaluation__instrument_version__definition").order_by("number")


def numbers_of(application: Application) -> QuerySet[Submission]:
    """The dossiers that were handed in: number and moment only, without what is in them."""
    return application.submissions.only("number", "submitted_at").order_by("number")


def latest_submission(application: Application) -> Submission | None:
    """The dossier that is judged: the last one handed in."""
    return submissions_of(application).last()


def frozen(submission: Submission) -> Book:
    """A dossier as it was handed in. One query, when its evidence is asked for (the submission comes from `submissions_of`)."""
    dossier = dossiers.from_json(submission.contents)
    return Book(submission.evaluation, dossier, lambda: _rows(dossier.evidence))


def _rows(numbers: frozenset[int]) -> dict[int, Evidence]:
    return Evidence.objects.in_bulk(numbers)


# --- The working copy -------------------------------------------------------------------------------------------------------


def evaluation_of(application: Application) -> Evaluation | None:
    """The evaluation the dossier is made with, with its version. At most one query."""
    return evaluations_by_token().filter(pk=application.evaluation_id).first() if application.evaluation_id else None


def pieces_of(application: Application) -> QuerySet[Evidence]:
    """The evidence in the working copy, in the order in which it came."""
    return Evidence.objects.filter(application=application, removed_at__isnull=True)


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
    return Book(evaluation, Dossier(evaluation.route, items, titles), lambda: evidence)


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
    def carried_open(self) -> list[str]:
        """The statements at which what was taken over from the time before is still to be looked at."""
        return carried_open(self.application, self.book)

    @property
    def carried_first(self) -> Line | None:
        """The first of those."""
        return self.book.by_code[self.carried_open[0]] if self.book and self.carried_open else None

    @cached_property
    def plan_route(self) -> str | None:
        return plan_route(self.application)
