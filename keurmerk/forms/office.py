"""What the office fills in: terms, fees, more time, payments."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goedgeregeld.ui.fields import DutchDecimalField, WholeNumberField
from keurmerk import deadlines
from keurmerk.forms.acts import ActForm, words_field
from keurmerk.models import Due
from keurmerk.states import ApplicationState, DueState

LONGEST = 1000  # working days: four years


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class TermsForm(forms.Form):
    """Working days by state."""

    def __init__(self, *args: Any, present: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for state in deadlines.DEFAULTS:
            field = WholeNumberField(
                label=str(ApplicationState(state).label).capitalize(), min_value=1, max_value=LONGEST
            )
            field.suffix = _("werkdagen")  # type: ignore[attr-defined]
            self.fields[state] = field
            self.initial[state] = present[state]


class FeesForm(forms.Form):
    """The fees of one year."""

    year = WholeNumberField(label=_("Jaar"))
    audit = DutchDecimalField(label=_("Audit, met btw"), min_value=0, max_value=99_999, decimal_places=2, max_digits=8)
    hourly_rate = DutchDecimalField(
        label=_("Uurtarief van een landelijke adviseur, zonder btw"),
        min_value=0,
        max_value=9_999,
        decimal_places=2,
        max_digits=8,
    )
    vat_percentage = DutchDecimalField(label=_("Btw"), min_value=0, max_value=100, decimal_places=2, max_digits=5)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("audit", "hourly_rate"):
            self.fields[name].suffix = _("euro")  # type: ignore[attr-defined]
        self.fields["vat_percentage"].suffix = "%"  # type: ignore[attr-defined]
        self.fields["year"].help_text = _("Van een jaar dat voorbij is, veranderen de tarieven niet meer.")
        self.first, self.last = today.year, today.year + 5

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not self.first <= year <= self.last:
            raise forms.ValidationError(
                _("Kies een jaar van %(first)s tot en met %(last)s.") % {"first": self.first, "last": self.last}
            )
        return year


class ExtendForm(ActForm):
    """More time."""

    until = day_field(_("Tot en met welke dag?"))
    reason = words_field(_("Waarom?"), rows=3, help_text=_("Iedereen bij deze aanvraag kan dit lezen."))


class PaymentForm(ActForm):
    """How far an amount is."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("Hoe ver is het?"), choices=DueState.choices, widget=forms.RadioSelect)
    on = day_field(_("Op welke dag?"), required=False, help_text=_("Nodig bij “gefactureerd” en “betaald”."))
    note = words_field(
        _("Notitie"), required=False, rows=2, help_text=_("Alleen voor het kantoor, bijvoorbeeld een factuurnummer.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if (
            values.get("state") in (DueState.INVOICED, DueState.PAID)
            and not values.get("on")
            and "on" not in self.errors
        ):
            self.add_error("on", _("Kies de dag waarop het gebeurde."))
        return values

    @classmethod
    def of(cls, due: Due) -> "PaymentForm":
        """The form as it begins for this amount."""
        on = due.paid_on or due.invoiced_on
        return cls(initial={"number": due.pk, "state": due.state, "on": on, "note": due.note})
