"""What people change about their own account."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.forms.addresses import AddressField, readable
from goedgeregeld.accounts.forms.sign_in import code_field


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Je naam"),
        help_text=_("Zo zien de mensen met wie je samenwerkt je."),
        max_length=150,
        required=False,
        validators=[readable],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class NewAddressForm(forms.Form):
    email = AddressField(label=_("Nieuw e-mailadres"))

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email == self.current:
            raise forms.ValidationError(_("Dit is het adres dat je nu al gebruikt."))
        return email


class BothCodesForm(forms.Form):
    """The code that went to the old address, and the one that went to the new."""

    old_code = code_field()
    new_code = code_field()

    def __init__(self, *args: Any, codes: dict[str, str], old: str, new: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes
        self.fields["old_code"].label = _("Code uit de mail aan %(address)s") % {"address": old}
        self.fields["new_code"].label = _("Code uit de mail aan %(address)s") % {"address": new}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("old_code", "new_code"):
            if name in cleaned and not compare_user_code(actual=cleaned[name], expected=self.codes[name]):
                self.add_error(name, _("Deze code klopt niet. Kijk nog eens in de laatste mail aan dit adres."))
        return cleaned
