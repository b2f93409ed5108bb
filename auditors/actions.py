"""Acts on the network, one function a verb: what the quality mark's machine needs of advisers and auditors; all writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from auditors.models import Authorisation, Profile
from auditors.states import Work
from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record


class WrongState(Exception):
    """The act does not fit where the authorisation stands by now; the message says so in Dutch."""


def keep_profile(user: User, values: dict[str, Any], *, by: User | None, now: datetime) -> Profile:
    """Keep what there is to know of somebody: any of employer, nationwide, hourly_rate, municipalities.

    `by` None: the command line. Raises PermissionDenied unless the office or the person.
    """
    if by is not None and by.pk != user.pk and not permissions.is_office(queries.person(by)):
        raise PermissionDenied
    places = values.get("municipalities")
    fields = {name: value for name, value in values.items() if name != "municipalities"}
    with transaction.atomic():
        profile, _new = Profile.objects.update_or_create(user=user, defaults=fields)
        if places is not None:
            profile.municipalities.set(places)
        record("keep_profile", profile, by=by, now=now)
    return profile


@contextmanager
def _changing(profile: Profile, work: str, verb: str, *, by: User | None, now: datetime) -> Iterator[Authorisation]:
    """One transaction on the locked authorisation; the transition and the Event follow the body.

    Raises PermissionDenied unless the office (`by` None: the command line), WrongState.
    """
    if by is not None and not permissions.is_office(queries.person(by)):
        raise PermissionDenied
    with transaction.atomic():
        Authorisation.objects.get_or_create(profile=profile, work=Work(work), defaults={"changed_at": now})
        locked = Authorisation.objects.select_for_update().get(profile=profile, work=work)
        if not can_proceed(getattr(locked, verb)):
            raise WrongState(_("Dit kan niet: de autorisatie is nu “%s”.") % locked.get_state_display())
        yield locked
        getattr(locked, verb)()
        locked.changed_at = now
        locked.save()
        record(verb, locked, by=by, now=now, work=str(work))


def authorise(profile: Profile, work: str, *, until: date, by: User | None, now: datetime) -> Authorisation:
    """Authorise for this work until (and on) this day; also again, later. Raises PermissionDenied, WrongState."""
    with _changing(profile, work, "authorise", by=by, now=now) as locked:
        locked.until, locked.reason = until, ""
    return locked


def suspend(profile: Profile, work: str, *, reason: str, by: User | None, now: datetime) -> Authorisation:
    """No work until it is lifted. Raises PermissionDenied, WrongState."""
    with _changing(profile, work, "suspend", by=by, now=now) as locked:
        locked.reason = reason
    return locked


def end(profile: Profile, work: str, *, reason: str, by: User | None, now: datetime) -> Authorisation:
    """Somebody stops. Raises PermissionDenied, WrongState."""
    with _changing(profile, work, "end", by=by, now=now) as locked:
        locked.reason = reason
    return locked
