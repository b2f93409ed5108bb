"""The decision: what was decided, for everybody concerned; and deciding, by the office, with what it rests on in sight."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions, queries
from keurmerk.actions import decision as acts
from keurmerk.forms.decision import DecideForm
from keurmerk.loaders import load_application
from keurmerk.queries.basis import Basis
from keurmerk.queries.rulings import rulings
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage, reading_of

# What may be done on the page of the decision.
HERE = (
    Verb.OBJECT,
    Verb.REPORT_CONDITION,
    Verb.JUDGE_CONDITION,
    Verb.CONFIRM_CONDITIONS,
    Verb.CONDITIONS_FAILED,
    Verb.PASS_OBJECTION,
    Verb.UPHOLD,
    Verb.DISMISS,
)
DECIDING = (Verb.GRANT, Verb.GRANT_CONDITIONALLY, Verb.REFUSE)


@require_safe
@never_cache
@login_required
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """What was decided, why, and what now; an earlier decision below it."""
    application = load_application(request, code)
    person, reading = person_of(request), reading_of(request, application)
    found = rulings(reading)
    offers = queries.offers(reading, person, HERE + DECIDING)
    context = {
        "application": application,
        "rulings": found,
        "today": reading.today,
        "member": permissions.reads(application, person),
        "offers": [one for one in offers if not one.reasons],
        "held_back": [one for one in offers if one.reasons and one.verb in HERE],
    }
    return render(request, "keurmerk/decision/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """The office grants the mark."""
    return _deciding(
        request, code, Verb.GRANT, acts.grant, _("Het keurmerk is toegekend. De organisatie krijgt bericht.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """The office refuses the mark."""
    said = _("Het keurmerk is niet toegekend. De organisatie krijgt bericht, en kan binnen zes weken bezwaar maken.")
    return _deciding(request, code, Verb.REFUSE, acts.refuse, said)


def _deciding(request: HttpRequest, code: str, verb: Verb, do: Callable[..., object], said: str) -> HttpResponse:
    def act(one: Any, data: Any, moves: int | None) -> object:
        return do(one, reasons=data["reasons"], by=request.user, now=timezone.now(), moves=moves)

    return ActPage(
        verb=verb,
        form=lambda _one, posted: DecideForm(posted),
        do=act,
        template="keurmerk/decision/decide.html",
        context=lambda one: {"basis": Basis(one), "choices": DECIDING},
        done=said,
    ).answer(request, code)
