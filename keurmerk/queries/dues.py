"""What is due: of one application, of a year, and the totals."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from keurmerk.models import Application, Due
from keurmerk.states import DueKind, DueState

ZERO = Decimal("0.00")


def dues_of(application: Application) -> list[Due]:
    """The amounts of one application, oldest first."""
    return list(Due.objects.filter(application=application))


def dues(*, year: int | None = None, state: str = "", kind: str = "") -> QuerySet[Due]:
    """Amounts by the year in which they came to be due; real ones first to last. Those of the demo never count."""
    found = _real().select_related("application__organisation")
    if year is not None:
        found = found.filter(due_since__gte=date(year, 1, 1), due_since__lte=date(year, 12, 31))
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("due_since", "pk")


def _real() -> QuerySet[Due]:
    """Without those of the demo; with those whose application was erased."""
    return Due.objects.filter(Q(application__demo=False) | Q(application__isnull=True))


def years() -> list[int]:
    """The years in which something came to be due, newest first."""
    found = _real().dates("due_since", "year", order="DESC")
    return [day.year for day in found]


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one kind in one state."""

    kind: str
    state: str
    number: int
    amount: Decimal
    vat: Decimal

    @property
    def kind_label(self) -> str:
        return str(DueKind(self.kind).label)

    @property
    def state_label(self) -> str:
        return str(DueState(self.state).label)


def totals(year: int) -> list[Total]:
    """Sums of a year by kind and state, exact. One query."""
    rows = dues(year=year).order_by().values("kind", "state")
    found = {
        (row["kind"], row["state"]): Total(row["kind"], row["state"], row["number"], row["sum"], row["of_vat"])
        for row in rows.annotate(number=Count("pk"), sum=Sum("amount"), of_vat=Sum("vat"))
    }
    return [found[kind, state] for kind in DueKind for state in DueState if (kind, state) in found]
