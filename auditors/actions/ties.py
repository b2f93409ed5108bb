"""Ties of somebody, or of their employer, to organisations: writing them down and taking them away."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from auditors.actions.permitting import WrongState, permit
from auditors.models import Profile, Tie
from auditors.queries import ties_of
from auditors.states import TieKind
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record


def add_tie(
    profile: Profile, values: dict[str, Any], *, of_employer: bool = False, by: User | None, now: datetime
) -> Tie:
    """Write down a tie of this person, or of their employer and so of all who work there, to an organisation.

    `values`: organisation, kind, and perhaps began_on, ended_on. Raises PermissionDenied unless the office, WrongState where
    the employer is meant and there is none.
    """
    permit(by)
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
    permit(by)
    with transaction.atomic():
        found = ties_of(profile).filter(pk=tie).first()
        if found is None:
            raise WrongState(_("Deze band staat er niet (meer)."))
        kind = str(found.kind)
        found.delete()
        record("remove_tie", profile, by=by, now=now, kind=kind, member=profile.user_id)
