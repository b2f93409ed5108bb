"""What one may choose on the office's pages of figures, and setting a target."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.states import Sector
from keurmerk.forms.importing import OldMarksForm
from reports.kpi.catalogue import TARGETED
from reports.kpi.periods import FIRST_YEAR, LAST_YEAR, MONTHS, Period, of_year, period
from reports.kpi.queries import Selection

EVERYWHERE = ("", _("heel Nederland"))
ANY_SECTOR = ("", _("alle sectoren"))
UNKNOWN = ("-", _("niet bekend"))


class FiguresFilter(forms.Form):
    """Period, province and sector, in the address. What makes no sense is refused with words, and counts as not chosen."""

    periode = forms.ChoiceField(label=_("periode"), required=False)
    provincie = forms.ChoiceField(label=_("provincie"), required=False)
    sector = forms.ChoiceField(label=_("sector"), required=False)

    def __init__(self, data: Any, *, years: list[int], provinces: list[str]) -> None:
        super().__init__(data, auto_id="kies_%s")
        self.this_year = max(years)
        asked = period(str(data.get("periode", "")))
        shown = sorted({*years, *([asked.year] if asked else [])}, reverse=True)
        self.fields["periode"].choices = [one for year in shown for one in _periods(year)]
        self.fields["provincie"].choices = [EVERYWHERE, *((one, one) for one in provinces), UNKNOWN]
        self.fields["sector"].choices = [ANY_SECTOR, *Sector.choices, UNKNOWN]
        if "periode" not in data:
            self.initial["periode"] = str(self.this_year)

    @property
    def period(self) -> Period:
        """The chosen period; this year where none was chosen."""
        self.is_valid()
        return period(self.cleaned_data.get("periode", "")) or of_year(self.this_year)

    @property
    def selection(self) -> Selection:
        self.is_valid()
        return Selection(self.cleaned_data.get("provincie", ""), self.cleaned_data.get("sector", ""))

    @property
    def query(self) -> str:
        """What was chosen, for an address that shows the same."""
        chosen = {"periode": self.period.code, "provincie": self.selection.province, "sector": self.selection.sector}
        return urlencode({name: value for name, value in chosen.items() if value})


def _periods(year: int) -> list[tuple[str, str]]:
    """A year, its quarters and its months."""
    quarters = [period(f"{year}-k{number}") for number in range(1, 5)]
    months = [(f"{year}-{number:02}", f"{name} {year}") for number, name in enumerate(MONTHS, 1)]
    return [(str(year), str(year)), *((one.code, one.name) for one in quarters if one), *months]


class TargetForm(forms.Form):
    """A target for a figure and a year."""

    figure = forms.ChoiceField(label=_("Waarvan?"), choices=[(one.code, one.name) for one in TARGETED])
    year = forms.IntegerField(label=_("Voor welk jaar?"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    value = forms.IntegerField(label=_("Streefcijfer"), min_value=0, max_value=1_000_000)
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: afgesproken in het jaarplan."),
    )


class ReadersForm(forms.Form):
    """Who of the office gets a mail when a report is there: a choice for each of them."""

    CHOICES = (("none", _("geen mail")), ("quarter", _("elk kwartaal")), ("year", _("elk jaar")))

    def __init__(self, data: Any, *, people: Iterable[User], chosen: Mapping[int, str]) -> None:
        super().__init__(data)
        for one in people:
            field = forms.ChoiceField(label=str(one), choices=self.CHOICES)
            field.initial = chosen.get(one.pk, "none")
            self.fields[f"lezer-{one.pk}"] = field

    @property
    def by_user(self) -> dict[int, str]:
        """What was chosen, by the number of the user."""
        chosen = self.cleaned_data.items()
        return {int(name.partition("-")[2]): "" if value == "none" else value for name, value in chosen}


class PastForm(OldMarksForm):
    """The workbook with figures of earlier years. What stands in it is judged by `past`."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.fields["sheet"].label = _("Het Excel-bestand met cijfers van vroegere jaren")
