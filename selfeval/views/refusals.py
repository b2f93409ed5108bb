"""What a person sees when an act is refused: what is wrong, what to do, and what they had filled in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from selfeval.actions import Blocked, WrongState

View = Callable[..., HttpResponse]


def refusing(view: View) -> View:
    """Turn an act's refusal into a page (409) that keeps what was typed in sight."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WrongState:
            heading = _("Deze zelfevaluatie is al afgerond")
            reasons: tuple[str, ...] = (
                _("Daarom is hier niets meer veranderd. Wil je iets aanpassen? Begin dan een nieuwe versie."),
            )
        except Blocked as blocked:
            heading, reasons = _("Dit kan nu niet"), blocked.reasons
        typed = [(name, value) for name, value in request.POST.items() if value and not _is_plumbing(name)]
        context = {"heading": heading, "reasons": reasons, "typed": typed, "pk": kwargs["pk"]}
        return render(request, "selfeval/refused.html", context, status=409)

    return answer


def _is_plumbing(name: str) -> bool:
    return name in {"csrfmiddlewaretoken", "terug", "naar"} or name.endswith("-was")
