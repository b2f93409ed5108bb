"""What is asked in a year; set by the office."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk.models import Fees


def set_fees(
    year: int, *, audit: Decimal, hourly_rate: Decimal, vat_percentage: Decimal, by: User, now: datetime
) -> Fees:
    """Keep the fees of this year; plans that were made keep their amounts. Raises PermissionDenied unless the office."""
    if not permissions.is_office(accounts.person(by)):
        raise PermissionDenied
    values = {"audit": audit, "hourly_rate": hourly_rate, "vat_percentage": vat_percentage}
    with transaction.atomic():
        fees, _new = Fees.objects.update_or_create(year=year, defaults=values)
        record("set_fees", fees, by=by, now=now, number=year)
    return fees
