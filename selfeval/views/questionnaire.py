"""Answering: the overview with the state of each theme, one page per theme, and saving one statement as it is given.

What a theme page shows stands in `theme_page`.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selfeval import actions, queries
from selfeval.entries import EMPTY
from selfeval.forms import ThemeForm
from selfeval.loaders import device_of, load_evaluation
from selfeval.states import EvaluationState
from selfeval.views.refusals import refusing
from selfeval.views.theme_page import CHECK, following, notices, progress, theme_page


@require_safe
@never_cache
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The task list: every theme and how far it is, in any order."""
    evaluation = load_evaluation(request, pk)
    if evaluation.state == EvaluationState.COMPLETED:
        return redirect("selfeval:completed", pk)
    stand = queries.Stand(evaluation)
    shown = {one.theme.code: one for one in stand.themes}
    parts = [(part, [shown[theme.code] for theme in part.themes]) for part in stand.instrument.parts]
    following_open = next((one for one in stand.themes if one.total and one.state != "done"), None)
    context = {"evaluation": evaluation, "stand": stand, "parts": parts, "next": following_open}
    return render(request, "selfeval/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def theme(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The statements of one theme. Whatever button is pressed, what was filled in is saved first."""
    evaluation = load_evaluation(request, pk)
    stand = queries.Stand(evaluation, entries={} if request.method == "POST" else None)  # saving reads them, locked
    here = stand.theme_stand(code)
    if here is None:
        raise Http404
    if request.method != "POST":
        if evaluation.state == EvaluationState.COMPLETED:
            return redirect("selfeval:completed", pk)
        return theme_page(request, stand, here)
    # All of the theme, also what stopped applying while it was being filled in: typed is typed.
    form = ThemeForm(here.theme.statements, stand.instrument.top, request.POST)
    device = device_of(request)
    saved = actions.save_answers(evaluation, form.sent, device=device, now=timezone.now())
    told = queries.unseen_overwrites(evaluation, device, form.typed)
    actions.mark_overwrites_seen(told, now=timezone.now())
    for notice in notices(stand.instrument, told, saved.overwrote):
        messages.warning(request, notice)
    if form.errors:
        return theme_page(request, queries.Stand(evaluation, saved.entries), here, form)
    return redirect(_destination(request, stand, code))


@require_POST
def save(request: HttpRequest, pk: UUID, code: str) -> JsonResponse:
    """Save one or more statements of a theme the moment they are given; answers what the page must show now."""
    evaluation = load_evaluation(request, pk)
    stand = queries.Stand(evaluation, entries={})
    here = stand.theme_stand(code)
    if here is None:
        raise Http404
    form = ThemeForm(here.statements, stand.instrument.top, request.POST)
    try:
        saved = actions.save_answers(evaluation, form.sent, device=device_of(request), now=timezone.now())
    except actions.WrongState:
        closed = _("Deze zelfevaluatie is intussen afgerond. Je antwoord is niet meer opgeslagen.")
        return JsonResponse({"errors": dict.fromkeys(form.typed, closed)}, status=409)
    now_stand = queries.Stand(evaluation, saved.entries)
    answer = {
        "marks": {one: saved.entries.get(one, EMPTY).mark for one in form.sent},
        "errors": form.errors,
        "notices": notices(stand.instrument, [], saved.overwrote),
        "progress": progress(now_stand),
    }
    return JsonResponse(answer)


def _destination(request: HttpRequest, stand: queries.Stand, code: str) -> str:
    """Where the pressed button leads: a theme, an opinion, the overview, the check page, or simply on."""
    pk, kind, where = stand.evaluation.pk, *request.POST.get("naar", "").partition("/")[::2]
    if kind == "thema" and stand.theme_stand(where):
        return reverse("selfeval:theme", args=[pk, where])
    if kind == "mening" and where in stand.instrument.by_code:
        return reverse("selfeval:rate_statement", args=[pk, where])
    if kind in {"overzicht", "profiel", "link"}:
        return reverse(
            {"overzicht": "selfeval:overview", "profiel": "selfeval:profile", "link": "selfeval:link"}[kind], args=[pk]
        )
    after = following(stand, code)
    if request.POST.get("terug") == CHECK or after is None:
        return reverse("selfeval:check", args=[pk])
    return reverse("selfeval:theme", args=[pk, after.theme.code])
