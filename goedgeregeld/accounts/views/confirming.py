"""Is it still you? Before what cannot be undone somebody shows once more who they are: with a passkey, an app or a password
where they have one, and otherwise with a code by mail."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, resume_request
from allauth.core import ratelimit
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.adapter import has_own_proof
from goedgeregeld.accounts.forms.sign_in import CodeForm

MAILED = "confirm_by_mail"  # in the session: the code, when it was sent, how often it was wrong
ATTEMPTS = 3
View = Callable[..., HttpResponse]


def recently_confirmed(view: View) -> View:
    """For views that are sensitive: signed in, and shown to be oneself in the last ten minutes. Otherwise that comes first.

    The form that was posted is kept meanwhile and carried out after.
    """

    @login_required
    @wraps(view)
    def confirmed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return confirmed


def _is_fresh(request: HttpRequest) -> bool:
    if has_own_proof(request.user):
        return did_recently_reauthenticate(request)
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_by_mail(request: HttpRequest) -> HttpResponse:
    """A code to the address of the account; for who has no password and no second factor."""
    if has_own_proof(request.user):
        return redirect(get_adapter().get_reauthentication_methods(request.user)[0]["url"])
    waiting = request.session.get(MAILED) or {}
    if time.time() - waiting.get("at", 0) > app_settings.LOGIN_BY_CODE_TIMEOUT:
        waiting = {}
    if request.method == "POST" and not ratelimit.consume(request, action="reauthenticate", user=request.user):
        return ratelimit.respond_429(request)
    if request.method == "POST" and "send" in request.POST:
        waiting = _mail_code(request)
    elif request.method == "POST" and waiting:
        form = CodeForm(request.POST, code=waiting["code"])
        if form.is_valid():
            del request.session[MAILED]
            record_authentication(request, request.user, "code", email=request.user.email, reauthenticated=True)
            return resume_request(request) or redirect("account_overview")
        waiting["wrong"] += 1
        request.session[MAILED] = waiting if waiting["wrong"] < ATTEMPTS else None
        return _page(request, form if waiting["wrong"] < ATTEMPTS else None, gone=waiting["wrong"] >= ATTEMPTS)
    return _page(request, CodeForm() if waiting else None)


def _mail_code(request: HttpRequest) -> dict[str, Any]:
    code = get_adapter().generate_login_code()
    get_adapter().send_mail("account/email/confirm_code", request.user.email, {"code": code})
    request.session[MAILED] = {"code": code, "at": time.time(), "wrong": 0}
    return request.session[MAILED]  # type: ignore[no-any-return]


def _page(request: HttpRequest, form: CodeForm | None, *, gone: bool = False) -> HttpResponse:
    context = {"form": form, "next": request.GET.get("next") or request.POST.get("next", "")}
    if gone:
        context["problem"] = _("De code was te vaak verkeerd. Vraag een nieuwe.")
    return render(request, "accounts/confirm_by_mail.html", context)
