"""What an authorisation asks for: until when, or why not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from auditors.forms.fields import date_field


class UntilForm(forms.Form):
    """Until when somebody may do the work."""

    until = date_field(_("Tot en met"), error_messages={"required": _("Vul een datum in.")})


class ReasonForm(forms.Form):
    """Why an authorisation is suspended or ended."""

    reason = forms.CharField(label=_("Waarom?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
