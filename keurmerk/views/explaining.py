"""The page of a theme of the dossier: explanations, saved as they are typed, with the answer and the evidence beside them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goedgeregeld.accounts.loaders import person_of
from keurmerk.actions import dossier as acts
from keurmerk.actions.carrying_over import confirm_carried
from keurmerk.actions.ritual import WrongState
from keurmerk.drafts import MAX_WORDS
from keurmerk.forms.dossier import ExplanationsForm, seen_mark
from keurmerk.loaders import load_dossier
from keurmerk.models import Application
from keurmerk.queries import dossier as reads
from keurmerk.queries.carried import carried_open
from keurmerk.queries.evidence import unseen_replacements
from keurmerk.states import Verb
from keurmerk.views.acting import refused
from keurmerk.views.dossier import may_work

TOLD = "gezien"  # the field with the numbers of the replacements that the page told of
CONFIRM = "klopt"  # the button that says that what was taken over still holds
SHORTENED = 200  # characters of somebody else's text in a message
WAYS = {"bestanden": "keurmerk:add_files", "link": "keurmerk:add_link", "bezoek": "keurmerk:add_visit"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def theme(request: HttpRequest, code: str, theme: str) -> HttpResponse:
    """The statements of one theme: the answer, the explanation, the evidence. Whatever button is pressed saves first."""
    if request.method == "POST":
        return _save_theme(request, code, theme)
    application = load_dossier(request, code, working=True)
    book = reads.working(application)
    return _theme_page(request, application, book, theme)


def _theme_page(
    request: HttpRequest,
    application: Application,
    book: reads.Book | None,
    theme: str,
    form: ExplanationsForm | None = None,
) -> HttpResponse:
    here = book.theme(theme) if book else None
    if book is None or here is None:
        raise Http404
    errors, typed = (form.errors, form.typed) if form else ({}, {})
    carried = set(carried_open(application, book))
    told = [] if form else unseen_replacements(application, person_of(request).user_id)
    context = {
        "application": application,
        "book": book,
        "here": here,
        "following": book.following(theme),
        "statements": [_statement(line, errors, typed, carried) for line in here.lines],
        "told": told,
        "told_numbers": " ".join(str(one.pk) for one in told),
        "errors": [(f"#{code}", f"{code}: {text}") for code, text in errors.items()],
        "has_errors": bool(errors),
        "may_work": may_work(request, application),
        "MAX_WORDS": MAX_WORDS,
    }
    return render(request, "keurmerk/dossier/theme.html", context, status=422 if errors else 200)


def _statement(
    line: reads.Line, errors: Mapping[str, str], typed: Mapping[str, str], carried: Collection[str]
) -> dict[str, Any]:
    stored = line.item.explanation
    return {
        "line": line,
        "text": typed.get(line.code, stored) if line.code in errors else stored,
        "seen": seen_mark(stored),
        "error": errors.get(line.code, ""),
        "carried": line.code in carried,
    }


def _save_theme(request: HttpRequest, code: str, theme: str) -> HttpResponse:
    application = load_dossier(request, code, to=Verb.WORK_ON_DOSSIER)
    book, here, form = _sent(request, application, theme)
    try:
        saved = acts.save_explanations(application, form.sent, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except WrongState as wrong:
        return refused(request, application, str(wrong))
    if saved.overwrote:
        messages.warning(request, _replaced_of_others(saved.overwrote))
    elif told := _numbers_in(request.POST.get(TOLD, "")):
        acts.mark_replaced_seen(application, told, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    if form.errors:
        return _theme_page(request, application, reads.working(application), theme, form)
    kind, _slash, where = request.POST.get("naar", "").partition("/")
    if kind == CONFIRM and where in here.codes:
        return _confirm(request, application, book, here, where)
    return redirect(_destination(request, application, book, here))


def _confirm(
    request: HttpRequest, application: Application, book: reads.Book, here: reads.ThemeLines, statement: str
) -> HttpResponse:
    """What was taken over at this statement still holds: on to the next of this theme of which that is still to be said."""
    try:
        confirm_carried(application, statement, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except WrongState as wrong:
        return refused(request, application, str(wrong))
    left = next((one for one in carried_open(application, book) if one in here.codes), statement)
    there = reverse("keurmerk:dossier_theme", args=[application.code, here.theme.code])
    return redirect(f"{there}#{left}")


@require_POST
@login_required
def save(request: HttpRequest, code: str, theme: str) -> JsonResponse:
    """Save one or more explanations as they are typed; answers what the page must show now."""
    application = load_dossier(request, code, to=Verb.WORK_ON_DOSSIER)
    _book, _here, form = _sent(request, application, theme)
    try:
        saved = acts.save_explanations(application, form.sent, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except WrongState as wrong:
        return JsonResponse({"errors": dict.fromkeys(form.typed, str(wrong))}, status=409)
    answer = {
        "marks": {one: seen_mark(explained.text) for one, explained in saved.stored.items()},
        "stored": {
            name: text
            for one, explained in saved.stored.items()
            for name, text in form.differing(one, explained).items()
        },
        "errors": form.errors,
        "notices": [_replaced_of_others(saved.overwrote)] if saved.overwrote else [],
    }
    return JsonResponse(answer)


def _sent(
    request: HttpRequest, application: Application, theme: str
) -> tuple[reads.Book, reads.ThemeLines, ExplanationsForm]:
    book = reads.working(application)
    here = book.theme(theme) if book else None
    if book is None or here is None:
        raise Http404
    return book, here, ExplanationsForm([line.code for line in here.lines], request.POST)


def _replaced_of_others(overwrote: Mapping[str, str]) -> str:
    """In words: what of others you have just replaced. Short, for it travels in a cookie."""
    if len(overwrote) > 3:
        codes = ", ".join(overwrote)
        return _("Bij %(codes)s had iemand anders intussen iets geschreven. Jouw toelichtingen staan er nu.") % {
            "codes": codes
        }
    return " ".join(
        _("Bij %(code)s had iemand anders intussen geschreven: “%(text)s”. Jouw toelichting staat er nu.")
        % {"code": code, "text": text if len(text) <= SHORTENED else text[:SHORTENED].rstrip() + "…"}
        for code, text in overwrote.items()
    )


def _numbers_in(told: str) -> list[int]:
    """The numbers in the field TOLD; whatever else stands there is not from our page."""
    return [int(one) for one in told.split() if one.isascii() and one.isdecimal() and len(one) < 19]


def _destination(request: HttpRequest, application: Application, book: reads.Book, here: reads.ThemeLines) -> str:
    """Where the pressed button leads: evidence at a statement, another theme, the overview, or simply on."""
    kind, _slash, where = request.POST.get("naar", "").partition("/")
    if kind in WAYS and where in book.by_code:
        return f"{reverse(WAYS[kind], args=[application.code])}?statements={where}"
    if kind == "kies" and where in book.by_code:
        return reverse("keurmerk:pick_evidence", args=[application.code, where])
    if kind == "stuk" and where.isascii() and where.isdecimal() and int(where) in book.evidence:
        return reverse("keurmerk:use_evidence", args=[application.code, int(where)])
    if kind == "thema" and book.theme(where):
        return reverse("keurmerk:dossier_theme", args=[application.code, where])
    after = book.following(here.theme.code)
    if kind == "overzicht" or after is None:
        return reverse("keurmerk:work_on_dossier", args=[application.code])
    return reverse("keurmerk:dossier_theme", args=[application.code, after.theme.code])
