"""The office is told of a signal from outside. What it says stands on the site, not in the mail."""

from django.conf import settings
from django.urls import reverse

from goedgeregeld.accounts.notifications import send_account_mail
from keurmerk.models import Signal


def tell_of_signal(signal: Signal) -> None:
    """Queue one mail to the office, in the caller's transaction."""
    mark = signal.mark
    link = settings.SITE_URL + reverse("keurmerk:office_signal", args=[signal.pk])
    context = {"number": mark.number, "organisation": mark.organisation or mark.name, "link": link}
    send_account_mail("keurmerk/mail/signal", to=settings.OFFICE_EMAIL, context=context, key=f"signal-{signal.pk}")
