"""What the daily watch looks at: whose authorisation is over or nearly, and who did not sign this year's declaration."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from auditors.models import Authorisation, Pledge, Profile
from auditors.pledges import counting_years
from auditors.states import AuthorisationState

HELD = (AuthorisationState.AUTHORISED, AuthorisationState.SUSPENDED)


def expired(today: date) -> list[Authorisation]:
    """Authorisations whose last day is past and that have not ended yet."""
    found = Authorisation.objects.filter(state__in=HELD, until__lt=today)
    return list(found.select_related("profile__user").order_by("until", "pk"))


def expiring(today: date, *, until: date) -> QuerySet[Authorisation]:
    """Authorisations that end between today and this day, soonest first."""
    found = Authorisation.objects.filter(state=AuthorisationState.AUTHORISED, until__range=(today, until))
    found = found.filter(profile__user__is_active=True)
    return found.select_related("profile__user", "profile__employer").order_by("until", "profile__user__name")


def unsigned(today: date) -> Iterator[tuple[Profile, int | None, date | None]]:
    """Who holds an authorisation and did not sign this year: with the year they signed last, and since when they hold it.

    Who withdrew a declaration that would count is not reminded: that is a talk with the office.
    """
    held = Authorisation.objects.filter(profile=OuterRef("pk"), state=AuthorisationState.AUTHORISED, until__gte=today)
    of = Pledge.objects.filter(profile=OuterRef("pk"))
    this = of.filter(year=today.year, withdrawn_at__isnull=True)
    withdrawn = of.filter(year__in=counting_years(today), withdrawn_at__isnull=False)
    found = Profile.objects.filter(Exists(held), ~Exists(this), ~Exists(withdrawn), user__is_active=True)
    found = found.select_related("user").annotate(
        signed=Max("pledges__year", filter=Q(pledges__withdrawn_at__isnull=True)),
        began=Max("authorisations__since", filter=Q(authorisations__state=AuthorisationState.AUTHORISED)),
    )
    for profile in found.order_by("user__name", "pk"):
        yield profile, profile.signed, profile.began
