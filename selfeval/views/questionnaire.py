"""Answering: the overview with the state of each theme, one page per theme, and saving one statement as it is given.

What a theme page shows stands in `theme_page`.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selfeval import actions, queries
from selfeval.entries import EMPTY
from selfeval.forms import ThemeForm
from selfeval.loaders import actor_of, device_of, load_evaluation
from selfeval.models import Evaluation
from selfeval.queries.earlier import tally
from selfeval.states import EvaluationState
from selfeval.views.earlier import confirm
from selfeval.views.refusals import refusing
from selfeval.views.theme_page import CHECK, TOLD, numbers_in, progress, replaced_of_others, theme_page

_NOTHING_LEFT = gettext_lazy(
    "Jullie profiel is intussen veranderd: bij “%(title)s” hoef je niets meer in te vullen. Wat je invulde, is bewaard."
)


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
    context = {
        "evaluation": evaluation,
        "stand": stand,
        "parts": parts,
        "next": following_open,
        "earlier": tally(stand),
    }
    return render(request, "selfeval/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def theme(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The statements of one theme. Whatever button is pressed, what was filled in is saved first."""
    evaluation = load_evaluation(request, pk, to="answer")
    if request.method == "POST":
        return _save_theme(request, evaluation, code)
    if evaluation.state == EvaluationState.COMPLETED:
        return redirect("selfeval:completed", pk)
    stand = queries.Stand(evaluation)
    here = stand.theme_stand(code)
    if here is None or not here.total:
        raise Http404
    return theme_page(request, stand, here)


def _save_theme(request: HttpRequest, evaluation: Evaluation, code: str) -> HttpResponse:
    stand = queries.Stand(evaluation, entries={})  # saving reads them, locked
    here = stand.theme_stand(code)
    if here is None:
        raise Http404
    # All of the theme, also what stopped applying while it was being filled in: typed is typed.
    form = ThemeForm(here.theme.statements, stand.instrument.top, request.POST)
    confirmed = confirm(request, evaluation, form)
    device, now = device_of(request), timezone.now()
    saved = actions.save_answers(evaluation, form.sent, device=device, now=now, by=actor_of(request))
    if saved.overwrote:  # what of one's own was replaced is told once more after this: nothing is missed
        messages.warning(request, replaced_of_others(stand.instrument, saved.overwrote))
    elif told := numbers_in(request.POST.get(TOLD, "")):
        actions.mark_overwrites_seen(evaluation, told, device=device, now=now)
    if form.errors:
        now_stand = queries.Stand(evaluation, saved.entries)
        return theme_page(request, now_stand, now_stand.theme_stand(code) or here, form)
    if not here.total:
        messages.warning(request, _NOTHING_LEFT % {"title": here.theme.title})
    if confirmed and (left := _still_open(queries.Stand(evaluation, saved.entries), code)):
        return redirect(f"{reverse('selfeval:theme', args=[evaluation.pk, code])}{_back(request)}#{left}")
    return HttpResponseRedirect(_destination(request, stand, code))


def _still_open(stand: queries.Stand, code: str) -> str:
    """The first statement of this theme that has no answer yet; "" where all have one."""
    here = stand.theme_stand(code)
    return next((s.code for s in here.statements if stand.entry(s.code).given is None), "") if here else ""


def _back(request: HttpRequest) -> str:
    return f"?terug={CHECK}" if request.POST.get("terug") == CHECK else ""


@require_POST
def save(request: HttpRequest, pk: UUID, code: str) -> JsonResponse:
    """Save one or more statements of a theme the moment they are given; answers what the page must show now."""
    evaluation = load_evaluation(request, pk, to="answer")
    stand = queries.Stand(evaluation, entries={})
    here = stand.theme_stand(code)
    if here is None:
        raise Http404
    form = ThemeForm(here.theme.statements, stand.instrument.top, request.POST)
    try:
        saved = actions.save_answers(
            evaluation, form.sent, device=device_of(request), now=timezone.now(), by=actor_of(request)
        )
    except actions.WrongState:
        closed = _("Deze zelfevaluatie is intussen afgerond. Je antwoord is niet meer opgeslagen.")
        return JsonResponse({"errors": dict.fromkeys(form.typed, closed)}, status=409)
    entries = {one: saved.entries.get(one, EMPTY) for one in form.sent}
    answer = {
        "marks": {one: entry.mark for one, entry in entries.items()},
        "stored": {name: value for one, entry in entries.items() for name, value in form.differing(one, entry).items()},
        "errors": form.errors,
        "notices": [replaced_of_others(stand.instrument, saved.overwrote)] if saved.overwrote else [],
        "progress": progress(queries.Stand(evaluation, saved.entries)),
    }
    return JsonResponse(answer)


def _destination(request: HttpRequest, stand: queries.Stand, code: str) -> str:
    """Where the pressed button leads: a theme, an opinion, the overview, the check page, or simply on."""
    pk, kind, where = stand.evaluation.pk, *request.POST.get("naar", "").partition("/")[::2]
    if kind == "thema" and (there := stand.theme_stand(where)) and there.total:
        return reverse("selfeval:theme", args=[pk, where])
    if kind == "mening" and where in stand.instrument.by_code:
        return reverse("selfeval:rate_statement", args=[pk, where])
    if kind in {"overzicht", "profiel", "link"}:
        return reverse(
            {"overzicht": "selfeval:overview", "profiel": "selfeval:profile", "link": "selfeval:link"}[kind], args=[pk]
        )
    after = stand.following(code)
    if request.POST.get("terug") == CHECK or after is None:
        return reverse("selfeval:check", args=[pk])
    return reverse("selfeval:theme", args=[pk, after.theme.code])
