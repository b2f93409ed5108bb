"""Ending an application before there is a decision."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import ending as acts
from keurmerk.forms.objection import LapseForm, WithdrawForm
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """The organisation stops; first it reads what that means."""
    return ActPage(
        verb=Verb.WITHDRAW,
        form=lambda _one, posted: WithdrawForm(posted),
        do=lambda one, data, moves: acts.withdraw(
            one,
            reason=data["reason"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/decision/withdraw.html",
        done=_("De aanvraag is gestopt. Wie erbij betrokken was, krijgt bericht."),
    ).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def let_lapse(request: HttpRequest, code: str) -> HttpResponse:
    """The office closes an application."""
    return ActPage(
        verb=Verb.LET_LAPSE,
        form=lambda _one, posted: LapseForm(posted),
        do=lambda one, data, moves: acts.let_lapse(
            one,
            reason=data["reason"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/decision/let_lapse.html",
        done=_("De aanvraag is gesloten. De organisatie krijgt bericht."),
    ).answer(request, code)
