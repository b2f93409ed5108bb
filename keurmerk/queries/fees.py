"""What is asked in a year."""

from keurmerk.figures import DEFAULT_FEES
from keurmerk.figures import Fees as FeesOfYear
from keurmerk.models import Fees


def fees_of(year: int) -> FeesOfYear:
    """The fees of this year: its own, else the last before it, else the defaults. One query."""
    row = Fees.objects.filter(year__lte=year).order_by("-year").first()
    return FeesOfYear(row.audit, row.hourly_rate, row.vat_percentage) if row else DEFAULT_FEES


def all_fees() -> list[Fees]:
    """The years of which fees were set, newest first."""
    return list(Fees.objects.all())
