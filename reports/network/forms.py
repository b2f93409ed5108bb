"""The workbook with the network."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class NetworkForm(forms.Form):
    """The workbook. What stands in it is judged by `sheet`."""

    use_required_attribute = False
    sheet = forms.FileField(
        label=_("Het Excel-bestand met adviseurs en auditors"),
        error_messages={"empty": _("Dit bestand is leeg."), "required": _("Kies een bestand.")},
    )
    sheet.widget.attrs["accept"] = ".xlsx"

    def clean_sheet(self) -> bytes:
        upload = self.cleaned_data["sheet"]
        if upload.size > settings.SHEET_MAX_BYTES:
            most = settings.SHEET_MAX_BYTES // (1024 * 1024)
            raise forms.ValidationError(
                _("Dit bestand is te groot. Het mag hoogstens %(max)d MB zijn."), params={"max": most}
            )
        return upload.read()
