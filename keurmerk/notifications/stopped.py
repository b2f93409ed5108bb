"""An application stopped because its organisation was erased: told to who worked on it, without saying whose it was."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from goedgeregeld.accounts.notifications import send_account_mail
from keurmerk.queries.audience import Recipient


def tell_stopped(code: str, people: list[Recipient]) -> None:
    """Queue a mail to each, in the caller's transaction; after the mail about the application was erased."""
    body = _(
        "De organisatie heeft haar gegevens laten wissen. Daarmee is de aanvraag gestopt en is alles wat erbij hoorde weg. "
        "Je hoeft niets meer te doen."
    )
    for one in people:
        context = {
            "name": one.name,
            "subject": _("Aanvraag %s is gestopt") % code,
            "body": body,
            "code": code,
            "link": settings.SITE_URL + reverse("reports:start"),
        }
        send_account_mail("keurmerk/mail/stopped", to=one.email, context=context, key=f"stopped-{code}:{one.key}")
