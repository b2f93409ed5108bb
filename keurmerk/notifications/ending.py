"""A mark that comes to its end while no renewal was asked for: told to the beheerders of its organisation, once a stage."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goedgeregeld.accounts.notifications import send_account_mail
from keurmerk.models import Mark, Notice
from keurmerk.notifications.text import Words
from keurmerk.queries.audience import Recipient, managers

# By how many months are left: what they read beside until when it is valid.
URGING: dict[int, Words] = {
    9: gettext_lazy(
        "Vanaf nu kunnen jullie de herbeoordeling aanvragen. Reken op een half jaar. Vroeg beginnen kost geen dag: het nieuwe "
        "keurmerk sluit aan op het oude."
    ),
    6: gettext_lazy(
        "Jullie hebben nog geen herbeoordeling aangevraagd. Reken op een half jaar. Vraag haar nu aan, dan sluit het nieuwe "
        "keurmerk aan op het oude."
    ),
    3: gettext_lazy(
        "Jullie hebben nog geen herbeoordeling aangevraagd. Het wordt krap. Vraag haar nu aan, dan is de tijd zonder keurmerk "
        "zo kort mogelijk."
    ),
    1: gettext_lazy(
        "Jullie hebben nog geen herbeoordeling aangevraagd. Zonder herbeoordeling verloopt het keurmerk. Ook daarna kun je "
        "haar nog aanvragen, maar dan is er een tijd geen geldig keurmerk."
    ),
}


def tell_of_end(mark: Mark, months: int, *, now: datetime) -> int:
    """Queue this reminder for each beheerder who did not get it yet; returns how many. Each is a transaction."""
    return sum(_send(mark, months, one, now) for one in managers(mark.organisation_id))


@transaction.atomic
def _send(mark: Mark, months: int, to: Recipient, now: datetime) -> bool:
    key = f"renewal-{mark.pk}-{months}:{to.key}"
    _notice, new = Notice.objects.get_or_create(key=key, defaults={"user_id": to.user, "at": now})
    if not new:
        return False
    words = {
        "number": mark.number,
        "organisation": str(mark.organisation),
        "until": date_format(mark.valid_until, "j F Y"),
        "urging": str(URGING[months]),
    }
    context = {
        "name": to.name,
        "subject": _("Het keurmerk van %(organisation)s loopt af op %(until)s") % words,
        "body": _("Keurmerk %(number)s van %(organisation)s geldt tot en met %(until)s. %(urging)s") % words,
        "link": settings.SITE_URL + reverse("keurmerk:request_mark", args=[mark.organisation_id]),
        "about": _("Dit gaat over keurmerk %s.") % mark.number,
    }
    send_account_mail("keurmerk/mail/mark", to=to.email, context=context, key=key)
    return True
