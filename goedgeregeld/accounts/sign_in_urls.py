"""Addresses under /account/: allauth's views that we use, under Dutch words and allauth's own names. The rest does not exist.

And /postvak/, the mail of a demo.
"""

from allauth.account import views as allauth_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from django.urls import include, path
from django.views.generic import RedirectView

from goedgeregeld.accounts.forms import second_factor as second_factor_forms
from goedgeregeld.accounts.forms import sign_in as forms
from goedgeregeld.accounts.views import account, confirming, inbox, second_factor, sign_in

PASSWORD_RESET = allauth_views.PasswordResetView.as_view(form_class=forms.ResetPasswordForm)
RESET_CODE = allauth_views.ConfirmPasswordResetCodeView.as_view(form_class=forms.CodeForm)
RESET_COMPLETE = allauth_views.CompletePasswordResetView.as_view(form_class=forms.ResetPasswordKeyForm)
SET_PASSWORD = allauth_views.PasswordSetView.as_view(form_class=forms.SetPasswordForm)
CHANGE_PASSWORD = allauth_views.PasswordChangeView.as_view(form_class=forms.ChangePasswordForm)
REAUTHENTICATE = allauth_views.ReauthenticateView.as_view(form_class=forms.ReauthenticateForm)
PASSKEY_SIGN_IN = webauthn_views.LoginWebAuthnView.as_view(form_class=second_factor_forms.PasskeySignInForm)
PASSKEY_AGAIN = webauthn_views.ReauthenticateWebAuthnView.as_view(
    form_class=second_factor_forms.PasskeyReauthenticateForm
)
TO_SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)

entrance = [
    path("inloggen/", sign_in.RequestCodeView.as_view(), name="account_login"),
    path("aanmelden/", TO_SIGN_IN, name="account_signup"),
    path("inloggen/mail/", TO_SIGN_IN, name="account_request_login_code"),
    path("inloggen/code/", sign_in.ConfirmCodeView.as_view(), name="account_confirm_login_code"),
    path("inloggen/wachtwoord/", sign_in.PasswordView.as_view(), name="account_password_login"),
    path("inloggen/toegangssleutel/", PASSKEY_SIGN_IN, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", second_factor.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("uitloggen/", allauth_views.logout, name="account_logout"),
    path("gesloten/", allauth_views.account_inactive, name="account_inactive"),
    path("wachtwoord/vergeten/", PASSWORD_RESET, name="account_reset_password"),
    path("wachtwoord/vergeten/code/", RESET_CODE, name="account_confirm_password_reset_code"),
    path("wachtwoord/vergeten/nieuw/", RESET_COMPLETE, name="account_complete_password_reset"),
    path(
        "wachtwoord/vergeten/klaar/",
        allauth_views.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
]

own = [
    path("", account.overview, name="account_overview"),
    path("naam/", account.name, name="account_name"),
    path("e-mailadres/", account.address, name="account_email"),
    path("e-mailadres/bevestigen/", account.confirm_address, name="account_confirm_address"),
    path("wachtwoord/instellen/", confirming.recently_confirmed(SET_PASSWORD), name="account_set_password"),
    path("wachtwoord/wijzigen/", CHANGE_PASSWORD, name="account_change_password"),
    path("apparaten/", account.sessions, name="usersessions_list"),
    path("apparaten/uitloggen/", account.end_session, name="account_end_session"),
    path("bevestigen/mail/", confirming.confirm_by_mail, name="account_confirm_by_mail"),
    path("bevestigen/wachtwoord/", REAUTHENTICATE, name="account_reauthenticate"),
    path("bevestigen/code/", second_factor.ReauthenticateView.as_view(), name="mfa_reauthenticate"),
    path("bevestigen/toegangssleutel/", PASSKEY_AGAIN, name="mfa_reauthenticate_webauthn"),
]

second_step = [
    path("", second_factor.IndexView.as_view(), name="mfa_index"),
    path("app/", confirming.recently_confirmed(second_factor.ActivateAppView.as_view()), name="mfa_activate_totp"),
    path("app/uitzetten/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("toegangssleutels/", webauthn_views.list_webauthn, name="mfa_list_webauthn"),
    path(
        "toegangssleutels/nieuw/",
        confirming.recently_confirmed(second_factor.AddPasskeyView.as_view()),
        name="mfa_add_webauthn",
    ),
    path("toegangssleutels/<int:pk>/", second_factor.EditPasskeyView.as_view(), name="mfa_edit_webauthn"),
    path("toegangssleutels/<int:pk>/weg/", second_factor.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path("herstelcodes/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("herstelcodes/bestand/", recovery_views.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("account/", include([*entrance, *own, path("tweede-stap/", include(second_step))])),
    path("postvak/", inbox.inbox, name="inbox"),
]
