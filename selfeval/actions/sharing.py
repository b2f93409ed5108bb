"""Acts on links to a report for who is outside: making one with an end date, withdrawing it, noting that it was opened."""

from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from selfeval.actions.evaluations import Blocked, changing
from selfeval.models import Evaluation, ShareLink
from selfeval.queries import token_seal
from selfeval.states import EvaluationState

LONGEST = timedelta(days=366)  # how long a link may work; whoever needs it longer makes a new one
MOST = 20  # links of one report that work at the same time
AT_ONCE = timedelta(minutes=1)  # within which the same asked again is the same press


def share_report(
    evaluation: Evaluation, *, label: str, until: date, by: User | None, now: datetime
) -> tuple[ShareLink, str]:
    """Make a link to the report that works up to and including this day. Returns it with its secret (192 bits).

    Asked again at once (a double press) it gives the one just made; its secret is known no more, and "" is given.

    Raises WrongState unless completed, Blocked for a day in the past or too far away, or where there are many links already.
    """
    today = timezone.localdate(now)
    if not today <= until <= today + LONGEST:
        raise Blocked("Kies een einddatum tussen vandaag en een jaar verder.")
    with changing(evaluation, states=(EvaluationState.COMPLETED,)) as locked:
        working = locked.share_links.filter(withdrawn_at__isnull=True, until__gte=today)
        same = working.filter(label=label, until=until, made_by=by, made_at__gt=now - AT_ONCE).first()
        if same is not None:
            return same, ""
        if working.count() >= MOST:
            raise Blocked(f"Er werken al {MOST} links. Trek er eerst een in.")
        token = token_urlsafe(24)
        made = ShareLink.objects.create(
            evaluation=locked, token_sha256=token_seal(token), label=label, made_by=by, made_at=now, until=until
        )
        record("share_report", locked, by=by, now=now)
    return made, token


@transaction.atomic
def withdraw_share(link: ShareLink, *, by: User | None, now: datetime) -> None:
    """From now on it opens nothing. Withdrawing it twice changes nothing."""
    if ShareLink.objects.filter(pk=link.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
        record("withdraw_share", link.evaluation, by=by, now=now)


def note_opened(link: ShareLink, *, today: date) -> None:
    """Keep on which day it was opened last: nothing of who did or from where."""
    if link.opened_on != today:
        ShareLink.objects.filter(pk=link.pk).update(opened_on=today)


def forget_shares(*, before: date) -> int:
    """Erase links that stopped working before this day. Returns how many."""
    gone = ShareLink.objects.filter(until__lt=before) | ShareLink.objects.filter(withdrawn_at__date__lt=before)
    return gone.delete()[0]
