"""What the pages of the improvement plan share: the completed evaluation instead of its key, and what a refusal becomes."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from selfeval import actions
from selfeval.loaders import load_evaluation
from selfeval.models import Evaluation
from selfeval.states import EvaluationState

View = Callable[..., HttpResponse]
LIST, BOARD = "lijst", "bord"


def planning(to: str) -> Callable[[View], View]:
    """Give the view the evaluation, to "read" or to "fill" its plan. One that is not completed has no plan yet.

    An action that is gone or elsewhere by now is said above the plan; nothing else was lost.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        @never_cache
        def checked(request: HttpRequest, pk: UUID, **rest: Any) -> HttpResponse:
            evaluation = load_evaluation(request, pk, to=to)
            if evaluation.state != EvaluationState.COMPLETED:
                messages.info(request, _("Het verbeterplan maken jullie als de zelfevaluatie is afgerond."))
                return redirect("selfeval:overview", pk)
            try:
                return view(request, evaluation, **rest)
            except (actions.ActionGone, actions.NotNow) as late:
                messages.warning(request, str(late))
            except actions.Blocked as blocked:
                messages.warning(request, " ".join(blocked.reasons))
            return back_to_plan(request, evaluation)

        return checked

    return decorated


def back_to_plan(request: HttpRequest, evaluation: Evaluation, number: int | None = None) -> HttpResponse:
    """To the plan, in the view one came from, at this action."""
    query = {"weergave": LIST} if request.POST.get("weergave") == LIST else {}
    place = f"#actie-{number}" if number else ""
    return redirect(f"{reverse('selfeval:plan', args=[evaluation.pk])}{'?' if query else ''}{urlencode(query)}{place}")
