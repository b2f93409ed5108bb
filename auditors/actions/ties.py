"""Ties of somebody, or of their employer, to organisations: told by themselves or by the office, which may take one away."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from auditors.actions.permitting import WrongState, permit, permit_own
from auditors.models import Profile, Tie
from auditors.queries import ties_of
from auditors.states import TieKind
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record


def add_tie(
    profile: Profile, values: dict[str, Any], *, of_employer: bool = False, by: User | None, now: datetime
) -> Tie:
    """Write down a tie of this person, or of their employer and so of all who work there, to an organisation.

    `values`: organisation, kind, and perhaps began_on, ended_on. Raises PermissionDenied unless the office or the person
    themselves, WrongState where the employer is meant and there is none, where only the office may (a tie of the employer),
    or where the same tie stands there for that time.
    """
    permit_own(profile, by)
    own = by is not None and by.pk == profile.user_id
    if of_employer and own:
        raise WrongState(_("Een band van je werkgever legt NOV vast. Laat het hun weten."))
    if of_employer and profile.employer is None:
        raise WrongState(_("Deze persoon heeft geen werkgever. Leg de band bij de persoon zelf vast."))
    whose = {"employer": profile.employer} if of_employer else {"profile": profile}
    with transaction.atomic():
        Profile.objects.select_for_update().get(pk=profile.pk)
        _refuse_double(whose, values)
        tie = Tie.objects.create(**whose, **{**values, "kind": TieKind(values["kind"])}, declared=own)
        record("add_tie", profile, by=by, now=now, kind=str(tie.kind), member=profile.user_id)
    return tie


def _refuse_double(whose: dict[str, Any], values: dict[str, Any], *, but: int | None = None) -> None:
    began, ended = values.get("began_on") or date.min, values.get("ended_on") or date.max
    same = Tie.objects.filter(**whose, organisation=values["organisation"], kind=values["kind"]).exclude(pk=but)
    for other in same:
        if (other.began_on or date.min) <= ended and began <= (other.ended_on or date.max):
            raise WrongState(
                _("Deze band staat er al voor (een deel van) deze tijd. Verander die, of kies andere data.")
            )


def change_tie(
    profile: Profile, tie: int, *, began_on: date | None, ended_on: date | None, by: User | None, now: datetime
) -> None:
    """Other dates. The office of any tie, the person of their own.

    Raises PermissionDenied, and WrongState where it is gone, or runs backwards.
    """
    permit_own(profile, by)
    with transaction.atomic():
        found = ties_of(profile).filter(pk=tie).first()
        if found is None:
            raise WrongState(_("Deze band staat er niet (meer)."))
        if by is not None and by.pk == profile.user_id and found.employer_id:
            raise WrongState(_("Een band van je werkgever verandert NOV. Laat het hun weten."))
        if began_on and ended_on and began_on > ended_on:
            raise WrongState(_("De band kan niet eindigen voor hij begon."))
        whose = {"employer": found.employer} if found.employer_id else {"profile": profile}
        dates = {"began_on": began_on, "ended_on": ended_on}
        _refuse_double(whose, {"organisation": found.organisation, "kind": found.kind, **dates}, but=found.pk)
        Tie.objects.filter(pk=found.pk).update(**dates)
        record("change_tie", profile, by=by, now=now, kind=str(found.kind), member=profile.user_id)


def remove_tie(profile: Profile, tie: int, *, by: User | None, now: datetime) -> None:
    """Take away a tie (of this person or their employer) that was written down by mistake.

    Raises PermissionDenied unless the office, WrongState where it is gone already.
    """
    permit(by)
    with transaction.atomic():
        found = ties_of(profile).filter(pk=tie).first()
        if found is None:
            raise WrongState(_("Deze band staat er niet (meer)."))
        kind = str(found.kind)
        found.delete()
        record("remove_tie", profile, by=by, now=now, kind=kind, member=profile.user_id)
