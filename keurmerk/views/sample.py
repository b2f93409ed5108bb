"""The sample: drawing it, and adding statements by hand."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import findings as acts
from keurmerk.forms.audit import DrawForm, WidenForm
from keurmerk.models import Application
from keurmerk.queries.audit import auditing
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def draw_sample(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the sample."""

    def do(application: Application, values: Mapping[str, Any], moves: int | None) -> None:
        number, now = values["per_theme"], timezone.now()
        acts.draw_sample(application, per_theme=number, by=request.user, now=now, moves=moves)  # type: ignore[arg-type]

    return ActPage(
        verb=Verb.DRAW_SAMPLE,
        do=do,
        form=lambda _application, posted: DrawForm(posted),
        template="keurmerk/audit/draw.html",
        context=_counted,
        done=_("De steekproef is getrokken."),
        then=reverse("keurmerk:find", args=[code]),
    ).answer(request, code)


def _counted(application: Application) -> Mapping[str, Any]:
    """What is always in it."""
    found = auditing(application)
    if found is None:
        return {}
    candidates = found.candidates()
    return {
        "found": found,
        "always": sum(bool(one.reasons) for one in candidates),
        "essential": sum(one.essential for one in candidates),
        "corrected": sum(one.corrected for one in candidates),
        "insufficient": sum(one.insufficient for one in candidates),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def widen_sample(request: HttpRequest, code: str) -> HttpResponse:
    """Add statements by hand."""

    def do(application: Application, values: Mapping[str, Any], moves: int | None) -> None:
        chosen, now = values["statements"], timezone.now()
        acts.widen_sample(application, statements=chosen, by=request.user, now=now, moves=moves)  # type: ignore[arg-type]

    def form(application: Application, posted: Any) -> WidenForm:
        found = auditing(application)
        lines = [line for one in found.themes for line in one.rest] if found else []
        return WidenForm(posted, choices=[(line.code, f"{line.code} {line.statement.text}") for line in lines])

    return ActPage(
        verb=Verb.WIDEN_SAMPLE,
        do=do,
        form=form,
        done=_("Toegevoegd aan de steekproef."),
        then=reverse("keurmerk:find", args=[code]),
    ).answer(request, code)
