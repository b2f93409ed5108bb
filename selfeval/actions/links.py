"""Acts on personal links: making, mailing and withdrawing them. The secret itself is never stored, only its seal."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.urls import reverse

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from goedgeregeld.events.queries import events_on
from selfeval import notifications
from selfeval.models import Evaluation, ResumeLink
from selfeval.queries import token_seal

MAILS_A_DAY = 5  # links one evaluation may mail, so that the site cannot be used to pester people


class TooMany(Exception):
    """This was done too often today; the message says so in Dutch."""


def issue_link(evaluation: Evaluation, *, now: datetime) -> str:
    """Make a new personal link and return its secret (192 bits), which nobody can read back from the database."""
    token = token_urlsafe(24)
    ResumeLink.objects.create(evaluation=evaluation, token_sha256=token_seal(token), created_at=now)
    return token


@transaction.atomic
def withdraw_links(evaluation: Evaluation, *, now: datetime, by: User | None = None) -> str:
    """Withdraw every living link, so that whoever held one is locked out, and return the secret of a new one."""
    evaluation.links.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    record("withdraw_links", evaluation, by=by, now=now)
    return issue_link(evaluation, now=now)


@transaction.atomic
def mail_link(evaluation: Evaluation, *, token: str, to: str, now: datetime, by: User | None = None) -> None:
    """Mail the link to an address. The address stands in the mail queue only. Raises TooMany after five a day."""
    Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    mailed = events_on(evaluation).filter(verb="mail_link", at__gt=now - timedelta(days=1))
    if mailed.count() >= MAILS_A_DAY:
        raise TooMany(
            f"Je hebt de link vandaag al {MAILS_A_DAY} keer gemaild. Probeer het morgen weer, of kopieer de link."
        )
    notifications.send_resume_link(evaluation, to=to, path=reverse("selfeval:resume", args=[token]))
    record("mail_link", evaluation, by=by, now=now)
