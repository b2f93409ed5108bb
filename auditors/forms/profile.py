"""What there is to know of an adviser or auditor."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from auditors.models import Profile
from auditors.queries.people import places_of
from goedgeregeld.accounts.forms.addresses import readable
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.ui.fields import DutchDecimalField, WholeNumberField


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
    load_cap = WholeNumberField(
        label=_("Hoogstens zoveel trajecten tegelijk, van het kantoor uit"),
        help_text=_("Leeg: zoveel als iemand zelf wil."),
        min_value=0,
        max_value=50,
        required=False,
    )
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
            "load_cap": profile.load_cap,
            "municipalities": [one.pk for one in places_of(profile)],
        }
