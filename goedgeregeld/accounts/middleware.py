"""Nobody with a role for the programme does anything in a session without the second factor.

Not in the views, where one would be forgotten: here, before every view. Visitors cost nothing; who only works for an
organisation passes after the reading of the roles, which the page then uses again.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: TID251 - a middleware answers requests
from django.urls import reverse

from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.adapter import OFFICIAL_SESSION
from goedgeregeld.accounts.loaders import person_of

# Where somebody may go who still has to make a second factor, and who has one but did not show it in this session.
TO_MAKE = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_confirm_by_mail",
        "account_reauthenticate",
        "account_logout",
    }
)
TO_SHOW = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"})
PUBLIC = frozenset({"inbox"})  # exists in a demo only
# The same for everybody, so that a copy may be kept for all: who asks is not even looked at.
OPEN = ("register:", "auditors:find")


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Send who lacks the second step to where it is made or shown; None lets the view go on."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(OPEN):
            return None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        if name in PUBLIC or shown_second_factor(request) or not permissions.has_official_role(person_of(request)):
            return None
        if request.session.get_expiry_age() > OFFICIAL_SESSION:  # signed in before the role was given
            request.session.set_expiry(OFFICIAL_SESSION)
        made = list(queries.second_factors(request.user).values_list("type", flat=True))
        if name in (TO_SHOW if made else TO_MAKE):
            return None
        if not made:
            return HttpResponseRedirect(reverse("mfa_index"))
        to = reverse("mfa_reauthenticate" if "totp" in made else "mfa_reauthenticate_webauthn")
        back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
        return HttpResponseRedirect(to + back)


def shown_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or later confirmed, with a second factor."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
