"""Acts that send mail to respondents: inviting, reminding; and those that stop it: declining, withdrawing an invitation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.sealing import seal
from goedgeregeld.events.actions import record
from selfeval import notifications
from selfeval.actions.evaluations import Blocked
from selfeval.actions.together import on_round
from selfeval.models import Invited, Response, Round
from selfeval.queries import token_seal
from selfeval.queries.together import MOST, ending, to_remind

WITHOUT_ACCOUNT = 25  # people an evaluation nobody claimed may mail, so that the site cannot be used to pester people
PAUSE = timedelta(hours=20)  # between two reminders
PAUSE_WITHOUT_ACCOUNT = timedelta(days=4)
BEFORE_END = timedelta(days=3)  # the daily command reminds so long before the last day


@dataclass(frozen=True, slots=True)
class Asked:
    """How many were invited, and which addresses had been before."""

    new: int
    already: tuple[str, ...]


def invite_respondents(
    one: Round,
    addresses: Iterable[str],
    *,
    group: str = "",
    themes: Iterable[str] = (),
    now: datetime,
    by: User | None = None,
) -> Asked:
    """Mail each of these people a link of their own. Who was invited before is not mailed again.

    Raises RoundOver, and Blocked where it would be too many.
    """
    with on_round(one, now=now) as locked:
        wanted = dict.fromkeys(address.strip().lower() for address in addresses)
        there = set(locked.invited.filter(withdrawn=False).values_list("email", flat=True))
        new = [address for address in wanted if address not in there]
        most = MOST if locked.evaluation.organisation_id else WITHOUT_ACCOUNT
        if locked.invited.count() + len(new) > most:
            raise Blocked(_too_many(most, claimed=bool(locked.evaluation.organisation_id)))
        locked.invited.filter(email__in=new, withdrawn=True).update(email="")
        tokens = {address: token_urlsafe(24) for address in new}
        Invited.objects.bulk_create(
            Invited(
                round=locked,
                email=address,
                group=group,
                themes=list(themes),
                token_sha256=token_seal(token),
                token_sealed=seal(token),
            )
            for address, token in tokens.items()
        )
        for address, token in tokens.items():
            notifications.send_respondent_link(locked, to=address, path=_path(token))
        if new:
            record("invite_respondents", locked.evaluation, by=by, now=now, number=len(new))
    return Asked(len(new), tuple(address for address in wanted if address in there))


def _too_many(most: int, *, claimed: bool) -> str:
    if claimed:
        return _("Je kunt hoogstens %(most)d mensen uitnodigen.") % {"most": most}
    return _(
        "Zonder account kun je hoogstens %(most)d mensen mailen. Gebruik de link voor iedereen, of bewaar deze "
        "zelfevaluatie eerst bij je organisatie."
    ) % {"most": most}


def _path(token: str) -> str:
    return reverse("selfeval:join", args=[token])


def remind_respondents(one: Round, *, now: datetime, by: User | None = None) -> int:
    """Mail everybody who was invited and did not hand in; how many. Raises Blocked so soon after the last time."""
    with on_round(one, now=now) as locked:
        claimed = locked.evaluation.organisation_id is not None
        if locked.reminded_at and now - locked.reminded_at < (PAUSE if claimed else PAUSE_WITHOUT_ACCOUNT):
            when = _("Wacht tot morgen.") if claimed else _("Zonder account kan dat eens in de vier dagen.")
            raise Blocked(_("Er is kort geleden al een herinnering gestuurd. %(when)s") % {"when": when})
        return _remind(locked, now=now, by=by, why="asked")


def _remind(locked: Round, *, now: datetime, by: User | None, why: str) -> int:
    number = 0
    for invited, token in to_remind(locked):
        notifications.send_respondent_link(locked, to=invited.email, path=_path(token), again=True)
        number += 1
    if number:
        locked.reminded_at = now
        locked.save(update_fields=["reminded_at"])
        # Without names not how many: who takes back one invitation could see from it whether that person had answered.
        told = {} if locked.anonymous else {"number": number}
        record("remind_respondents", locked.evaluation, by=by, now=now, why=why, **told)
    return number


def remind_before_end(*, now: datetime) -> int:
    """What happens by itself each day: some days before a round ends who did not hand in is told so, once. How many mails."""
    number = 0
    for one in ending(timezone.localdate(now + BEFORE_END), now):
        with transaction.atomic():
            if not Round.objects.filter(pk=one.pk, closed_at=None, warned=False).update(warned=True):
                continue
            if one.reminded_at is None or now - one.reminded_at >= PAUSE:
                number += _remind(one, now=now, by=None, why="expired")
    return number


def decline(invited: Invited, *, on: bool) -> None:
    """Somebody does not want to take part, or wants to after all. They get no more reminders; nobody else is told."""
    Invited.objects.filter(pk=invited.pk).update(declined=on)


def withdraw_respondent(one: Round, pk: UUID, *, now: datetime, by: User | None = None) -> None:
    """The link of this person opens nothing any more, and what they began is erased.

    With names it may not be once they handed in (raises Blocked). Without names nobody knows whether they did: what was
    handed in stays, as was promised.
    """
    with on_round(one, now=now) as locked:
        invited = locked.invited.select_for_update().filter(pk=pk, withdrawn=False).first()
        if invited is None:
            raise Blocked(_("Deze uitnodiging was al ingetrokken."))
        begun = Response.objects.filter(invited=invited)
        if begun.filter(handed_in=True).exists():
            raise Blocked(_("Deze persoon heeft al ingeleverd. De uitnodiging intrekken kan niet meer."))
        begun.delete()
        invited.withdrawn, invited.token_sealed = True, ""
        invited.save(update_fields=["withdrawn", "token_sealed"])
        record("withdraw_respondent", locked.evaluation, by=by, now=now)
