"""An act is told to those it concerns."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.notifications import send_account_mail
from goedgeregeld.events.models import Event
from keurmerk.models import Application, Notice
from keurmerk.notifications.text import Text
from keurmerk.notifications.texts import FORMER, TEXTS
from keurmerk.queries.audience import Recipient, person, recipients
from keurmerk.states import ApplicationState, Party, Verb


def tell(event: Event, application: Application, *, by: User | None, now: datetime, former: int | None = None) -> None:
    """Queue the mail that belongs to this act, in the caller's transaction. Whoever acted is not told; `former`, who was
    replaced by it, is.
    """
    texts = [one for one in TEXTS.get(event.verb, ()) if _fits(one, event.verb, application)]
    people = recipients(application, {one.to for one in texts}) if texts else {}
    me = by.pk if by else None
    told: set[str] = set()  # who is two parties at once gets the first text only
    for text in texts:
        for somebody in people[text.to]:
            if somebody.key not in told and (somebody.user is None or somebody.user != me):
                told.add(somebody.key)
                _send(text, event, application, somebody, now)
    start = reverse("reports:start")  # the application itself is out of their sight
    for somebody in person(former):
        if somebody.key not in told and somebody.user != me:
            _send(FORMER, event, application, somebody, now, link=start)


def _fits(text: Text, verb: str, application: Application) -> bool:
    """Where an adviser is asked, the office need not look for one, and the other way round; and who is only asked does not
    read the conversation.
    """
    if verb == Verb.SAY and text.to == Party.ADVISER:
        return application.state != ApplicationState.REQUESTED
    if verb in ("request_mark", Verb.DECLINE, Verb.LAPSE_REQUEST) and text.to in (Party.ADVISER, Party.OFFICE):
        return (application.adviser_id is not None) == (text.to == Party.ADVISER)
    return True


def _send(text: Text, event: Event, application: Application, to: Recipient, now: datetime, *, link: str = "") -> None:
    about = f"say-{timezone.localdate(now)}-{application.pk}" if event.verb == Verb.SAY else f"act-{event.pk}"
    key = f"{about}:{to.key}"
    _notice, new = Notice.objects.get_or_create(
        key=key, defaults={"user_id": to.user, "application": application, "at": now}
    )
    if not new:
        return  # of a conversation: one mail a day
    until = application.due_on
    words = {
        "organisation": application.organisation.name,
        "until": _("uiterlijk %s") % date_format(until, "j F Y") if until else _("zodra je kunt"),
    }
    context = {
        "name": to.name,
        "subject": str(text.subject).format_map(words),
        "body": str(text.body).format_map(words),
        "code": application.code,
        "link": settings.SITE_URL + (link or reverse("keurmerk:application", args=[application.code])),
    }
    send_account_mail("keurmerk/mail/act", to=to.email, context=context, key=key)
