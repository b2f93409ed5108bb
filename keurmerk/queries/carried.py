"""What was taken over from the time before into the dossier of a renewal: from which dossier, and what is to be looked at."""

from keurmerk.models import Application, Carried, Mark, Submission
from keurmerk.queries.book import Book
from keurmerk.states import ApplicationKind
from selfeval.models import Evaluation
from selfeval.queries import evaluations_by_token
from selfeval.states import EvaluationState


def last_dossier(mark: Mark) -> Submission | None:
    """The dossier with which this mark was granted; None where it was granted before this system, or all of it was erased."""
    if mark.application_id is None:
        return None
    found = Submission.objects.filter(application=mark.application_id).select_related(
        "application", "evaluation__instrument_version"
    )
    return found.defer("evaluation__instrument_version__definition").order_by("-number").first()


def last_answers(mark: Mark, dossier: Submission | None) -> Evaluation | None:
    """The completed evaluation that a renewal of this mark asks after: that of its dossier, else the last one completed."""
    completed = evaluations_by_token().filter(organisation=mark.organisation_id, state=EvaluationState.COMPLETED)
    of_dossier = completed.filter(pk=dossier.evaluation_id).first() if dossier else None
    return of_dossier or completed.order_by("-completed_at").first()


def carried_open(application: Application, book: Book | None) -> list[str]:
    """The statements of this dossier at which what was taken over is still to be looked at. One query, for a renewal only."""
    if application.kind != ApplicationKind.RENEWAL or book is None:
        return []
    rows = Carried.objects.filter(application=application, confirmed_at__isnull=True)
    open_ones = set(rows.values_list("statement", flat=True))
    return [line.code for line in book.lines if line.code in open_ones]
