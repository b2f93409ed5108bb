"""When people of the network are away."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from auditors.models import Absence, Profile


def absences_on(on: date) -> QuerySet[Absence]:
    """Whoever is away on this day, by when they are back."""
    return Absence.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), began_on__lte=on)


def absent_until(profiles: Collection[Profile], *, on: date) -> dict[int, date]:
    """By user: until which day those who are away on this day are; far away (9999) where they did not say. One query."""
    rows = absences_on(on).filter(profile__in=[one.pk for one in profiles])
    found: dict[int, date] = {}
    for user, until in rows.values_list("profile__user_id", "ended_on"):
        found[user] = max(found.get(user, date.min), until or date.max)
    return found


def ahead(profile: Profile, *, on: date) -> QuerySet[Absence]:
    """The absences of somebody that are not over yet, the first one first."""
    return profile.absences.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on)).order_by("began_on")
