"""The second factor: allauth's forms with our words."""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.forms.sign_in import code_field

# What fido2 raises on bytes that are no answer of a key, and on an answer that was signed with another one.
NO_ANSWER = (KeyError, IndexError, TypeError, AttributeError, ValueError, struct.error, InvalidSignature)
NOT_MADE = _("De toegangssleutel is niet gemaakt. Probeer het nog eens.")
FROM_APP = _("De zes cijfers die je app nu laat zien, of een herstelcode.")


class AuthenticateForm(base_forms.AuthenticateForm):
    code = code_field(_("Code uit je app"), FROM_APP)


class ReauthenticateForm(base_forms.ReauthenticateForm):
    code = code_field(_("Code uit je app"), FROM_APP)


class ActivateAppForm(totp_forms.ActivateTOTPForm):
    code = code_field(_("Code uit je app"), _("De zes cijfers die je app nu laat zien."))


class _CheckedAnswer(forms.Form):
    """Whatever comes in as a passkey's answer: good, or refused with a message."""

    def clean_credential(self) -> Any:
        try:
            inherited = getattr(super(), "clean_credential", None)
            return inherited() if inherited else self.cleaned_data["credential"]
        except NO_ANSWER as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeySignInForm(_CheckedAnswer, webauthn_forms.LoginWebAuthnForm):
    pass


class PasskeyAuthenticateForm(_CheckedAnswer, webauthn_forms.AuthenticateWebAuthnForm):
    pass


class PasskeyReauthenticateForm(_CheckedAnswer, webauthn_forms.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A passkey: it always asks for the person too (finger, face, PIN), so that it can also be used to sign in alone."""

    name = forms.CharField(
        label=_("Naam"),
        help_text=_("Zo herken je hem later, bijvoorbeeld: mijn telefoon."),
        required=False,
        max_length=60,
    )
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)
    field_order = ("name", "credential", "passwordless")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].optional = False  # type: ignore[attr-defined]
        self.fields["credential"].error_messages["required"] = NOT_MADE

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except NO_ANSWER as error:
            raise forms.ValidationError(NOT_MADE) from error


class EditPasskeyForm(webauthn_forms.EditWebAuthnForm):
    name = forms.CharField(label=_("Naam"), max_length=60, error_messages={"required": _("Geef een naam.")})
