"""What the office fills in: terms, more time, payments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goedgeregeld.ui.fields import WholeNumberField
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
