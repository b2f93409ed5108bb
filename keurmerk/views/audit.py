"""The audit: the overview, one theme, all that is open; saved whole by a button, or by statement as it is typed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

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
from keurmerk.actions import findings as acts
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.drafts import Sent
from keurmerk.forms.judging import FOUND, Entries
from keurmerk.judging import Found
from keurmerk.loaders import load_application
from keurmerk.models import Application
from keurmerk.queries.audit import Auditing, auditing
from keurmerk.queries.offers import fits
from keurmerk.queries.scores import score_rows
from keurmerk.states import Verb
from keurmerk.views.acting import reading_of, refused
from keurmerk.views.audit_page import changed_page, fine, lacks, open_page, theme_page
from keurmerk.views.saving import codes_in, moves_in, progress_of, replaced_words, saved_as_typed

CHOSEN = {"open": "keurmerk:find_open", "veranderd": "keurmerk:find_changed"}  # pages with a part of the statements
NEXT = (Verb.RECOMMEND, Verb.ASK_SUPPLEMENT, Verb.DRAW_SAMPLE, Verb.WIDEN_SAMPLE)


def _auditing(request: HttpRequest, code: str) -> tuple[Application, Auditing | None]:
    """The application with the audit; None where it is not to be done now. Raises Http404, PermissionDenied."""
    application = load_application(request, code, to=Verb.FIND)
    return application, auditing(application) if fits(Verb.FIND, application.state) else None


def _not_now(request: HttpRequest, application: Application) -> HttpResponse:
    state = application.get_state_display()  # type: ignore[attr-defined]
    return refused(
        request, application, _("Er is nu geen dossier om te beoordelen: de aanvraag staat op “%s”.") % state
    )


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """How far the audit is, the sample, what was asked in addition, and what can be done."""
    application, found = _auditing(request, code)
    if found is None:
        return _not_now(request, application)
    reading = reading_of(request, application)
    reading.auditing = found
    since = found.assessing.since
    offered = {one.verb: one for one in queries.offers(reading, person_of(request))}
    context = {
        "application": application,
        "found": found,
        "next": next((one for one in found.themes if one.open), None),
        "first_changed": bool(since and any(line.code in since.changed for line in found.open)),
        "rows": score_rows(found.assessing),
        "offers": [offered[verb] for verb in NEXT if verb in offered],
        "progress": progress_of(found.done, found.total),
    }
    return render(request, "keurmerk/audit/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def theme(request: HttpRequest, code: str, theme: str) -> HttpResponse:
    """The sample of one theme. Whatever button is pressed, what was filled in is saved first."""
    application, found = _auditing(request, code)
    if found is None:
        return _not_now(request, application)
    here = found.theme(theme)
    if here is None:
        raise Http404
    if request.method != "POST":
        return theme_page(request, application, found, here)
    form, saved = _save_page(request, application)
    if isinstance(saved, HttpResponse):
        return saved
    if form.errors:
        return theme_page(request, application, saved, saved.theme(theme) or here, form)
    return _destination(request, application, saved, theme)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def open_statements(request: HttpRequest, code: str) -> HttpResponse:
    """All of the sample that is still to be found, on one page."""
    return _chosen(request, code, "keurmerk:find_open", open_page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def changed_statements(request: HttpRequest, code: str) -> HttpResponse:
    """Of a renewal: all that changed since the mark that is renewed, on one page."""
    return _chosen(request, code, "keurmerk:find_changed", changed_page)


def _chosen(request: HttpRequest, code: str, name: str, shown: Callable[..., HttpResponse]) -> HttpResponse:
    """A page with statements of several themes; with its button one comes back to what of it is still open, else goes on."""
    application, found = _auditing(request, code)
    if found is None:
        return _not_now(request, application)
    if request.method != "POST":
        return shown(request, application, found)
    form, saved = _save_page(request, application)
    if isinstance(saved, HttpResponse):
        return saved
    if form.errors:
        return shown(request, application, saved, form)
    return _onwards(request, application, saved, name)


def _onwards(request: HttpRequest, application: Application, found: Auditing, name: str) -> HttpResponse:
    """Where the pressed button of such a page leads; adding a statement to the sample is done on the way."""
    code = application.code
    kind, _sep, where = request.POST.get("naar", "").partition("/")
    if kind == "erbij":
        return _widened(request, application, where, then=f"{reverse(name, args=[code])}#{where}")
    if kind == "thema" and found.theme(where):
        return redirect("keurmerk:find_theme", code, where)
    if kind in (named := _named(code, where)):
        return redirect(named[kind])
    left = any(line.code in codes_in(request) for line in found.open)
    return redirect(name if left and request.POST.get("over") else "keurmerk:find", code)


def _named(code: str, statement: str) -> dict[str, str]:
    """The ways out of a page that do not depend on which page it is, by the name of their button."""
    return {
        "vraag": f"{reverse('keurmerk:ask_supplement', args=[code])}?{urlencode({'stelling': statement})}",
        **{kind: reverse(page, args=[code]) for kind, page in CHOSEN.items()},
        "overzicht": reverse("keurmerk:find", args=[code]),
    }


def _widened(request: HttpRequest, application: Application, statement: str, *, then: str) -> HttpResponse:
    """Add this statement to the sample, and go on there."""
    try:
        acts.widen_sample(application, statements=[statement], by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except (WrongState, Blocked) as wrong:
        return refused(request, application, str(wrong))
    return redirect(then)


def _save_page(request: HttpRequest, application: Application) -> tuple[Entries, Auditing | HttpResponse]:
    """Save what a page sent, with what its button says in one press; or the page that says it is too late."""
    form, over = Entries(Found, FOUND, codes_in(request), request.POST), request.POST.get("over", "")
    if over in form.sent and form.sent[over].entry == Found():
        form.sent[over] = Sent(fine(), form.sent[over].seen)
    try:
        saved = _save(request, application, form)
    except (WrongState, Blocked) as wrong:
        return form, refused(request, application, str(wrong))
    for words in replaced_words(saved.overwrote):
        messages.warning(request, words)
    return form, saved.auditing


def _save(request: HttpRequest, application: Application, form: Entries) -> acts.Saved:
    saved = acts.save_findings(
        application,
        form.sent,
        by=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
        moves=moves_in(request),
    )
    for one, why in saved.refused.items():
        form.refuse(one, why)
    return saved


def _destination(request: HttpRequest, application: Application, found: Auditing, theme: str) -> HttpResponse:
    """Where the pressed button leads; adding a statement to the sample is done on the way."""
    code, there = application.code, reverse("keurmerk:find_theme", args=[application.code, theme])
    kind, _sep, where = request.POST.get("naar", "").partition("/")
    here, following = found.theme(theme), found.following(theme)
    if kind == "erbij":
        return _widened(request, application, where, then=f"{there}#{where}")
    if kind == "thema" and found.theme(where):
        return redirect("keurmerk:find_theme", code, where)
    if kind in (named := _named(code, where)):
        return redirect(named[kind])
    if request.POST.get("over") and here and here.open:
        return redirect(f"{there}#{here.open[0].code}")
    on = following.code if following and following.code != theme else ""
    return redirect("keurmerk:find_theme", code, on) if on else redirect("keurmerk:find", code)


@require_POST
@never_cache
@login_required
def save(request: HttpRequest, code: str) -> JsonResponse:
    """Save one or more findings the moment they are given; answers what the page must show now."""
    application = load_application(request, code, to=Verb.FIND)
    form = Entries(Found, FOUND, codes_in(request), request.POST)

    def save() -> dict[str, Any]:
        saved = _save(request, application, form)
        found = saved.auditing
        return {
            **form.answer(found.findings),
            "notices": replaced_words(saved.overwrote),
            "progress": progress_of(found.done, found.total),
            "lacks": {one: lacks(found.found(one)) for one in form.sent},
        }

    return saved_as_typed(form, save)
