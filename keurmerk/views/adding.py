"""Adding evidence in three ways: files, a link, or something that can be seen at a visit."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.uploads.values import MIB
from keurmerk.actions import evidence as acts
from keurmerk.actions.ritual import WrongState
from keurmerk.forms.evidence import FilesForm, LinkForm, StatementsForm, VisitForm
from keurmerk.loaders import load_dossier
from keurmerk.models import Application, Evidence
from keurmerk.queries import dossier as reads
from keurmerk.queries.evidence import theme_of
from keurmerk.queries.offers import fits
from keurmerk.states import Verb
from keurmerk.views.acting import refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add_files(request: HttpRequest, code: str) -> HttpResponse:
    """Upload files. A script sends them one by one and asks for JSON; without it the form sends them all at once."""
    application = load_dossier(request, code, to=Verb.WORK_ON_DOSSIER)
    if not fits(Verb.WORK_ON_DOSSIER, application.state):
        return not_now(request, application)
    form = _adding(request, application, FilesForm)
    if request.method != "POST":
        return _add_page(request, application, form, "keurmerk/dossier/add_files.html")
    return _take_files(request, application, form) if form.is_valid() else _files_refused(request, application, form)


def _take_files(request: HttpRequest, application: Application, form: Any) -> HttpResponse:
    uploads = [acts.Upload(one.file, one.name or "", one.size or 0) for one in form.cleaned_data["files"]]
    statements = form.cleaned_data["statements"]
    try:
        added = acts.add_files(application, uploads, statements=statements, **who(request))
    except WrongState as wrong:
        if _asks_json(request):
            return JsonResponse({"refused": [["", str(wrong)]]}, status=409)
        return refused(request, application, str(wrong))
    where = back_to(application, statements)
    if _asks_json(request):
        return JsonResponse({"kept": len(added.kept), "known": len(added.known), "refused": added.refused, "to": where})
    _tell(request, added)
    if added.refused:
        context = {"refused_files": added.refused}
        return _add_page(request, application, form, "keurmerk/dossier/add_files.html", context, status=422)
    return redirect(where)


def _asks_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


def _files_refused(request: HttpRequest, application: Application, form: forms.Form) -> HttpResponse:
    if _asks_json(request):
        reasons = [["", str(text)] for texts in form.errors.values() for text in texts]
        return JsonResponse({"refused": reasons}, status=422)
    return _add_page(request, application, form, "keurmerk/dossier/add_files.html", status=422)


def _tell(request: HttpRequest, added: acts.Added) -> None:
    if added.kept:
        number = len(added.kept)
        words = ngettext("%(n)d bestand is toegevoegd.", "%(n)d bestanden zijn toegevoegd.", number)
        messages.success(request, words % {"n": number})
    for piece in added.known:
        messages.info(request, _("“%s” stond al in het dossier. Het is niet nog een keer bewaard.") % piece.title)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add_link(request: HttpRequest, code: str) -> HttpResponse:
    """Add a page elsewhere."""
    return _add(request, code, LinkForm, "keurmerk/dossier/add_link.html", acts.add_link, ("title", "url"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add_visit(request: HttpRequest, code: str) -> HttpResponse:
    """Add something that can be seen at a visit."""
    return _add(request, code, VisitForm, "keurmerk/dossier/add_visit.html", acts.add_visit, ("title",))


def _add(
    request: HttpRequest,
    code: str,
    kind: type[StatementsForm],
    template: str,
    act: Callable[..., Evidence],
    fields: tuple[str, ...],
) -> HttpResponse:
    application = load_dossier(request, code, to=Verb.WORK_ON_DOSSIER)
    if not fits(Verb.WORK_ON_DOSSIER, application.state):
        return not_now(request, application)
    form = _adding(request, application, kind)
    if request.method != "POST" or not form.is_valid():
        return _add_page(request, application, form, template, status=422 if form.is_bound else 200)
    values = {name: form.cleaned_data[name] for name in fields}
    try:
        piece = act(application, **values, statements=form.cleaned_data["statements"], **who(request))
    except WrongState as wrong:
        return refused(request, application, str(wrong))
    messages.success(request, _("“%s” is toegevoegd.") % piece.title)
    return redirect(back_to(application, form.cleaned_data["statements"]))


def _adding(request: HttpRequest, application: Application, kind: type[StatementsForm]) -> Any:
    book = reads.working(application)
    if request.method == "POST":
        return kind(request.POST, request.FILES, book=book)
    chosen = [one for one in request.GET.getlist("statements") if book and one in book.by_code]
    return kind(book=book, initial={"statements": chosen})


def _add_page(
    request: HttpRequest,
    application: Application,
    form: Any,
    template: str,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    known = {code for code, _label in form.fields["statements"].choices}
    asked = form["statements"].value() or []
    statements = [one for one in asked if one in known]
    context = {
        "application": application,
        "form": form,
        "statements": statements,
        "back": back_to(application, statements),
        "largest": settings.EVIDENCE_FILE_MB * MIB,
        **(more or {}),
    }
    return render(request, template, context, status=status)


def back_to(application: Application, statements: list[str]) -> str:
    """The statement on the page of its theme, where it was added at one; else the list."""
    theme = theme_of(application, statements[0]) if len(statements) == 1 else None
    if theme is None:
        return reverse("keurmerk:evidence", args=[application.code])
    return f"{reverse('keurmerk:dossier_theme', args=[application.code, theme])}#{statements[0]}"


def who(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": request.user, "now": timezone.now()}


def not_now(request: HttpRequest, application: Application) -> HttpResponse:
    """The working copy cannot be changed where the application stands (409)."""
    why = _("Dit kan nu niet (meer): de aanvraag staat op “%s”.") % application.get_state_display()
    return refused(request, application, why)
