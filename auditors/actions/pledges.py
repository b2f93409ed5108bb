"""The yearly declaration: signed by the person only, and withdrawn by them."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from auditors import notifications
from auditors.actions.permitting import WrongState
from auditors.models import Pledge, Profile
from auditors.pledges import VERSION, counting_years
from auditors.queries.pledges import pledge_of
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record


def sign_pledge(profile: Profile, *, version: str, name: str, by: User, now: datetime) -> Pledge:
    """Sign this year's declaration, as it was read (`version`), with one's name.

    Raises PermissionDenied for anybody else, WrongState where it was signed already or the text is another by now.
    """
    _permit(profile, by)
    year = timezone.localdate(now).year
    if version != VERSION:
        raise WrongState(_("De tekst van de verklaring is intussen veranderd. Lees haar opnieuw."))
    if pledge_of(profile, year) is not None:
        raise WrongState(_("Je hebt de verklaring van %s al ondertekend.") % year)
    try:
        with transaction.atomic():
            made = Pledge.objects.create(profile=profile, year=year, version=version, name=name, signed_at=now)
            record("sign_pledge", profile, by=by, now=now, version=version, member=profile.user_id)
    except IntegrityError as error:  # signed in another tab at this very moment
        raise WrongState(_("Je hebt de verklaring van %s al ondertekend.") % year) from error
    return made


def withdraw_pledge(profile: Profile, *, reason: str, by: User, now: datetime) -> None:
    """It does not hold any more: no new work, and running work comes on the list to hand over.

    Raises PermissionDenied for anybody else, WrongState where there is nothing to withdraw.
    """
    _permit(profile, by)
    years = counting_years(timezone.localdate(now))
    with transaction.atomic():
        standing = profile.pledges.filter(year__in=years, withdrawn_at__isnull=True)
        if not standing.update(withdrawn_at=now, withdrawn_reason=reason):
            raise WrongState(_("Er is geen verklaring die nu geldt."))
        notifications.tell_withdrawn(profile)
        record("withdraw_pledge", profile, by=by, now=now, member=profile.user_id)


def _permit(profile: Profile, by: User) -> None:
    if by.pk != profile.user_id:
        raise PermissionDenied
