"""What the pages of an organisation show."""

from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, When
from django.utils import formats
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import Invitation, Membership, Organisation
from goedgeregeld.accounts.states import MAY_FILL, Right


def survivor_of(pk: UUID) -> UUID | None:
    """Where this organisation went when it was merged into another; None where it was not."""
    return Organisation.objects.filter(pk=pk).values_list("merged_into", flat=True).first()


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """The members, beheerders first, then by address."""
    order = Case(*(When(right=right, then=place) for place, right in enumerate(Right.values)))
    return organisation.memberships.select_related("user").order_by(order, "user__email")


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations nobody accepted or took back, newest first; what expired is among them, to be sent again."""
    return organisation.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


def evaluations_of(organisation: Organisation) -> QuerySet[Any]:
    """The organisation's evaluations, last changed first. (They are kept by selfeval, which accounts does not know.)"""
    return organisation.evaluations.order_by("-changed_at")


def fillable(user: Any) -> QuerySet[Organisation]:
    """The organisations for which this user may fill in, by name."""
    mine = Membership.objects.filter(user=user, right__in=MAY_FILL)
    living = Organisation.objects.filter(merged_into__isnull=True, memberships__in=mine)
    return living.select_related("municipality").order_by("search", "pk")


def facts_of(organisation: Organisation) -> list[dict[str, str]]:
    """What is known of the organisation, as rows for a summary list."""
    pairs = [
        (_("KvK-nummer"), organisation.kvk),
        (_("Sector"), organisation.get_sector_display()),
        (_("Gemeente"), organisation.municipality),
        (_("Vrijwilligers"), number_in_words(organisation.volunteers)),
        (_("Betaalde fte"), number_in_words(organisation.paid_fte)),
        (_("Locaties"), number_in_words(organisation.locations)),
        (_("Website"), organisation.website),
    ]
    return [{"key": key, "value": str(value or "")} for key, value in pairs]


def number_in_words(value: Any) -> str:
    """A number as it is written here: "1.450,5"; "" for none."""
    return "" if value is None else formats.localize(value.normalize() if hasattr(value, "normalize") else value)
