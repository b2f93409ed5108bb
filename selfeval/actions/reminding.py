"""Reminding whoever does an action of its day, once before and once after; and what somebody without account does with it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.events.actions import record
from selfeval import improving, moments, notifications
from selfeval.actions.plan import NotNow, move_action
from selfeval.models import ImprovementAction, OwnerLink
from selfeval.queries import token_seal
from selfeval.queries.reminders import Errand, errands, own_actions

LASTS = timedelta(days=180)  # how long the link in a reminder works


def remind_owners(*, now: datetime) -> int:
    """Remind everybody who is to be told of a day; one mail a person and plan, each a transaction. Returns how many."""
    today = timezone.localdate(now)
    return sum(_remind(errand, today=today, now=now) for errand in errands(today=today))


@transaction.atomic
def _remind(errand: Errand, *, today: date, now: datetime) -> bool:
    """Twice at the same moment tells once: what the first wrote is not due any more for the second."""
    keys = [one.pk for one in errand.actions]
    fresh = list(ImprovementAction.objects.select_for_update().filter(pk__in=keys, state__in=improving.OPEN))
    due = [(one, kind) for one in fresh if (kind := _due(one, today))]
    if not due:
        return False
    for one, kind in due:
        field = "told_before" if kind == "before" else "told_after"
        ImprovementAction.objects.filter(pk=one.pk).update(**{field: one.due})
    told = sorted({f"{one.pk}-{kind}-{one.due}" for one, kind in due})
    notifications.send_reminder(
        errand, [one for one, _kind in due], today=today, path=_way_in(errand, now), key="|".join(told)
    )
    record("remind_owner", errand.evaluation, by=None, now=now)
    return True


def _due(action: ImprovementAction, today: date) -> moments.Reminder:
    if action.due is None:
        return ""
    return moments.reminder(action.due, told_before=action.told_before, told_after=action.told_after, today=today)


def _way_in(errand: Errand, now: datetime) -> str:
    """Where the mail leads: a member to the plan, somebody without account to a page of their own."""
    if errand.is_member:
        return reverse("selfeval:plan", args=[errand.evaluation.pk])
    token = token_urlsafe(24)
    OwnerLink.objects.create(
        evaluation=errand.evaluation,
        email=errand.email,
        token_sha256=token_seal(token),
        made_at=now,
        until=timezone.localdate(now) + LASTS,
    )
    return reverse("selfeval:own_actions", args=[token])


def move_own(action: ImprovementAction, verb: str, *, now: datetime) -> ImprovementAction:
    """Somebody without account says that they began, or are done. Raises as `move_action`, and NotNow for anything else."""
    if verb not in improving.OF_OWNER:
        raise NotNow(_("Dat kan hier niet."))
    return move_action(action, verb, by=None, now=now)


@transaction.atomic
def stop_reminding(link: OwnerLink, *, now: datetime) -> int:
    """Take this address out of the plan: the name stays, no mail comes any more, and its links open nothing."""
    actions = own_actions(link)
    number = ImprovementAction.objects.filter(pk__in=_keys(actions)).update(owner_email="")
    OwnerLink.objects.filter(evaluation=link.evaluation_id, email__iexact=link.email).delete()
    record("stop_reminding", link.evaluation, by=None, now=now)
    return number


def _keys(actions: Iterable[ImprovementAction]) -> list[int]:
    return [one.pk for one in actions]


def forget_owner_links(*, before: date) -> int:
    """Erase links of reminders whose time is over. Returns how many."""
    return OwnerLink.objects.filter(until__lt=before).delete()[0]
