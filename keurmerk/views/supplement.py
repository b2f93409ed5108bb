"""A supplement: the auditor asks, the organisation answers question by question and hands in."""

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

from keurmerk.actions import audit as acts
from keurmerk.actions.audit import NO_PIECES, Pieces, Question
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.conditions import blockers
from keurmerk.deadlines import SUPPLEMENT_DAYS, add_working_days
from keurmerk.drafts import Sent, mark_of
from keurmerk.forms.audit import DaysForm, QuestionForm, rows_of
from keurmerk.forms.judging import ANSWER, Entries, endings
from keurmerk.judging import Answer
from keurmerk.loaders import load_application
from keurmerk.models import Application, Evidence, SupplementItem
from keurmerk.queries.audit import Auditing, auditing
from keurmerk.queries.dossier import pieces_of
from keurmerk.queries.offers import fits
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage, reading_of, refused
from keurmerk.views.saving import moves_in, replaced_words, saved_as_typed

CODE = "antwoord"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The auditor asks for more: a question a line, with a day."""
    application = load_application(request, code, to=Verb.ASK_SUPPLEMENT)
    if not fits(Verb.ASK_SUPPLEMENT, application.state):
        return refused(request, application, _("Je kunt nu geen aanvulling vragen."))
    found = auditing(application)
    posted = request.POST if request.method == "POST" else None
    rows = rows_of(
        QuestionForm,
        "vraag",
        posted,
        found.book if found else None,
        initial=[{"statement": request.GET.get("stelling", "")}],
    )
    form = DaysForm(posted)
    if posted is not None and "erbij" not in posted and form.is_valid() and rows.is_valid():
        asked = [Question(one["text"], one["statement"]) for one in rows.cleaned_data if one.get("text")]
        try:
            acts.ask_supplement(
                application,
                questions=asked,
                days=form.cleaned_data["days"],
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
                moves=form.cleaned_data["moves"],
            )
        except Blocked as blocked:
            form.add_error(None, blocked.reasons)
        except WrongState as wrong:
            return refused(request, application, str(wrong))
        else:
            messages.success(
                request, _("Je vragen zijn gesteld. Je krijgt bericht als de organisatie heeft aangevuld.")
            )
            return redirect("keurmerk:application", code)
    return _ask_page(request, application, form, rows)


def _ask_page(request: HttpRequest, application: Application, form: DaysForm, rows: Any) -> HttpResponse:
    wrong = request.method == "POST" and "erbij" not in request.POST
    context = {
        "application": application,
        "verb": Verb.ASK_SUPPLEMENT,
        "form": form if wrong else DaysForm(initial={"days": request.POST.get("days", SUPPLEMENT_DAYS)}),
        "rows": rows,
        "wrong": wrong,
        "until": add_working_days(timezone.localdate(), SUPPLEMENT_DAYS),
        "reasons": blockers(reading_of(request, application), Verb.ASK_SUPPLEMENT),
    }
    return render(request, "keurmerk/audit/ask.html", context, status=422 if wrong else 200)


# --- Answering ------------------------------------------------------------------------------------------------------------


def _asked(request: HttpRequest, code: str) -> tuple[Application, Auditing | None]:
    """The application with what is asked; None where nothing is asked now. Raises Http404, PermissionDenied."""
    application = load_application(request, code, to=Verb.ANSWER_SUPPLEMENT)
    found = auditing(application) if fits(Verb.ANSWER_SUPPLEMENT, application.state) else None
    return application, found if found and found.open_request else None


def _not_now(request: HttpRequest, application: Application) -> HttpResponse:
    return refused(request, application, _("Er is nu geen vraag om aanvulling (meer) open."))


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """The questions, and how far they are."""
    application, found = _asked(request, code)
    if found is None or found.open_request is None:
        return _not_now(request, application)
    items, reading = list(found.open_request.items.all()), reading_of(request, application)
    reading.auditing = found
    context = {
        "application": application,
        "rows": [(item, found.book.by_code.get(item.statement)) for item in items],
        "done": sum(bool(item.answer) for item in items),
        "reasons": blockers(reading, Verb.SUPPLY),
    }
    return render(request, "keurmerk/audit/asked.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def answer(request: HttpRequest, code: str, item: int) -> HttpResponse:
    """The answer to one question, with evidence."""
    application, found = _asked(request, code)
    if found is None:
        return _not_now(request, application)
    asked = _item(found, item)
    if request.method != "POST":
        return _answer_page(request, application, found, asked, Answer(asked.answer))
    form = Entries(Answer, ANSWER, [CODE], request.POST)
    if form.errors:
        return _answer_page(request, application, found, asked, form.typed[CODE], form.errors[CODE])
    try:
        _kept, replaced = _keep(request, application, item, form, _pieces(request))
    except (WrongState, Blocked) as wrong:
        return refused(request, application, str(wrong))
    if replaced:
        messages.warning(request, replaced_words([_("je antwoord")])[0])
    messages.success(request, _("Je antwoord is bewaard."))
    return redirect("keurmerk:answer_supplement", code)


def _item(found: Auditing, number: int) -> SupplementItem:
    items = found.open_request.items.all() if found.open_request else ()
    asked = next((one for one in items if one.pk == number), None)
    if asked is None:
        raise Http404
    return asked


def _pieces(request: HttpRequest) -> Pieces:
    """What was put with it and taken away, against what the page showed: what somebody else did meanwhile stays."""
    chosen, shown = (
        {int(one) for one in request.POST.getlist(name) if _is_number(one)} for name in ("stuk", "stuk-was")
    )
    return Pieces(frozenset(chosen - shown), frozenset(shown - chosen))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _keep(
    request: HttpRequest, application: Application, item: int, form: Entries, pieces: Pieces
) -> tuple[Answer, tuple[str, ...]]:
    return acts.answer_supplement(
        application,
        item=item,
        sent=form.sent.get(CODE, Sent(Answer())),
        pieces=pieces,
        by=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
        moves=moves_in(request),
    )


@require_POST
@never_cache
@login_required
def save_answer(request: HttpRequest, code: str, item: int) -> JsonResponse:
    """Save the text of an answer as it is typed."""
    application = load_application(request, code, to=Verb.ANSWER_SUPPLEMENT)
    form = Entries(Answer, ANSWER, [CODE], request.POST)

    def save() -> dict[str, Any]:
        if form.errors:
            return form.answer({})
        kept, replaced = _keep(request, application, item, form, NO_PIECES)
        return {**form.answer({CODE: kept}), "notices": replaced_words([_("je antwoord")] if replaced else [])}

    return saved_as_typed(form, save)


def _answer_page(
    request: HttpRequest,
    application: Application,
    found: Auditing,
    asked: SupplementItem,
    shown: Answer,
    error: str = "",
) -> HttpResponse:
    chosen = {one.pk for one in asked.evidence.all()}
    near = chosen | set(found.book.dossier.item(asked.statement).evidence)
    pieces: list[Evidence] = list(pieces_of(application))
    address = reverse("keurmerk:save_answer", args=[application.code, asked.pk])
    context = {
        "application": application,
        "asked": asked,
        "line": found.book.by_code.get(asked.statement),
        "answer": shown,
        "seen": mark_of(Answer(asked.answer)),
        "error": error,
        "errors": [("#antwoord-tekst", error)] if error else [],
        "has_errors": bool(error),
        "near": [(piece, piece.pk in chosen) for piece in pieces if piece.pk in near],
        "others": [(piece, False) for piece in pieces if piece.pk not in near],
        "endings": endings(ANSWER),
        "save": f"{address}?moves={application.moves}",
    }
    return render(request, "keurmerk/audit/answer.html", context, status=422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def supply(request: HttpRequest, code: str) -> HttpResponse:
    """Hand in what was asked."""

    def do(application: Application, _values: Any, moves: int | None) -> None:
        acts.supply(application, by=request.user, now=timezone.now(), moves=moves)  # type: ignore[arg-type]

    done = _("De aanvulling is ingediend. De auditor gaat verder.")
    return ActPage(verb=Verb.SUPPLY, do=do, template="keurmerk/audit/supply.html", done=done).answer(request, code)
