"""Form fields that read numbers as Dutch people write them."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


class WholeNumberField(forms.IntegerField):
    """A whole number as Dutch people write it: 1.200 is twelve hundred, and a fraction is refused, not cut off."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})

    def to_python(self, value: object) -> int | None:
        text = str(value or "").replace(" ", "") if not isinstance(value, int) else str(value)
        if THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        if "." in text or "," in text:
            raise forms.ValidationError(_("Vul een heel getal in, zonder punt of komma."), code="invalid")
        return super().to_python(text)


class DutchDecimalField(forms.DecimalField):
    """A number with a comma or a point; 1.200 could be two things and is asked again."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def to_python(self, value: object) -> Decimal | None:
        text = str(value or "").replace(" ", "") if not isinstance(value, Decimal) else str(value)
        if isinstance(value, str) and THOUSANDS.fullmatch(text):
            raise forms.ValidationError(
                _("Schrijf duizendtallen zonder punt (1200) en gebruik een komma voor een deel (1,2)."), code="invalid"
            )
        return super().to_python(text.replace(",", "."))

    def prepare_value(self, value: object) -> object:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) and value.is_finite() else value
