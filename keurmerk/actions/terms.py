"""The office's terms per state, and more time for one application."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk.actions.ritual import Blocked, acting
from keurmerk.models import Application, Condition, Extension, SupplementRequest, Term
from keurmerk.queries import terms
from keurmerk.states import ApplicationState, Verb


def set_terms(values: Mapping[str, int], *, by: User, now: datetime) -> list[Term]:
    """Keep the working days of these states; returns what changed. They hold for who comes into a state from now on.

    Raises PermissionDenied unless the office.
    """
    if not permissions.is_office(accounts.person(by)):
        raise PermissionDenied
    changed = []
    with transaction.atomic():
        present = terms()
        for state, days in values.items():
            if present.get(state) != days:
                term, _new = Term.objects.update_or_create(state=state, defaults={"working_days": days})
                record("set_term", term, by=by, now=now, number=days, before=present.get(state))
                changed.append(term)
    return changed


def extend_term(
    application: Application, *, until: date, reason: str, by: User, now: datetime, moves: int | None = None
) -> Extension:
    """Give more time where the application stands now: until and on this day. Raises NotPermitted, WrongState, Blocked.

    A supplement and conditions have last days of their own: those move along.
    """
    with acting(application, Verb.EXTEND_TERM, by=by, now=now, moves=moves) as act:
        locked = act.application
        if until <= act.reading.today or (locked.due_on and until <= locked.due_on):
            raise Blocked(_("Kies een dag die later is dan vandaag en dan de termijn die er nu staat."))
        made = Extension.objects.create(
            application=locked, state=locked.state, was_due_on=locked.due_on, due_on=until, reason=reason, by=by, at=now
        )
        locked.due_on = until
        locked.save(update_fields=["due_on"])
        if locked.state == ApplicationState.SUPPLEMENT:
            open_ones = SupplementRequest.objects.filter(audit__application=locked, supplied_at__isnull=True)
            open_ones.filter(lapsed_at__isnull=True).update(until=until)
        if locked.state == ApplicationState.CONDITIONAL:
            of = Condition.objects.filter(decision__application=locked, decision__confirmed_at__isnull=True)
            of.filter(until__lt=until).exclude(reports__met=True).update(until=until)
    return made
