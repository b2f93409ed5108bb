"""An e-mail address as everybody types it here: lower case, letters that look like what they are, not too long; and what
holds for every name: one line, without characters that turn the text around."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

readable = RegexValidator(
    r"\A[^\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]*\Z", _("Gebruik gewone letters, op één regel.")
)
MAX_ADDRESS = 254  # what fits between the angle brackets of SMTP, and in the column


class AddressField(forms.EmailField):
    """An address in plain letters: one with look-alike letters of another alphabet is refused, not guessed at."""

    default_error_messages = {
        "required": _("Vul je e-mailadres in."),
        "invalid": _("Dit is geen e-mailadres. Zo ziet het eruit: naam@organisatie.nl"),
        "plain": _("Gebruik alleen gewone letters zonder accenten, cijfers en punten in het e-mailadres."),
        "max_length": _("Dit e-mailadres is te lang."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mailadres"))
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}))
        super().__init__(**{"max_length": MAX_ADDRESS, **kwargs})

    def clean(self, value: Any) -> str:
        text = str(value or "").strip()
        if text and not text.isascii():
            raise forms.ValidationError(self.error_messages["plain"], code="plain")
        return super().clean(text).lower()
