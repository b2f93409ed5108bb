"""Evidence: all of it in a list, at which statements each piece is used, its title, and taking it away. Adding: `adding`."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions
from keurmerk.actions import evidence as acts
from keurmerk.actions.ritual import WrongState
from keurmerk.forms.evidence import PickForm, TitleForm, UseForm
from keurmerk.loaders import load_dossier, load_evidence
from keurmerk.models import Application
from keurmerk.queries import dossier as reads
from keurmerk.queries.evidence import stock_of, submissions_with
from keurmerk.states import Verb
from keurmerk.views.acting import refused
from keurmerk.views.adding import back_to, not_now, who
from keurmerk.views.dossier import may_work

Answer = Callable[[forms.Form], HttpResponse]


@require_safe
@never_cache
@login_required
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """All evidence in the working copy: what it is, at which statements, scanned or not."""
    application = load_dossier(request, code, working=True)
    context = {
        "application": application,
        "stock": stock_of(application),
        "room_mb": settings.EVIDENCE_DOSSIER_MB,
        "may_work": may_work(request, application),
    }
    return render(request, "keurmerk/dossier/evidence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def pick(request: HttpRequest, code: str, statement: str) -> HttpResponse:
    """Choose, out of what there is, what belongs to this statement."""
    application = load_dossier(request, code, to=Verb.WORK_ON_DOSSIER)
    book = reads.working(application)
    line = book.by_code.get(statement) if book else None
    if book is None or line is None:
        raise Http404

    def do(form: Any) -> HttpResponse:
        add, drop = form.change()
        acts.pick_evidence(application, statement=statement, add=add, drop=drop, **who(request))
        messages.success(request, _("Het bewijs bij %s is bijgewerkt.") % statement)
        return redirect(back_to(application, [statement]))

    form = PickForm(_posted(request), pieces=book.evidence.values(), used=line.item.evidence)
    context = {"line": line, "back": back_to(application, [statement])}
    return _page(request, application, form, "keurmerk/dossier/pick.html", context, do)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def use(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One piece: what it is, and at which statements it is used."""
    posting = request.method == "POST"
    piece = load_evidence(request, code, number, to=Verb.WORK_ON_DOSSIER if posting else None)
    application = piece.application
    book = reads.working(application) if permissions.may_see_working_copy(application, person_of(request)) else None
    used = [line for line in book.lines if piece.pk in line.item.evidence] if book else []

    def do(form: Any) -> HttpResponse:
        add, drop = form.change()
        acts.use_evidence(piece, add=add, drop=drop, **who(request))
        messages.success(request, _("Bewaard bij welke stellingen “%s” hoort.") % piece.title)
        return redirect("keurmerk:evidence", application.code)

    working = may_work(request, application) and piece.removed_at is None and book is not None
    form = (
        UseForm(_posted(request), book=book, used=[line.code for line in used])
        if book and (working or posting)
        else None
    )
    context = {"piece": piece, "used": used, "may_work": working, "handed_in": submissions_with(piece)}
    return _page(request, application, form, "keurmerk/dossier/piece.html", context, do)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def rename(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Another title."""
    piece = load_evidence(request, code, number, to=Verb.WORK_ON_DOSSIER)

    def do(form: Any) -> HttpResponse:
        acts.rename_evidence(piece, title=form.cleaned_data["title"], **who(request))
        messages.success(request, _("De naam is veranderd."))
        return redirect("keurmerk:use_evidence", code, number)

    form = TitleForm(_posted(request), initial={"title": piece.title})
    return _page(request, piece.application, form, "keurmerk/dossier/rename.html", {"piece": piece}, do)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a piece out of the working copy, after asking."""
    piece = load_evidence(request, code, number, to=Verb.WORK_ON_DOSSIER)

    def do(_form: Any) -> HttpResponse:
        acts.remove_evidence(piece, **who(request))
        messages.success(request, _("“%s” is weggehaald.") % piece.title)
        return redirect("keurmerk:evidence", code)

    uses = list(piece.uses.order_by("statement").values_list("statement", flat=True))
    stays = reads.handed_in(piece.application).filter(pk=piece.pk).exists()
    context = {"piece": piece, "uses": uses, "stays": stays}
    return _page(request, piece.application, forms.Form(_posted(request)), "keurmerk/dossier/remove.html", context, do)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    application: Application,
    form: forms.Form | None,
    template: str,
    context: dict[str, Any],
    do: Answer,
) -> HttpResponse:
    """Shown; or done, where a right form was posted."""
    context = {"application": application, "form": form, **context}
    if request.method != "POST" or form is None:
        if request.method == "POST":
            return not_now(request, application)
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=422)
    try:
        return do(form)
    except WrongState as wrong:
        return refused(request, application, str(wrong))
