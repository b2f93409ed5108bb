"""Reading the conversation of an application: what was said, a piece at a time, and who reads along."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from auditors.states import Work
from goedgeregeld.accounts.permissions import Person
from keurmerk import permissions
from keurmerk.models import Application, Appointment, Message
from keurmerk.states import ApplicationState

PAGE = 50


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the conversation, newest last, and the number to read on from backwards (None: this is where it began)."""

    messages: list[Message]
    before: int | None


def messages_for(application: Application, person: Person) -> QuerySet[Message]:
    """What this person may read of it: an auditor from their appointment on, so that what was said before does not sway."""
    found = Message.objects.filter(application=application).select_related("author")
    since = heard_since(application, person)
    return found.filter(at__gte=since) if since else found


def heard_since(application: Application, person: Person) -> datetime | None:
    """From when on this person reads the conversation; None: from the beginning."""
    others = permissions.any_of(permissions.reads, permissions.is_adviser, permissions.is_office)
    if others(application, person) or not permissions.is_auditor(application, person):
        return None
    mine = Appointment.objects.filter(application=application, work=Work.AUDITOR, user=person.user_id)
    return mine.order_by("asked_at").values_list("asked_at", flat=True).first()


def said(application: Application, person: Person, *, before: str = "", size: int = PAGE) -> Said:
    """The last messages, or those before the message with this number (anything else: the last)."""
    found = messages_for(application, person).order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: size + 1])
    shown = rows[:size]
    return Said(shown[::-1], shown[-1].pk if len(rows) > size else None)


def readers(application: Application) -> str:
    """Who reads what is said: "iedereen van De Bank, adviseur Ad, auditor Aud en NOV"."""
    found = [_("iedereen van %s") % application.organisation]
    if application.adviser_id and application.state != ApplicationState.REQUESTED:
        found.append(_("adviseur %s") % application.adviser)
    if application.auditor_id:
        found.append(_("auditor %s") % application.auditor)
    return _("%(some)s en NOV") % {"some": ", ".join(found)}
