"""The office's answer to a proposal."""

from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _


class ProposalForm(forms.Form):
    """Yes, or no and why; `seen`: when what they saw was proposed."""

    answer = forms.ChoiceField(choices=[("yes", _("Keur goed")), ("no", _("Keur niet goed"))])
    seen = forms.CharField(max_length=40)
    reason = forms.CharField(max_length=2000, required=False)

    def clean_seen(self) -> Any:
        try:
            found = parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            found = None
        if found is None:
            raise forms.ValidationError(_("Bekijk het voorstel opnieuw."))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == "no" and not given.get("reason"):
            self.add_error("reason", _("Schrijf op waarom niet. De adviseur of auditor leest dat."))
        return given
