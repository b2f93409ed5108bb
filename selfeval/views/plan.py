"""The improvement plan as a whole: as a board or a list, and what of the advice goes into it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from selfeval import actions
from selfeval.loaders import actor_of, sees_whole_plan
from selfeval.models import Evaluation
from selfeval.queries import plan as queries
from selfeval.states import Progress
from selfeval.views.planning import BOARD, LIST, planning


@require_safe
@planning(to="read")
def page(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """The whole plan."""
    today = timezone.localdate()
    whole = sees_whole_plan(request, evaluation)
    found = queries.actions_in(evaluation, whole=whole)
    board = queries.Board(queries.rows_of(found, today=today, here=evaluation, discreet=not whole))
    people = queries.people_in(board.rows)
    states = [*Progress.choices, (queries.LATE, _("te laat"))]
    asked = request.GET.get
    wanted = queries.Wanted(
        state=asked("stand", "") if asked("stand") in dict(states) else "",
        who=asked("wie", "") if asked("wie") in people else "",
    )
    context = {
        "evaluation": evaluation,
        "board": board,
        "view": LIST if asked("weergave") == LIST else BOARD,
        "wanted": wanted,
        "rows": wanted.of(board.rows),
        "people": people,
        "states": states,
        "today": today,
    }
    return render(request, "selfeval/plan/page.html", context)


@require_safe
@planning(to="fill")
def choose(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Everything the advice says can be better, to press into the plan."""
    planned = queries.in_plan(evaluation)
    rows = [(theme, one, one.code in planned) for theme, one in queries.suggestions(evaluation)]
    return render(request, "selfeval/plan/choose.html", {"evaluation": evaluation, "rows": rows})


@require_POST
@planning(to="fill")
def from_advice(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """One advice into the plan, and back to where it was pressed."""
    code = request.POST.get("stelling", "")
    made = actions.add_from_advice(evaluation, code=code, by=actor_of(request), now=timezone.now())
    messages.success(request, _("‘%(what)s’ staat in het verbeterplan.") % {"what": _short(made.what)})
    here = "reports:report" if request.POST.get("terug") == "rapport" else "selfeval:plan_choose"
    return redirect(f"{reverse(here, args=[evaluation.pk])}#advies-{made.statement}")


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
