"""What is due by an approved plan."""

from datetime import date

from keurmerk.figures import owed
from keurmerk.models import Application, ApproachPlan, Due
from keurmerk.states import DueKind

OFFICE = "Vereniging NOV"


def note_dues(application: Application, plan: ApproachPlan, *, payee: str, today: date) -> None:
    """Write down what the organisation owes its adviser (`payee`: who sends the bill) and NOV. Inside the act that approves.

    What costs nothing is not due.
    """
    advice, audit = owed(plan.costs, plan.vat_percentage)
    kept = ((DueKind.ADVICE, payee, advice), (DueKind.AUDIT, OFFICE, audit))
    Due.objects.bulk_create(
        Due(application=application, kind=kind, payee=to, amount=one.amount, vat=one.vat, due_since=today)
        for kind, to, one in kept
        if one.amount
    )
