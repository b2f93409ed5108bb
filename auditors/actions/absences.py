"""Absences: told by the person or by the office; one that overlaps another is refused."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from auditors.actions.permitting import WrongState, permit_own
from auditors.models import Absence, Profile
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record


def add_absence(profile: Profile, *, began_on: date, ended_on: date | None, by: User, now: datetime) -> Absence:
    """Away from this day until (and on) that day, or until further notice. Raises PermissionDenied, WrongState."""
    permit_own(profile, by)
    with transaction.atomic():
        Profile.objects.select_for_update().get(pk=profile.pk)
        if ended_on is not None and ended_on < began_on:
            raise WrongState(_("De laatste dag ligt voor de eerste."))
        other = _overlapping(profile, began_on, ended_on)
        if other is not None:
            raise WrongState(_("Dit valt samen met een afwezigheid die er al staat: %s.") % in_words(other))
        made = Absence.objects.create(profile=profile, began_on=began_on, ended_on=ended_on)
        record("add_absence", profile, by=by, now=now, member=profile.user_id)
    return made


def _overlapping(profile: Profile, began_on: date, ended_on: date | None) -> Absence | None:
    found = profile.absences.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=began_on))
    return (found.filter(began_on__lte=ended_on) if ended_on else found).first()


def in_words(absence: Absence) -> str:
    """ "van 1-2-2027 tot en met 8-2-2027"."""
    began = f"{absence.began_on:%-d-%-m-%Y}"
    if absence.ended_on is None:
        return _("vanaf %s") % began
    return _("van %(began)s tot en met %(ended)s") % {"began": began, "ended": f"{absence.ended_on:%-d-%-m-%Y}"}


def remove_absence(profile: Profile, number: int, *, by: User, now: datetime) -> None:
    """Not away after all, or back. Raises PermissionDenied, and WrongState where it is gone already."""
    permit_own(profile, by)
    with transaction.atomic():
        gone, _rows = profile.absences.filter(pk=number).delete()
        if not gone:
            raise WrongState(_("Deze afwezigheid staat er niet (meer)."))
        record("remove_absence", profile, by=by, now=now, member=profile.user_id)
