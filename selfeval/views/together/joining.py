"""The door for who answers: the link in a mail, the link for everybody, or one's own link to go on later. No account."""

from secrets import token_urlsafe

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from selfeval import actions, queries
from selfeval.forms.together import JoinForm
from selfeval.loaders import remember_response, secret_of
from selfeval.models import Response
from selfeval.queries.together import Behind, OwnStand, behind, is_open

OTHER = "anders"  # somebody else wants to answer on this device


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked, how long it takes, who sees it; then begin or go on. Looking writes nothing."""
    found = behind(token)
    if found is None:
        return render(request, "selfeval/together/dead_link.html", status=404)
    one = found.round
    if not is_open(one, timezone.localdate()):
        if found.response is not None and found.response.handed_in:
            remember_response(request, one, token)
            return redirect("selfeval:respond", one.pk)
        return render(request, "selfeval/together/over.html", {"round": one}, status=410)
    if found.response is not None:
        return _go_on(request, found, token)
    held = secret_of(request, one.pk)
    if found.everybody and held and OTHER not in request.POST and OTHER not in request.GET:
        return render(request, "selfeval/together/join.html", {"found": found, "round": one, "held": True})
    return _begin(request, found, token)


def _go_on(request: HttpRequest, found: Behind, token: str) -> HttpResponse:
    """Whoever opens a link by which somebody began is asked first whether it is theirs."""
    if request.method == "POST" or secret_of(request, found.round.pk) == token:
        remember_response(request, found.round, token)
        return redirect("selfeval:respond", found.round.pk)
    context = {"found": found, "round": found.round, "whose": _whose(found)}
    return render(request, "selfeval/together/join.html", context)


def _begin(request: HttpRequest, found: Behind, token: str) -> HttpResponse:
    one, invited = found.round, found.invited
    asked = [] if invited and invited.group else one.groups
    form = JoinForm(request.POST if request.method == "POST" else None, named=not one.anonymous, groups=asked)
    if request.method == "POST" and form.is_valid():
        secret = token_urlsafe(24) if found.everybody else token
        try:
            actions.begin_response(
                one,
                secret=secret,
                invited=invited,
                name=form.cleaned_data.get("name", ""),
                group=form.cleaned_data.get("group", ""),
                now=timezone.now(),
            )
        except actions.RoundOver:
            return render(request, "selfeval/together/over.html", {"round": one}, status=410)
        except actions.Blocked as blocked:
            return render(
                request, "selfeval/together/over.html", {"round": one, "reasons": blocked.reasons}, status=409
            )
        remember_response(request, one, secret)
        return redirect("selfeval:respond", one.pk)
    context = {
        "found": found,
        "round": one,
        "whose": _whose(found),
        "form": form,
        "other": OTHER in request.POST or OTHER in request.GET,
        "minutes": queries.minutes_for(_statements(found)),
        "statements": _statements(found),
        "declined": invited is not None and invited.declined,
        "token": token,
    }
    return render(request, "selfeval/together/join.html", context, status=422 if form.errors else 200)


def _statements(found: Behind) -> int:
    """How many statements somebody gets who begins here."""
    blank = found.response or Response(round=found.round, themes=found.invited.themes if found.invited else [])
    return OwnStand(blank).total


def _whose(found: Behind) -> str:
    """To whom the link was mailed, so that its owner knows it and nobody else learns it: "w…@example.org"."""
    if found.invited is None or not found.invited.email:
        return ""
    name, _at, place = found.invited.email.partition("@")
    return f"{name[:1]}…@{place}"


@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Not taking part (no more mail), or after all."""
    found = behind(token)
    if found is None or found.invited is None:
        return render(request, "selfeval/together/dead_link.html", status=404)
    again = "toch" in request.POST
    actions.decline(found.invited, on=not again)
    if again:
        return redirect("selfeval:join", token)
    return render(request, "selfeval/together/declined.html", {"round": found.round, "token": token})
