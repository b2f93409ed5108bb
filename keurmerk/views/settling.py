"""What follows on a conditional decision: reporting, judging, confirming, or finding that it failed."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import settling as acts
from keurmerk.forms.acts import ActForm
from keurmerk.forms.decision import DecideForm, JudgeForm, ReportForm
from keurmerk.models import Application
from keurmerk.queries import Reading
from keurmerk.queries.decision import to_show
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage, reading_of

Forms = Callable[[Reading, Any], ActForm]


def _page(request: HttpRequest, verb: Verb, do: Callable[..., object], form: Forms, done: str) -> ActPage:
    """The page of an act on the conditions: they stand above the form, with how far each is."""

    def reading(one: Application) -> Reading:
        return reading_of(request, one)

    def act(one: Application, data: Any, moves: int | None) -> object:
        values = {name: value for name, value in data.items() if name != "moves"}
        return do(one, **values, by=request.user, now=timezone.now(), moves=moves)

    return ActPage(
        verb=verb,
        form=lambda one, posted: form(reading(one), posted),
        do=act,
        template=f"keurmerk/decision/{verb.value}.html",
        context=lambda one: {"conditions": reading(one).conditions, "today": reading(one).today},
        done=done,
    )


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """The condition somebody came for."""
    asked = request.GET.get("voorwaarde", "")
    return {"condition": int(asked)} if asked.isascii() and asked.isdecimal() and len(asked) < 19 else {}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def report_condition(request: HttpRequest, code: str) -> HttpResponse:
    """The organisation reports that a condition is met."""

    def form(reading: Reading, posted: Any) -> ActForm:
        open_ones = [one for one in reading.conditions if one.may_report]
        pieces = to_show(reading.application)
        return ReportForm(posted, conditions=open_ones, evidence=pieces, initial=_chosen(request))

    done = _("Jullie melding ligt bij de auditor. Jullie krijgen bericht.")
    return _page(request, Verb.REPORT_CONDITION, acts.report_condition, form, done).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def judge_condition(request: HttpRequest, code: str) -> HttpResponse:
    """The auditor judges what was reported."""

    def form(reading: Reading, posted: Any) -> ActForm:
        waiting = [one for one in reading.conditions if one.waits]
        return JudgeForm(posted, conditions=waiting, initial=_chosen(request))

    done = _("Je oordeel is bewaard. De organisatie en NOV krijgen bericht.")
    return _page(request, Verb.JUDGE_CONDITION, acts.judge_condition, form, done).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def confirm_conditions(request: HttpRequest, code: str) -> HttpResponse:
    """The office confirms that all is met, and the mark is granted."""
    done = _("Het keurmerk is toegekend. De organisatie krijgt bericht.")
    page = _page(
        request, Verb.CONFIRM_CONDITIONS, acts.confirm_conditions, lambda _reading, posted: ActForm(posted), done
    )
    return page.answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def conditions_failed(request: HttpRequest, code: str) -> HttpResponse:
    """The office finds that the conditions are not met."""
    done = _("Het keurmerk is niet toegekend. De organisatie krijgt bericht, en kan binnen zes weken bezwaar maken.")
    page = _page(
        request, Verb.CONDITIONS_FAILED, acts.conditions_failed, lambda _reading, posted: DecideForm(posted), done
    )
    return page.answer(request, code)
