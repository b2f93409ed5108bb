"""What is due by an approved plan, and to whom."""

from datetime import date

from auditors.models import Profile
from keurmerk.figures import owed
from keurmerk.models import Application, ApproachPlan, Due
from keurmerk.states import DueKind, DueState

OFFICE = "Vereniging NOV"


def bill_from(application: Application) -> None:
    """Another adviser advises: what is not invoiced yet is theirs to invoice. Inside the act that replaces them."""
    open_ones = Due.objects.filter(application=application, kind=DueKind.ADVICE, state=DueState.DUE)
    open_ones.update(payee=payee_of(application))


def payee_of(application: Application) -> str:
    """Who sends the bill for advice: the adviser's employer, else the adviser."""
    profile = Profile.objects.select_related("employer").filter(user=application.adviser_id).first()
    return str(profile.employer if profile and profile.employer else application.adviser)


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
