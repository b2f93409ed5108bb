"""What there is to know of an adviser or auditor: keeping it, and erasing it with the person."""

from datetime import datetime
from typing import Any

from django.db import transaction

from auditors.actions.permitting import permit
from auditors.models import Employer, Profile
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.accounts.traces import Traces
from goedgeregeld.events.actions import record


def keep_profile(user: User, values: dict[str, Any], *, by: User | None, now: datetime) -> Profile:
    """Keep what there is to know of somebody: any of its fields, and municipalities.

    In place of employer there may be employer_name ("" for none) with volunteer_centre; an unknown one is made.
    `by` None: the command line. Raises PermissionDenied unless the office.
    """
    permit(by)
    places = values.get("municipalities")
    fields = {name: value for name, value in values.items() if name != "municipalities"}
    with transaction.atomic():
        if "employer_name" in fields:
            fields["employer"] = employer_named(
                fields.pop("employer_name"), volunteer_centre=fields.pop("volunteer_centre")
            )
        profile, _new = Profile.objects.update_or_create(user=user, defaults=fields)
        if places is not None:
            profile.municipalities.set(places)
        record("keep_profile", profile, by=by, now=now, member=profile.user_id)
    return profile


def employer_named(name: str, *, volunteer_centre: bool) -> Employer | None:
    """The employer of this name, with what it is."""
    name = " ".join(name.split())
    if not name:
        return None
    found = Employer.objects.filter(name__iexact=name).first() or Employer(name=name)
    found.volunteer_centre = volunteer_centre
    found.save()
    return found


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
