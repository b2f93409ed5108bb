"""Judging the dossier: the overview, one theme, all that is open; saved whole by a button, or by statement as it is typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import queries
from keurmerk.actions import assessment as acts
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.forms.judging import OPINION, Entries
from keurmerk.judging import Opinion
from keurmerk.loaders import load_application, load_assessments
from keurmerk.models import Application
from keurmerk.queries.assessment import Assessing, assessing
from keurmerk.queries.offers import fits
from keurmerk.queries.scores import choice_words, missing_words, score_rows
from keurmerk.states import Verb
from keurmerk.views.acting import reading_of, refused
from keurmerk.views.judging_page import changed_page, open_page, theme_page
from keurmerk.views.saving import codes_in, moves_in, progress_of, replaced_words, saved_as_typed

ADVICE = (Verb.ADVISE_POSITIVELY, Verb.RETURN_DOSSIER, Verb.ADVISE_NEGATIVELY, Verb.END_NEGATIVELY)
EVERYTHING = "alles"
CHOSEN = {"open": "keurmerk:assess_open", "veranderd": "keurmerk:assess_changed"}  # pages with a part of the statements


def judging(request: HttpRequest, code: str) -> tuple[Application, Assessing | None]:
    """The application with the dossier to judge; None where that is not to be done now. Raises Http404, PermissionDenied."""
    application = load_application(request, code, to=Verb.ASSESS)
    return application, assessing(application) if fits(Verb.ASSESS, application.state) else None


def not_now(request: HttpRequest, application: Application) -> HttpResponse:
    state = application.get_state_display()  # type: ignore[attr-defined]
    return refused(
        request, application, _("Er is nu geen dossier om te beoordelen: de aanvraag staat op “%s”.") % state
    )


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """How far the assessment is, the figures so far, and the advice."""
    application, found = judging(request, code)
    if found is None:
        return not_now(request, application)
    reading = reading_of(request, application)
    reading.assessing = found
    offered = {one.verb: one for one in queries.offers(reading, person_of(request))}
    context = {
        "application": application,
        "found": found,
        "next": next((one for one in found.themes if one.open), None),
        "first_changed": bool(found.since and any(line.code in found.since.changed for line in found.open)),
        "rows": score_rows(found),
        "missing": missing_words(found),
        "offers": [offered[verb] for verb in ADVICE if verb in offered],
        "progress": progress_of(found.done, found.total),
    }
    return render(request, "keurmerk/assessment/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def theme(request: HttpRequest, code: str, theme: str) -> HttpResponse:
    """The statements of one theme. Whatever button is pressed, what was filled in is saved first."""
    application, found = judging(request, code)
    if found is None:
        return not_now(request, application)
    here = found.theme(theme)
    if here is None:
        raise Http404
    if request.method != "POST":
        return theme_page(request, application, found, here)
    form, saved = _save_page(request, application, [line.code for line in here.of.lines])
    if isinstance(saved, HttpResponse):
        return saved
    if form.errors:
        return theme_page(request, application, saved.assessing, saved.assessing.theme(theme) or here, form)
    return redirect(_destination(request, application, saved.assessing, theme))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def open_statements(request: HttpRequest, code: str) -> HttpResponse:
    """All that is still to be judged, on one page."""
    return _chosen(request, code, "keurmerk:assess_open", open_page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def changed_statements(request: HttpRequest, code: str) -> HttpResponse:
    """Of a renewal: all that changed since the mark that is renewed, on one page."""
    return _chosen(request, code, "keurmerk:assess_changed", changed_page)


def _chosen(request: HttpRequest, code: str, name: str, shown: Callable[..., HttpResponse]) -> HttpResponse:
    """A page with statements of several themes; with its button one comes back to what of it is still open, else goes on."""
    application, found = judging(request, code)
    if found is None:
        return not_now(request, application)
    if request.method != "POST":
        return shown(request, application, found)
    form, saved = _save_page(request, application, codes_in(request))
    if isinstance(saved, HttpResponse):
        return saved
    if form.errors:
        return shown(request, application, saved.assessing, form)
    return redirect(_onwards(request, code, saved.assessing, name))


def _onwards(request: HttpRequest, code: str, found: Assessing, name: str) -> str:
    """Where the pressed button of such a page leads."""
    kind, _sep, where = request.POST.get("naar", "").partition("/")
    if kind == "thema" and found.theme(where):
        return reverse("keurmerk:assess_theme", args=[code, where])
    if kind in CHOSEN:
        return reverse(CHOSEN[kind], args=[code])
    left = any(line.code in codes_in(request) for line in found.open)
    return reverse(name if left and request.POST.get("over") else "keurmerk:assess", args=[code])


def _save_page(
    request: HttpRequest, application: Application, codes: list[str]
) -> tuple[Entries, acts.Saved | HttpResponse]:
    """Save what a page sent, and what its button takes over; or the page that says it is too late."""
    form, pressed = Entries(Opinion, OPINION, codes, request.POST), request.POST.get("over", "")
    over = codes if pressed == EVERYTHING else [pressed] if pressed else []
    try:
        saved = acts.save_opinions(
            application,
            form.sent,
            over=over,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves_in(request),
        )
    except (WrongState, Blocked) as wrong:
        return form, refused(request, application, str(wrong))
    for one, why in saved.refused.items():
        form.refuse(one, why)
    for words in replaced_words(saved.overwrote):
        messages.warning(request, words)
    return form, saved


def _destination(request: HttpRequest, application: Application, found: Assessing, theme: str) -> str:
    """Where the pressed button leads: another theme, the overview, the next open statement, or simply on."""
    code, pressed = application.code, request.POST.get("over", "")
    kind, _sep, where = request.POST.get("naar", "").partition("/")
    here, following = found.theme(theme), found.following(theme)
    if kind == "thema" and found.theme(where):
        return reverse("keurmerk:assess_theme", args=[code, where])
    if kind in CHOSEN:
        return reverse(CHOSEN[kind], args=[code])
    if kind == "overzicht":
        return reverse("keurmerk:assess", args=[code])
    if pressed and pressed != EVERYTHING and here and here.open:
        return f"{reverse('keurmerk:assess_theme', args=[code, theme])}#{here.open[0].code}"
    if following is None or following.code == theme:
        return reverse("keurmerk:assess", args=[code])
    return reverse("keurmerk:assess_theme", args=[code, following.code])


@require_POST
@never_cache
@login_required
def save(request: HttpRequest, code: str) -> JsonResponse:
    """Save one or more judgements the moment they are given; answers what the page must show now."""
    application = load_application(request, code, to=Verb.ASSESS)
    form = Entries(Opinion, OPINION, codes_in(request), request.POST)

    def save() -> dict[str, Any]:
        now, by = timezone.now(), request.user
        saved = acts.save_opinions(application, form.sent, by=by, now=now, moves=moves_in(request))  # type: ignore[arg-type]
        found = saved.assessing
        for one, why in saved.refused.items():
            form.refuse(one, why)
        return {
            **form.answer(found.opinions),
            "notices": replaced_words(saved.overwrote),
            "progress": progress_of(found.done, found.total),
            "lacks": {one: found.lacks(one) for one in form.sent},
        }

    return saved_as_typed(form, save)


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, code: str, submission: int | None = None) -> HttpResponse:
    """An assessment, to read: the last one, or that of this dossier. While it is written its adviser's only."""
    application, found, others = load_assessments(request, code, submission)
    context = {
        "application": application,
        "found": found,
        "others": [one.submission for one in others],
        "given": found.is_given,
        "rows": score_rows(found),
        "missing": missing_words(found),
        "themes": [(one, _read(found, one)) for one in found.themes],
    }
    return render(request, "keurmerk/assessment/page.html", context)


def _read(found: Assessing, one: Any) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "opinion": found.opinion(line.code),
            "corrects": found.corrects(line.code),
            "right": choice_words(found, found.opinion(line.code).choice),
            "lacking": line in found.insufficient,
        }
        for line in one.of.lines
    ]
