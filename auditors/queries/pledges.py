"""Who signed the yearly declaration, as far as it decides about new work on a day. What counts when: `auditors.pledges`."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from auditors.models import Authorisation, Pledge, Profile
from auditors.pledges import counting_years, new_since
from auditors.states import AuthorisationState


def may_work(work: str, *, on: date) -> Q:
    """On profiles: signed, or newly authorised for this work and not withdrawn."""
    of = Pledge.objects.filter(profile=OuterRef("pk"), year__in=counting_years(on))
    new = Authorisation.objects.filter(
        profile=OuterRef("pk"), work=work, state=AuthorisationState.AUTHORISED, since__gte=new_since(on)
    )
    return Exists(of.filter(withdrawn_at__isnull=True)) | (Exists(new) & ~Exists(of.filter(withdrawn_at__isnull=False)))


def undeclared(profiles: Collection[Profile], work: str, *, on: date) -> set[int]:
    """The users among these who get no new work on this day for want of a declaration. One query."""
    found = Profile.objects.filter(pk__in=[one.pk for one in profiles]).exclude(may_work(work, on=on))
    return set(found.values_list("user_id", flat=True))


def pledge_of(profile: Profile, year: int) -> Pledge | None:
    """What this person signed for this year and did not withdraw."""
    return profile.pledges.filter(year=year, withdrawn_at__isnull=True).first()
