"""What a person sees when an act on a round is refused: what is wrong and where to go on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selfeval.actions import Blocked, RoundOver

View = Callable[..., HttpResponse]


def refusing(onward: str) -> Callable[[View], View]:
    """Turn a refusal into a page (409) with a button to the page `onward` of the same key; what was typed stays in sight."""

    def wrapper(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except RoundOver as over:
                heading, reasons = _("De ronde is gesloten"), (str(over), _("Er is niets meer veranderd."))
            except Blocked as blocked:
                heading, reasons = _("Dit kan nu niet"), blocked.reasons
            context = {
                "heading": heading,
                "reasons": reasons,
                "onward": reverse(onward, args=[kwargs["pk"]]),
                "typed": _typed(request),
            }
            return render(request, "selfeval/together/refused.html", context, status=409)

        return answer

    return wrapper


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The words that were typed at statements, to be taken over; choices are quickly made again."""
    words = {"reden": _("Reden bij %s"), "opmerking": _("Opmerking bij %s")}
    found = []
    for name, value in request.POST.items():
        code, _hyphen, kind = name.rpartition("-")
        if kind in words and value.strip():
            found.append((words[kind] % code, value))
    return found
