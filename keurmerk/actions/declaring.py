"""The yearly declaration of a mark: asked by itself on the anniversary, answered by a beheerder, read by the office."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts import permissions as accounts_permissions
from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk import deadlines, notifications, permissions
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Declaration, Mark, Notice
from keurmerk.queries import declaring
from keurmerk.queries.audience import Recipient, managers
from keurmerk.queries.register import standing_of
from keurmerk.validity import ENDED

STAGES = ("soon", "late-0", "late-1", "late-2")  # when an organisation is reminded; after that the office calls them


def ask_declarations(*, now: datetime) -> int:
    """Ask it of every mark whose anniversary it is, or was shortly; a transaction each. How many. Safe to repeat."""
    today = timezone.localdate(now)
    return sum(_ask(mark, due_on, now) for mark, due_on in declaring.to_ask(today=today))


def _ask(mark: Mark, due_on: date, now: datetime) -> bool:
    with transaction.atomic():
        locked = Mark.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=mark.pk)
        if standing_of(locked, timezone.localdate(now)) in ENDED:
            return False  # withdrawn at this very moment
        declaration, new = Declaration.objects.get_or_create(mark=locked, due_on=due_on)
        if not new:
            return False
        declaration.mark = locked
        record("ask_declaration", locked, by=None, now=now, number=locked.number)
        for one in managers(locked.organisation_id):
            notifications.ask_declaration(declaration, one)
    return True


def remind_declarations(*, now: datetime) -> int:
    """Remind the beheerders of what waits for their answer, once a stage. How many mails. Safe to repeat."""
    today, number = timezone.localdate(now), 0
    for declaration in list(declaring.unanswered(today=today)):
        stage = deadlines.stage(declaration.due_on, today)
        if stage in STAGES:
            people = managers(declaration.mark.organisation_id)
            number += sum(_remind(declaration, one, str(stage), now) for one in people)
    return number


def _remind(declaration: Declaration, to: Recipient, stage: str, now: datetime) -> bool:
    with transaction.atomic():
        key = f"declaration-{declaration.pk}-{stage}:{to.key}"
        _notice, new = Notice.objects.get_or_create(key=key, defaults={"user_id": to.user, "at": now})
        if new:
            notifications.remind_declaration(declaration, to, stage=stage, today=timezone.localdate(now))
    return new


def declare(declaration: Declaration, *, changed: bool, text: str = "", by: User, now: datetime) -> Declaration:
    """A beheerder says whether anything essential changed, and what; where something did, the office gets a mail.

    Raises NotPermitted, WrongState (answered already, the mark is over), Blocked; then nothing is written.
    """
    with transaction.atomic():
        locked = _locked(declaration)
        if not permissions.manages_mark(locked.mark, accounts.person(by)):
            raise NotPermitted
        why = declaring.why_not_answered(locked, timezone.localdate(now))
        if why:
            raise WrongState(why)
        if changed and not text.strip():
            raise Blocked(_("Schrijf op wat er veranderd is."))
        locked.changed, locked.text = changed, text.strip() if changed else ""
        locked.answered_by, locked.answered_at = by, now
        locked.save(update_fields=["changed", "text", "answered_by", "answered_at"])
        record("declare", locked.mark, by=by, now=now, number=locked.mark.number)
        if changed:
            notifications.tell_of_declaration(locked)
    return locked


def see_declaration(declaration: Declaration, *, by: User, now: datetime) -> Declaration:
    """Somebody of the office read it. The first one counts. Raises NotPermitted, WrongState where there is no answer yet."""
    with transaction.atomic():
        locked = _locked(declaration)
        if not accounts_permissions.is_office(accounts.person(by)):
            raise NotPermitted
        if locked.answered_at is None:
            raise WrongState(_("Deze vraag is nog niet beantwoord."))
        if locked.seen_at is None:
            locked.seen_by, locked.seen_at = by, now
            locked.save(update_fields=["seen_by", "seen_at"])
            record("see_declaration", locked.mark, by=by, now=now, number=locked.mark.number)
    return locked


def _locked(declaration: Declaration) -> Declaration:
    rows = Declaration.objects.select_for_update(of=("self",)).select_related("mark__organisation")
    return rows.get(pk=declaration.pk)
