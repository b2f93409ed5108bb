"""What the office fills in about an adviser or auditor."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from auditors.models import Profile
from auditors.states import TieKind
from goedgeregeld.accounts.forms.addresses import readable
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.names import searchable
from goedgeregeld.accounts.queries import living_organisations
from goedgeregeld.ui.fields import DutchDecimalField


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y"], **options)


class ProfileForm(forms.Form):
    """For whom somebody works, and whom they serve. The municipalities are shown by province."""

    employer_name = forms.CharField(
        label=_("Werkgever"),
        help_text=_("De naam van de vrijwilligerscentrale of andere werkgever. Leeg: werkt voor zichzelf."),
        max_length=200,
        required=False,
        validators=[readable],
    )
    volunteer_centre = forms.BooleanField(label=_("De werkgever is een vrijwilligerscentrale"), required=False)
    hourly_rate = DutchDecimalField(
        label=_("Uurtarief zonder btw"),
        help_text=_("Leeg: het tarief van het jaar. Gratis: vul 0 in."),
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=2,
        required=False,
    )
    nationwide = forms.BooleanField(label=_("Werkt in het hele land"), required=False)
    municipalities = forms.ModelMultipleChoiceField(
        queryset=Municipality.objects.filter(merged_into__isnull=True), required=False, label=_("Gemeenten")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hourly_rate"].suffix = _("euro")  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(profile: Profile | None) -> dict[str, Any]:
        """What the form shows for a profile there is."""
        if profile is None:
            return {}
        employer = profile.employer
        return {
            "employer_name": employer.name if employer else "",
            "volunteer_centre": bool(employer and employer.volunteer_centre),
            "hourly_rate": profile.hourly_rate,
            "nationwide": profile.nationwide,
            "municipalities": [one.pk for one in profile.municipalities.all()],
        }


class UntilForm(forms.Form):
    """Until when somebody may do the work."""

    until = date_field(_("Tot en met"), error_messages={"required": _("Vul een datum in.")})


class ReasonForm(forms.Form):
    """Why an authorisation is suspended or ended."""

    reason = forms.CharField(label=_("Waarom?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class TieForm(forms.Form):
    """A tie to an organisation, which is named as it stands in the system."""

    organisation = forms.CharField(
        label=_("Welke organisatie?"), help_text=_("De naam zoals die hier staat."), max_length=200
    )
    kind = forms.ChoiceField(label=_("Wat is de band?"), choices=TieKind.choices)
    whose = forms.ChoiceField(
        label=_("Van wie?"),
        choices=[("person", _("deze persoon")), ("employer", _("de werkgever, en dus van iedereen die daar werkt"))],
        widget=forms.RadioSelect,
        initial="person",
    )
    began_on = date_field(_("Van"), required=False)
    ended_on = date_field(_("Tot en met"), required=False, help_text=_("Leeg: de band is er nog."))

    def clean_organisation(self) -> Any:
        found = list(living_organisations().filter(search=searchable(self.cleaned_data["organisation"]))[:2])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("Er is geen organisatie met precies deze naam."))
        raise forms.ValidationError(_("Er zijn er meer met deze naam. Voeg eerst de dubbele samen."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        began, ended = given.get("began_on"), given.get("ended_on")
        if began and ended and began > ended:
            self.add_error("ended_on", _("De band kan niet eindigen voor hij begon."))
        return given
