"""The acts that fix an assessment: giving the dossier back, and the advice."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import assessment as acts
from keurmerk.forms.assessment import AdviceForm, EndForm, ReturnForm
from keurmerk.models import Application
from keurmerk.queries.assessment import assessing
from keurmerk.queries.scores import missing_words, score_rows
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage


def _page(request: HttpRequest, verb: Verb, act: Callable[..., object], done: str, **rest: Any) -> ActPage:
    def do(application: Application, values: Mapping[str, Any], moves: int | None) -> None:
        word = "remarks" if verb == Verb.RETURN_DOSSIER else "reasons"
        act(application, by=request.user, now=timezone.now(), moves=moves, **{word: values["reasons"]})

    form = rest.pop("form", AdviceForm)
    return ActPage(
        verb=verb,
        do=do,
        form=lambda _application, posted: form(posted),
        template="keurmerk/assessment/advise.html",
        context=_figures,
        done=done,
    )


def _figures(application: Application) -> Mapping[str, Any]:
    found = assessing(application)
    if found is None:
        return {}
    return {"found": found, "rows": score_rows(found), "missing": missing_words(found)}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def return_dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Give the dossier back, with remarks."""
    done = _("Het dossier is terug bij de organisatie. Ze ziet je oordeel en je opmerkingen.")
    return _page(request, Verb.RETURN_DOSSIER, acts.return_dossier, done, form=ReturnForm).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def advise_positively(request: HttpRequest, code: str) -> HttpResponse:
    """Advise NOV to have it audited."""
    done = _("Je advies ligt bij NOV. NOV wijst nu een auditor aan.")
    return _page(request, Verb.ADVISE_POSITIVELY, acts.advise_positively, done).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def advise_negatively(request: HttpRequest, code: str) -> HttpResponse:
    """Advise against it; the organisation works on."""
    done = _("Je advies is gegeven. De organisatie kan verder werken en later opnieuw indienen.")
    return _page(request, Verb.ADVISE_NEGATIVELY, acts.advise_negatively, done).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def end_negatively(request: HttpRequest, code: str) -> HttpResponse:
    """Advise against it, and end the application."""
    done = _("Je advies is gegeven en de aanvraag is gestopt.")
    return _page(request, Verb.END_NEGATIVELY, acts.end_negatively, done, form=EndForm).answer(request, code)
