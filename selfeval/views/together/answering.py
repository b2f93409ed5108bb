"""One of several, answering alone: the overview, a page per theme, saving as it is given, handing in, taking back.

The pages are those of the questionnaire (`questionnaire`, `theme_page`) with one person's own entries; of anybody else's
nothing is read here.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selfeval import actions
from selfeval.entries import EMPTY, UNKNOWN
from selfeval.forms import ThemeForm
from selfeval.loaders import forget_response, load_response, secret_of
from selfeval.models import Response
from selfeval.queries import ThemeStand
from selfeval.queries.together import OwnStand, is_open
from selfeval.views.statement_html import statement_afresh, statement_html
from selfeval.views.theme_page import DRAWINGS, progress
from selfeval.views.together.refusals import refusing

View = Callable[..., HttpResponse]


def _while_open(view: View) -> View:
    """Give the view the response in place of its key; a GET once the round is closed leads to the overview, which says so."""

    @wraps(view)
    def checked(request: HttpRequest, pk: UUID, **kwargs: str) -> HttpResponse:
        response = load_response(request, pk)
        if request.method != "POST" and not is_open(response.round, timezone.localdate()):
            return redirect("selfeval:respond", pk)
        return view(request, response, **kwargs)

    return checked


@require_safe
@never_cache
def respond(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own task list, or, once the round is closed, that it is."""
    response = load_response(request, pk)
    one, stand = response.round, OwnStand(response)
    if not is_open(one, timezone.localdate()):
        sees = one.closed_at is not None and one.shared and response.handed_in
        context = {"round": one, "response": response, "sees": sees}
        return render(request, "selfeval/together/after.html", context)
    shown = {theme.theme.code: theme for theme in stand.themes if theme.total}
    parts = [
        (part, found)
        for part in stand.instrument.parts
        if (found := [shown[theme.code] for theme in part.themes if theme.code in shown])
    ]
    context = {
        "round": one,
        "response": response,
        "stand": stand,
        "parts": parts,
        "next": next((theme for theme in shown.values() if theme.state != "done"), None),
        "address": settings.SITE_URL + reverse("selfeval:join", args=[secret_of(request, pk)]),
    }
    return render(request, "selfeval/together/respond.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing("selfeval:respond")
@_while_open
def theme(request: HttpRequest, response: Response, code: str) -> HttpResponse:
    """The statements of one theme. Whatever button is pressed, what was filled in is saved first."""
    stand = OwnStand(response)
    here = stand.theme_stand(code)
    if here is None or not here.total:
        raise Http404
    if request.method != "POST":
        return _page(request, stand, here)
    form = ThemeForm(here.statements, stand.instrument.top, request.POST)
    kept = actions.save_response(response, form.sent, now=timezone.now())
    if form.errors:
        stand = OwnStand(response, kept.entries)
        return _page(request, stand, stand.theme_stand(code) or here, form)
    return redirect(_destination(request, stand, code))


@require_POST
@_while_open
def save(request: HttpRequest, response: Response, code: str) -> JsonResponse:
    """Save one or more statements the moment they are given; answers what the page must show now."""
    stand = OwnStand(response)
    here = stand.theme_stand(code)
    if here is None or not here.total:
        raise Http404
    form = ThemeForm(here.statements, stand.instrument.top, request.POST)
    try:
        kept = actions.save_response(response, form.sent, now=timezone.now())
    except actions.RoundOver:
        closed = _("De ronde is intussen gesloten. Je antwoord is niet meer opgeslagen.")
        return JsonResponse({"errors": dict.fromkeys(form.typed, closed)}, status=409)
    entries = {one: kept.entries.get(one, EMPTY) for one in form.sent}
    answer = {
        "marks": {one: entry.mark for one, entry in entries.items()},
        "stored": {name: value for one, entry in entries.items() for name, value in form.differing(one, entry).items()},
        "errors": form.errors,
        "progress": progress(OwnStand(response, kept.entries)),
    }
    return JsonResponse(answer)


def _page(request: HttpRequest, stand: OwnStand, here: ThemeStand, form: ThemeForm | None = None) -> HttpResponse:
    errors, seal = (form.errors if form else {}), stand.evaluation.instrument_version.sha256
    html = []
    for one in here.statements:
        stored = stand.entry(one.code)
        if form and one.code in errors:
            typed, error = form.typed[one.code], errors[one.code]
            html.append(statement_afresh(stand.instrument, one, typed, stored.mark, error=error, alone=True))
        else:
            html.append(statement_html(stand.instrument, seal, one, stored, stored.mark, alone=True))
    part = stand.instrument.part_of(here.theme.code)
    context = {
        "round": stand.response.round,
        "here": here,
        "part": part,
        "drawing": DRAWINGS.get(part.code, "path"),
        "statements": mark_safe("\n".join(html)),  # noqa: S308 - statement_html escapes
        "errors": [(f"#{code}", f"{code}: {error}") for code, error in errors.items()],
        "has_errors": bool(errors),
        "progress": progress(stand),
        "themes": [one for one in stand.themes if one.total],
        "following": stand.following(here.theme.code),
    }
    return render(request, "selfeval/together/theme.html", context, status=422 if errors else 200)


def _destination(request: HttpRequest, stand: OwnStand, code: str) -> str:
    pk, kind, where = stand.response.round_id, *request.POST.get("naar", "").partition("/")[::2]
    if kind == "thema" and (there := stand.theme_stand(where)) and there.total:
        return reverse("selfeval:respond_theme", args=[pk, where])
    after = stand.following(code)
    if kind == "overzicht":
        return reverse("selfeval:respond", args=[pk])
    if after is None:
        return reverse("selfeval:hand_in", args=[pk])
    return reverse("selfeval:respond_theme", args=[pk, after.theme.code])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing("selfeval:respond")
@_while_open
def hand_in(request: HttpRequest, response: Response) -> HttpResponse:
    """How far one is, and that these are one's answers."""
    if request.method == "POST":
        actions.hand_in(response, now=timezone.now())
        messages.success(request, _("Dank je wel. Je antwoorden zijn ingeleverd."))
        return redirect("selfeval:respond", response.round_id)
    stand = OwnStand(response)
    unknown = sum(stand.entry(one.code).choice == UNKNOWN for one in stand.statements)
    context = {
        "round": response.round,
        "response": response,
        "stand": stand,
        "unknown": unknown,
        "blank": stand.total - stand.answered - unknown,
        "open": [
            (one, theme.theme) for theme in stand.themes for one in theme.statements if not stand.entry(one.code).choice
        ],
    }
    return render(request, "selfeval/together/hand_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing("selfeval:respond")
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Erase one's own answers, after being asked."""
    response = load_response(request, pk)
    if request.method == "POST":
        actions.take_back(response)
        forget_response(request, pk)
        return render(request, "selfeval/together/taken_back.html", {"round": response.round})
    one = response.round
    context = {"round": one, "response": response, "too_late": one.anonymous and one.closed_at is not None}
    return render(request, "selfeval/together/take_back.html", context)
