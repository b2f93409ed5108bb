"""What the pages of figures share: what was chosen in the address, and the figures within it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from goedgeregeld.accounts.models import Municipality
from reports.kpi.forms import FiguresFilter
from reports.kpi.periods import Period
from reports.kpi.queries import Figures, years_with_data


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter as it was filled in, and the figures within it. `query`: what to put in addresses that show the same."""

    form: FiguresFilter
    period: Period
    figures: Figures
    now: datetime

    @property
    def query(self) -> dict[str, str]:
        chosen = self.figures.selection
        found = {"periode": self.period.code, "provincie": chosen.province, "sector": chosen.sector}
        return {name: value for name, value in found.items() if value}


def asked(request: HttpRequest) -> Asked:
    """Read the address. Three queries."""
    now = timezone.now()
    this_year = timezone.localdate(now).year
    provinces = sorted(set(Municipality.objects.order_by().values_list("province", flat=True).distinct()))
    form = FiguresFilter(request.GET, years=[*years_with_data(), this_year], provinces=provinces)
    return Asked(form, form.period, Figures(form.selection, now=now), now)
