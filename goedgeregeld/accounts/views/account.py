"""One's own account: an overview, the name, the address (confirmed at both), the devices where one is signed in."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goedgeregeld.accounts import queries
from goedgeregeld.accounts.actions import people
from goedgeregeld.accounts.forms.account import BothCodesForm, NameForm, NewAddressForm
from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.views.confirming import recently_confirmed

MOVING = "new_address"  # in the session: the new address, the two codes, when, how often wrong
MOVING_SECONDS = 15 * 60
ATTEMPTS = 5


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """/account/: what there is to arrange about oneself."""
    return render(request, "accounts/overview.html", {"second_factor": queries.second_factors(request.user).exists()})


@login_required
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        people.rename(request.user, form.cleaned_data["name"], now=timezone.now())
        messages.success(request, _("Je naam is opgeslagen."))
        return redirect("account_overview")
    return render(request, "accounts/name.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@recently_confirmed
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address: a code goes to the old one and a code to the new one.

    A new address that somebody else has already gets a mail that says so, and no code; this page looks the same.
    """
    form = NewAddressForm(request.POST or None, current=request.user.email)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="manage_email", user=request.user):
            return ratelimit.respond_429(request)
        _begin_move(request, form.cleaned_data["email"])
        return redirect("account_confirm_address")
    return render(request, "accounts/address.html", {"form": form})


def _begin_move(request: HttpRequest, new: str) -> None:
    adapter = get_adapter()
    codes = {"old_code": adapter.generate_login_code(), "new_code": adapter.generate_login_code()}
    context = {"old": request.user.email, "new": new}
    taken = User.objects.filter(email=new).exists()
    adapter.send_mail("account/email/address_old", request.user.email, {**context, "code": codes["old_code"]})
    if taken:
        adapter.send_mail("account/email/address_taken", new, context)
    else:
        adapter.send_mail("account/email/address_new", new, {**context, "code": codes["new_code"]})
    request.session[MOVING] = {"new": new, "codes": codes, "at": time.time(), "wrong": 0}


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponse:
    """Both codes come back, and the address is changed; other devices are signed out."""
    moving = request.session.get(MOVING)
    if not moving or time.time() - moving["at"] > MOVING_SECONDS:
        request.session.pop(MOVING, None)
        return redirect("account_email")
    old, new = request.user.email, moving["new"]
    form = BothCodesForm(request.POST or None, codes=moving["codes"], old=old, new=new)
    if request.method != "POST":
        return _both_codes(request, form, new)
    if form.is_valid():
        return _finish_move(request, old, new)
    moving["wrong"] += 1
    if moving["wrong"] >= ATTEMPTS:
        del request.session[MOVING]
        messages.error(request, _("De codes waren te vaak verkeerd. Je adres is niet veranderd. Begin opnieuw."))
        return redirect("account_email")
    request.session[MOVING] = moving
    return _both_codes(request, form, new)


def _both_codes(request: HttpRequest, form: BothCodesForm, new: str) -> HttpResponse:
    return render(request, "accounts/confirm_address.html", {"form": form, "old": request.user.email, "new": new})


def _finish_move(request: HttpRequest, old: str, new: str) -> HttpResponse:
    del request.session[MOVING]
    now = timezone.now()
    try:
        people.change_address(request.user, new, now=now)
    except people.AddressTaken:
        messages.error(request, _("Dit adres kan niet. Je adres is niet veranderd."))
        return redirect("account_email")
    people.end_sessions(request.user, by=request.user, now=now, keep=request.session.session_key)
    get_adapter().send_mail("account/email/address_changed", old, {"old": old, "new": new})
    messages.success(request, _("Je e-mailadres is veranderd. Op andere apparaten ben je uitgelogd."))
    return redirect("account_overview")


@login_required
@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, newest first."""
    rows = sorted(UserSession.objects.purge_and_list(request.user), key=lambda row: row.created_at, reverse=True)
    return render(request, "accounts/sessions.html", {"sessions": [_described(row) for row in rows]})


def _described(row: UserSession) -> dict[str, Any]:
    what = device(row.user_agent)
    label = _("Log uit op %(device)s") % {"device": what}
    return {"pk": row.pk, "since": row.created_at, "ip": row.ip, "what": what, "label": label, "here": row.is_current()}


def device(agent: str) -> str:
    """A browser and a machine in words people use: "Firefox op Windows"."""
    browsers = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox"}
    browsers |= {"FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}
    machines = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "CrOS": "Chromebook"}
    machines |= {"Windows": "Windows", "Mac OS": "Mac", "Linux": "Linux"}
    browser = next((name for mark, name in browsers.items() if mark in agent), _("Onbekende browser"))
    machine = next((name for mark, name in machines.items() if mark in agent), "")
    return _("%(browser)s op %(machine)s") % {"browser": browser, "machine": machine} if machine else browser


@login_required
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Sign out on another device: `session` says which, without it on all others."""
    chosen = request.POST.get("session", "")
    if chosen and not (chosen.isascii() and chosen.isdigit() and len(chosen) < 19):
        raise Http404
    only = int(chosen) if chosen else None
    number = people.end_sessions(
        request.user, by=request.user, now=timezone.now(), only=only, keep=request.session.session_key
    )
    if only and not number:
        raise Http404
    done = ngettext("Uitgelogd op %(number)s apparaat.", "Uitgelogd op %(number)s apparaten.", number) % {
        "number": number
    }
    messages.success(request, done)
    return redirect("usersessions_list")
