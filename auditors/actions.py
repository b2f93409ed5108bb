"""Acts on the network, one function a verb: what the quality mark's machine needs of advisers and auditors; all writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from auditors.models import Authorisation, Employer, Profile, Tie
from auditors.queries import ties_of
from auditors.states import TieKind, Work
from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.accounts.traces import Traces
from goedgeregeld.events.actions import record


class WrongState(Exception):
    """The act does not fit where the authorisation stands by now; the message says so in Dutch."""


def keep_profile(user: User, values: dict[str, Any], *, by: User | None, now: datetime) -> Profile:
    """Keep what there is to know of somebody: any of employer, nationwide, hourly_rate, municipalities.

    In place of employer there may be employer_name ("" for none) with volunteer_centre; an unknown one is made.
    `by` None: the command line. Raises PermissionDenied unless the office.
    """
    _permit(by)
    places = values.get("municipalities")
    fields = {name: value for name, value in values.items() if name != "municipalities"}
    with transaction.atomic():
        if "employer_name" in fields:
            fields["employer"] = _employer(fields.pop("employer_name"), volunteer_centre=fields.pop("volunteer_centre"))
        profile, _new = Profile.objects.update_or_create(user=user, defaults=fields)
        if places is not None:
            profile.municipalities.set(places)
        record("keep_profile", profile, by=by, now=now, member=profile.user_id)
    return profile


def _employer(name: str, *, volunteer_centre: bool) -> Employer | None:
    """The employer of this name, with what it is."""
    name = " ".join(name.split())
    if not name:
        return None
    found = Employer.objects.filter(name__iexact=name).first() or Employer(name=name)
    found.volunteer_centre = volunteer_centre
    found.save()
    return found


def add_tie(
    profile: Profile, values: dict[str, Any], *, of_employer: bool = False, by: User | None, now: datetime
) -> Tie:
    """Write down a tie of this person, or of their employer and so of all who work there, to an organisation.

    `values`: organisation, kind, and perhaps began_on, ended_on. Raises PermissionDenied unless the office, WrongState where
    the employer is meant and there is none.
    """
    _permit(by)
    if of_employer and profile.employer is None:
        raise WrongState(_("Deze persoon heeft geen werkgever. Leg de band bij de persoon zelf vast."))
    whose = {"employer": profile.employer} if of_employer else {"profile": profile}
    with transaction.atomic():
        tie = Tie.objects.create(**whose, **{**values, "kind": TieKind(values["kind"])})
        record("add_tie", profile, by=by, now=now, kind=str(tie.kind), member=profile.user_id)
    return tie


def remove_tie(profile: Profile, tie: int, *, by: User | None, now: datetime) -> None:
    """Take away a tie (of this person or their employer) that was written down by mistake.

    Raises PermissionDenied unless the office, WrongState where it is gone already.
    """
    _permit(by)
    with transaction.atomic():
        found = ties_of(profile).filter(pk=tie).first()
        if found is None:
            raise WrongState(_("Deze band staat er niet (meer)."))
        kind = str(found.kind)
        found.delete()
        record("remove_tie", profile, by=by, now=now, kind=kind, member=profile.user_id)


def forget_person(user: User, *, name: str) -> None:
    """Erase what the network keeps of a person who is erased: profile, authorisations, ties. Wants a transaction.

    An employer that bears their name and that nobody else works for goes as well: that is the person.
    """
    profile = Profile.objects.select_related("employer").filter(user=user).first()
    if profile is None:
        return
    employer = profile.employer
    profile.delete()
    if employer and not employer.profiles.exists() and Traces((name,)).found_in(employer.name):
        employer.delete()


def forget_employer(organisation: Organisation) -> None:
    """Erase the organisation as an employer, where nobody works for it. Where somebody does, it stays what they told us of
    themselves. Wants a transaction.
    """
    Employer.objects.filter(organisation=organisation, profiles__isnull=True).delete()


def _permit(by: User | None) -> None:
    if by is not None and not permissions.is_office(queries.person(by)):
        raise PermissionDenied


@contextmanager
def _changing(profile: Profile, work: str, verb: str, *, by: User | None, now: datetime) -> Iterator[Authorisation]:
    """One transaction on the locked authorisation; the transition and the Event follow the body.

    Raises PermissionDenied unless the office (`by` None: the command line), WrongState.
    """
    _permit(by)
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
        locked.until, locked.reason = until, ""
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
