"""Confirming by typing: what is asked for must be typed over, capitals aside."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class TypedConfirmation(forms.Form):
    """Whoever types `expected` over knows what will be erased."""

    typed = forms.CharField(max_length=300)
    typed.widget.attrs.update({"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"})

    def __init__(self, *args: Any, expected: str, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["typed"].label = label

    def clean_typed(self) -> str:
        typed = " ".join(self.cleaned_data["typed"].split()).casefold()
        if typed != " ".join(self.expected.split()).casefold():
            raise ValidationError(
                _("Dit is niet hetzelfde. Typ precies over wat er staat: %(expected)s"),
                params={"expected": self.expected},
            )
        return typed


class SureForm(forms.Form):
    """A box to tick."""

    sure = forms.BooleanField(
        label=_("Ja, ik wil dit wissen. Ik weet dat het niet terug te halen is."),
        error_messages={"required": _("Zet hier een vinkje als je het zeker weet.")},
    )
