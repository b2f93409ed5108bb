"""Acts of the follow-up: leaving an address, asking the two questions half a year later, answering once, no more mail."""

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.events.actions import record
from selfeval import notifications
from selfeval.actions.evaluations import WrongState
from selfeval.models import Evaluation, FollowUp, FollowUpWish
from selfeval.queries import token_seal
from selfeval.queries.following import address_seal, addresses_for, is_answered, to_ask
from selfeval.states import EvaluationState, Helped


class AlreadyAnswered(WrongState):
    """Somebody answered before: once is enough."""


@transaction.atomic
def wish_follow_up(evaluation: Evaluation, *, email: str, now: datetime) -> None:
    """Keep this address to ask once what came of it; an empty one takes it away.

    Raises WrongState unless completed, and where an organisation has it: there the beheerders are asked.
    """
    rows = Evaluation.objects.select_for_update().filter(pk=evaluation.pk, organisation__isnull=True)
    locked = rows.filter(state=EvaluationState.COMPLETED).first()
    if locked is None:
        raise WrongState(_("Deze zelfevaluatie hoort bij een organisatie."))
    if email:
        values = {"email": email.strip().lower(), "asked_at": now}
        FollowUpWish.objects.update_or_create(evaluation=locked, defaults=values)
        record("wish_follow_up", locked, by=None, now=now)
    elif FollowUpWish.objects.filter(evaluation=locked).delete()[0]:
        record("stop_follow_up", locked, by=None, now=now)


def ask_follow_ups(*, now: datetime) -> int:
    """Ask about every evaluation of which it is time; each is a transaction. Returns how many mails went into the queue."""
    return sum(_ask(one, now=now) for one in to_ask(now=now, today=timezone.localdate(now)))


@transaction.atomic
def _ask(evaluation: Evaluation, *, now: datetime) -> int:
    """Twice at the same moment asks once: the second finds what the first wrote."""
    locked = Evaluation.objects.select_for_update().filter(pk=evaluation.pk).first()
    if locked is None or FollowUp.objects.filter(evaluation=locked).exists():
        return 0
    addresses = addresses_for(locked)
    for address in addresses:
        token, seal = token_urlsafe(24), address_seal(address)
        FollowUp.objects.create(evaluation=locked, address_sha256=seal, token_sha256=token_seal(token), sent_at=now)
        path, stop = (reverse(f"selfeval:{name}", args=[token]) for name in ("follow_up", "follow_stop"))
        notifications.send_follow_up(locked, to=address, path=path, stop=stop, key=f"follow-{locked.pk}-{seal}")
    FollowUpWish.objects.filter(evaluation=locked).delete()
    if addresses:
        record("follow_up", locked, by=None, now=now)
    return len(addresses)


@transaction.atomic
def answer_follow_up(follow_up: FollowUp, *, changed: str, helped: str, remark: str, now: datetime) -> FollowUp:
    """Keep the answer. Raises AlreadyAnswered where somebody did before (also of the same organisation)."""
    evaluation = Evaluation.objects.select_for_update().get(pk=follow_up.evaluation_id)
    if is_answered(evaluation):
        raise AlreadyAnswered(_("Deze vragen zijn al beantwoord. Dank je wel."))
    fresh = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    fresh.changed, fresh.helped = changed, "" if changed == Helped.NO else helped
    fresh.remark, fresh.answered_at = remark, now
    fresh.save(update_fields=["changed", "helped", "remark", "answered_at"])
    record("answer_follow_up", evaluation, by=None, now=now)
    return fresh


def stop_asking(follow_up: FollowUp, *, now: datetime) -> None:
    """This address is not asked any more, about whatever evaluation."""
    FollowUp.objects.filter(pk=follow_up.pk, stopped_at__isnull=True).update(stopped_at=now)


def forget_wishes() -> int:
    """Erase addresses left at evaluations an organisation claimed since: there the beheerders are asked."""
    return FollowUpWish.objects.filter(evaluation__organisation__isnull=False).delete()[0]
