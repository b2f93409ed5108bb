"""Finishing: check your answers, complete, and what comes after (the report, a new version)."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from selfeval import actions, queries
from selfeval.instruments.model import Statement
from selfeval.loaders import actor_of, load_evaluation, remember, remember_new, token_of
from selfeval.models import Evaluation
from selfeval.queries.together import is_open, round_of
from selfeval.states import EvaluationState
from selfeval.views.earlier import in_words
from selfeval.views.refusals import refusing


@require_safe
@never_cache
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All answers on one page, what is still open first; from here the evaluation is completed."""
    evaluation = load_evaluation(request, pk)
    if evaluation.state == EvaluationState.COMPLETED:
        return redirect("selfeval:completed", pk)
    return _check_page(request, queries.Stand(evaluation))


def _check_page(request: HttpRequest, stand: queries.Stand, reasons: tuple[str, ...] = ()) -> HttpResponse:
    open_codes = {s.code for s in stand.unanswered}
    themes = [
        (one, [_checked(stand, s, s.code in open_codes) for s in one.statements]) for one in stand.themes if one.total
    ]
    context = {
        "evaluation": stand.evaluation,
        "stand": stand,
        "themes": themes,
        "open": [(one.theme, s) for one in stand.themes for s in one.statements if s.code in open_codes],
        "reasons": reasons,
        "answering": _answering(stand.evaluation),
    }
    return render(request, "selfeval/check.html", context, status=409 if reasons else 200)


def _answering(evaluation: Evaluation) -> bool:
    """Whether others may still answer: completing shuts them out."""
    one = round_of(evaluation)
    return one is not None and is_open(one, timezone.localdate())


def _checked(stand: queries.Stand, statement: Statement, is_open: bool) -> dict[str, object]:
    """One line of the check page."""
    entry = stand.entry(statement.code)
    words = in_words(stand.instrument, replace(entry, remark=""))
    return {"statement": statement, "words": words, "remark": entry.remark, "open": is_open}


@require_POST
def complete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Complete. A second press finds it completed, which is what was asked."""
    evaluation = load_evaluation(request, pk, to="fill")
    if evaluation.state != EvaluationState.COMPLETED:
        try:
            actions.complete(evaluation, now=timezone.now(), by=actor_of(request))
        except actions.Blocked as blocked:
            return _check_page(request, queries.Stand(evaluation), blocked.reasons)
        except actions.WrongState:
            pass  # another tab completed it a moment ago
    return redirect("selfeval:completed", pk)


@require_safe
@never_cache
def completed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Done: the report, and what can come next."""
    evaluation = load_evaluation(request, pk)
    if evaluation.state != EvaluationState.COMPLETED:
        return redirect("selfeval:overview", pk)
    return render(request, "selfeval/completed.html", {"evaluation": evaluation})


@require_POST
@refusing
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new version, with the answers of this one."""
    evaluation = load_evaluation(request, pk, to="fill")
    made, token = actions.copy_evaluation(evaluation, now=timezone.now(), by=actor_of(request))
    keep = remember if token_of(request, pk) else remember_new  # who came by a link goes on by a link
    keep(request, made, token)
    messages.success(request, _("Je werkt nu in een nieuwe versie. De vorige blijft zoals hij was."))
    return redirect("selfeval:overview", made.pk)


@require_POST
@refusing
def repeat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Again, some time later: a new evaluation that asks after every answer of this one; the profile first."""
    evaluation = load_evaluation(request, pk, to="fill")
    made, token = actions.repeat(evaluation, by=actor_of(request), now=timezone.now())
    keep = remember if token_of(request, pk) else remember_new
    keep(request, made, token)
    messages.success(
        request,
        _(
            "Jullie beginnen opnieuw. De vorige zelfevaluatie blijft zoals zij was. Kijk eerst of deze gegevens nog kloppen."
        ),
    )
    return redirect("selfeval:profile", made.pk)
