"""The acts of an authorisation, one function a verb of its machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from auditors.actions.permitting import WrongState, permit
from auditors.models import Authorisation, Profile
from auditors.states import AuthorisationState, Work
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record


@contextmanager
def _changing(profile: Profile, work: str, verb: str, *, by: User | None, now: datetime) -> Iterator[Authorisation]:
    """One transaction on the locked authorisation; the transition and the Event follow the body.

    Raises PermissionDenied unless the office (`by` None: the command line), WrongState.
    """
    permit(by)
    with transaction.atomic():
        Authorisation.objects.get_or_create(profile=profile, work=Work(work), defaults={"changed_at": now})
        locked = Authorisation.objects.select_for_update().get(profile=profile, work=work)
        if not can_proceed(getattr(locked, verb)):
            raise WrongState(_("Dit kan niet: de autorisatie is nu “%s”.") % locked.get_state_display())
        yield locked
        getattr(locked, verb)()
        locked.changed_at = now
        locked.save()
        record(verb, locked, by=by, now=now, work=str(work), member=profile.user_id)


def authorise(profile: Profile, work: str, *, until: date, by: User | None, now: datetime) -> Authorisation:
    """Authorise for this work until (and on) this day; also again, later. Raises PermissionDenied, WrongState."""
    with _changing(profile, work, "authorise", by=by, now=now) as locked:
        today = timezone.localdate(now)
        holds = locked.state == AuthorisationState.AUTHORISED and locked.until and locked.until >= today
        if not holds or locked.since is None:
            locked.since = today
        locked.until, locked.reason = until, ""
    return locked


def run_out(authorisation: Authorisation, *, now: datetime) -> Authorisation:
    """It ends by itself, the day after its last day. Raises WrongState where it holds (again) or has ended."""
    profile, work = authorisation.profile, authorisation.work
    with _changing(profile, work, "run_out", by=None, now=now) as locked:
        if locked.until is None or locked.until >= timezone.localdate(now):
            raise WrongState(_("Deze autorisatie is nog geldig."))
        locked.reason = _("De datum is voorbij.")
    return locked


def start_training(profile: Profile, work: str, *, by: User | None, now: datetime) -> Authorisation:
    """Somebody begins the training. Raises PermissionDenied, WrongState."""
    with _changing(profile, work, "start_training", by=by, now=now) as locked:
        pass
    return locked


def suspend(profile: Profile, work: str, *, reason: str, by: User | None, now: datetime) -> Authorisation:
    """No work until it is lifted. Raises PermissionDenied, WrongState."""
    with _changing(profile, work, "suspend", by=by, now=now) as locked:
        locked.reason = reason
    return locked


def reinstate(profile: Profile, work: str, *, by: User | None, now: datetime) -> Authorisation:
    """The suspension is lifted. Raises PermissionDenied, WrongState."""
    with _changing(profile, work, "reinstate", by=by, now=now) as locked:
        locked.reason = ""
    return locked


def end(profile: Profile, work: str, *, reason: str, by: User | None, now: datetime) -> Authorisation:
    """Somebody stops. Raises PermissionDenied, WrongState."""
    with _changing(profile, work, "end", by=by, now=now) as locked:
        locked.reason = reason
    return locked
