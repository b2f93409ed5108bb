"""What an organisation has of the quality mark: its applications and its marks."""

from collections.abc import Collection
from uuid import UUID

from keurmerk.models import Application, Mark
from keurmerk.states import LIVE

WITH = ("organisation", "organisation__municipality", "adviser", "auditor")


def applications_of(organisation: UUID) -> list[Application]:
    """The newest first."""
    return list(Application.objects.filter(organisation=organisation).select_related(*WITH))


def live_applications_of(organisations: Collection[UUID]) -> list[Application]:
    """The one live application of each, the most urgent first."""
    found = Application.objects.filter(organisation__in=organisations, state__in=LIVE).select_related(*WITH)
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on, one.pk))


def marks_of(organisation: UUID) -> list[Mark]:
    """The newest first, with what happened to them."""
    found = Mark.objects.filter(organisation=organisation).select_related("application")
    return list(found.prefetch_related("changes__by"))
