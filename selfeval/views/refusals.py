"""What a person sees when an act is refused: what is wrong, what to do, and what they had filled in."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from selfeval import queries
from selfeval.actions import Blocked, WrongState
from selfeval.entries import UNKNOWN
from selfeval.scoring import NA
from selfeval.states import EvaluationState

View = Callable[..., HttpResponse]


def refusing(view: View) -> View:
    """Turn an act's refusal into a page (409) that keeps what was typed in sight."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WrongState as wrong:
            heading, reasons = _explained(str(wrong))
        except Blocked as blocked:
            heading, reasons = _("Dit kan nu niet"), blocked.reasons
        context = {"heading": heading, "reasons": reasons, "typed": _typed(request, kwargs["pk"]), "pk": kwargs["pk"]}
        return render(request, "selfeval/refused.html", context, status=409)

    return answer


def _explained(state: str) -> tuple[str, tuple[str, ...]]:
    """Why an act does not fit where the evaluation stands."""
    if state == EvaluationState.COMPLETED.label:
        return _("Deze zelfevaluatie is al afgerond"), (
            _("Daarom is hier niets meer veranderd. Wil je iets aanpassen? Begin dan een nieuwe versie."),
        )
    return _("Deze zelfevaluatie is nog niet afgerond"), (_("Rond die eerst af. Daarna kan dit wel."),)


def _typed(request: HttpRequest, pk: UUID) -> list[tuple[str, str]]:
    """What was filled in at statements, in words: the answer as its label, the texts as they are."""
    scale = queries.scale_of(pk)
    words = {str(level): one.label for level, one in enumerate(scale)}
    words |= {NA: _("niet van toepassing"), UNKNOWN: _("weet ik nog niet")}
    labels = {"reden": _("Reden bij %s"), "opmerking": _("Opmerking bij %s")}
    found = []
    for name, value in request.POST.items():
        code, _hyphen, kind = name.rpartition("-") if name.endswith(tuple(labels)) else (name, "", "")
        if value and name == "organisation_name":
            found.append((_("Naam van de organisatie"), value))
        elif value and f"{code}-was" in request.POST:
            found.append((labels[kind] % code if kind else code, value if kind else words.get(value, value)))
    return found
