"""The beheerders of an organisation are asked how the guidance was."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from goedgeregeld.accounts.notifications import send_account_mail
from keurmerk.models import Application, Notice
from keurmerk.queries.audience import managers
from keurmerk.queries.reminders import RATE


def ask_rating(application: Application, *, now: datetime) -> int:
    """Queue one mail to each, once, in one transaction; returns how many."""
    with transaction.atomic():
        people = managers(application.organisation_id)
        for one in people:
            key = f"{RATE}{application.pk}:{one.key}"
            Notice.objects.create(key=key, user_id=one.user, application=application, at=now)
            context = {
                "name": one.name,
                "subject": _("Hoe was de begeleiding?"),
                "body": _(
                    "Jullie traject voor het keurmerk is klaar. Wil je in drie vragen vertellen hoe jullie adviseur het deed? "
                    "NOV leest je antwoord. De adviseur ziet alleen gemiddelden, vanaf vijf organisaties."
                ),
                "code": application.code,
                "link": settings.SITE_URL + reverse("keurmerk:rate_adviser", args=[application.code]),
            }
            send_account_mail("keurmerk/mail/act", to=one.email, context=context, key=key)
    return len(people)
