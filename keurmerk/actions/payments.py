"""How far an amount is that is due: noted by the office, there is no payment provider."""

from datetime import date, datetime

from goedgeregeld.accounts.models import User
from keurmerk.actions.ritual import Blocked, acting
from keurmerk.models import Application, Due
from keurmerk.states import DueState, Verb


def note_payment(
    application: Application, number: int, *, state: str, on: date | None, note: str, by: User, now: datetime
) -> Due:
    """Note that this amount of the application was invoiced or paid on a day, is cancelled, or is due after all.

    What is paid keeps the day on which it was invoiced. Raises NotPermitted, Due.DoesNotExist for an amount of another
    application, Blocked for a day before it was due or invoiced.
    """
    with acting(application, Verb.NOTE_PAYMENT, by=by, now=now) as act:
        due = Due.objects.select_for_update().get(pk=number, application=act.application)
        _note(due, DueState(state), on, act.reading.today)
        due.note = note
        due.save()
        act.data["number"] = due.pk
        act.data["kind"] = str(due.kind)
    return due


def _note(due: Due, state: DueState, on: date | None, today: date) -> None:
    if state in (DueState.INVOICED, DueState.PAID):
        earliest = (due.invoiced_on if state == DueState.PAID else None) or due.due_since
        if on is None or on > today:
            raise Blocked("Kies de dag waarop het gebeurde: vandaag of eerder.")
        if on < earliest:
            raise Blocked(
                f"Kies een dag vanaf {earliest:%d-%m-%Y}: eerder was dit bedrag nog niet verschuldigd of gefactureerd."
            )
    due.invoiced_on = on if state == DueState.INVOICED else due.invoiced_on if state == DueState.PAID else None
    due.paid_on = on if state == DueState.PAID else None
    due.state = state
