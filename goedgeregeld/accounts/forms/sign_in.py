"""Signing in and passwords: allauth's forms with our words and our address field."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.forms.addresses import AddressField

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short", "spellcheck": "false"}
PASSWORD_HELP = _("Minstens 12 tekens. Een zin van een paar woorden werkt goed en is makkelijk te onthouden.")


def code_field(label: Any = None, help_text: Any = "", *, numeric: bool = True) -> forms.CharField:
    """A field for a code that was mailed or shown elsewhere; spaces and dashes do not matter."""
    attrs = CODE if numeric else {**CODE, "inputmode": "text"}
    return forms.CharField(
        label=label or _("Code"),
        help_text=help_text,
        max_length=40,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": _("Vul de code in.")},
    )


def password_field(label: Any, *, new: bool = False) -> forms.CharField:
    autocomplete = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": _("Vul het wachtwoord in.")},
    )


class RequestCodeForm(allauth_forms.RequestLoginCodeForm):
    """Whoever asks for a code: known here or not makes no difference that can be seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()


class CodeForm(allauth_forms.BaseConfirmCodeForm):
    code = code_field(help_text=_("Acht cijfers. Het streepje hoeft niet."))


class PasswordSignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()
        self.fields["password"] = password_field(_("Wachtwoord"))


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    email = AddressField()


class _TwiceTheSame(forms.Form):
    """A new password, typed twice."""

    password1 = allauth_forms.SetPasswordField(label=_("Nieuw wachtwoord"), help_text=PASSWORD_HELP)
    password2 = password_field(_("Nog een keer"), new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].error_messages["required"] = _("Vul het wachtwoord in.")

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self) or {}
        if cleaned.get("password1") and cleaned.get("password2") and cleaned["password1"] != cleaned["password2"]:
            self.add_error("password2", _("Dit is niet hetzelfde als hierboven."))
        return cleaned


class ResetPasswordKeyForm(_TwiceTheSame, allauth_forms.ResetPasswordKeyForm):
    pass


class SetPasswordForm(_TwiceTheSame, allauth_forms.SetPasswordForm):
    pass


class ChangePasswordForm(_TwiceTheSame, allauth_forms.ChangePasswordForm):
    oldpassword = password_field(_("Huidig wachtwoord"))
    field_order = ("oldpassword", "password1", "password2")


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    password = password_field(_("Wachtwoord"))
