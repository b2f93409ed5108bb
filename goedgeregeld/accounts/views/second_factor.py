"""Making, showing and removing a second factor: allauth's views, in which making one also counts as having shown it."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.forms.second_factor import (
    ActivateAppForm,
    AddPasskeyForm,
    AuthenticateForm,
    EditPasskeyForm,
    PasskeyAuthenticateForm,
    ReauthenticateForm,
)
from goedgeregeld.accounts.loaders import person_of


def _count_as_shown(request: HttpRequest) -> None:
    """What was just made was just used: the session need not ask for it again."""
    newest = queries.second_factors(request.user).order_by("-created_at", "-pk").first()
    if newest is not None:
        record_authentication(request, request.user, "mfa", id=newest.pk, type=newest.type, reauthenticated=True)


class IndexView(base_views.IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needed = permissions.has_official_role(person_of(self.request))
        return {**super().get_context_data(**kwargs), "needed": needed}


class AuthenticateView(base_views.AuthenticateView):
    form_class = AuthenticateForm
    webauthn_form_class = PasskeyAuthenticateForm


class ReauthenticateView(base_views.ReauthenticateView):
    form_class = ReauthenticateForm


class ActivateAppView(totp_views.ActivateTOTPView):
    form_class = ActivateAppForm

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _count_as_shown(self.request)
        return response


class AddPasskeyView(webauthn_views.AddWebAuthnView):
    form_class = AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": kwargs.get("form") or self.get_form()}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _count_as_shown(self.request)
        return response


class EditPasskeyView(webauthn_views.EditWebAuthnView):
    form_class = EditPasskeyForm


class RemovePasskeyView(webauthn_views.RemoveWebAuthnView):
    """The last second factor of somebody with a role stays."""

    def form_valid(self, form: Any) -> HttpResponse:
        authenticator = self.get_object()
        if not get_adapter().can_delete_authenticator(authenticator):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
        return super().form_valid(form)
