"""One signal from outside at the office: reading it, taking it up, closing it. Nobody else gets here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goedgeregeld.accounts.loaders import person_of
from keurmerk.actions import signals as acts
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.forms.marks import CloseSignalForm
from keurmerk.loaders import load_signal
from keurmerk.models import Signal
from keurmerk.queries.mark_acts import fits, has_acted_since
from keurmerk.register.entries import entry_of
from keurmerk.states import MarkVerb, SignalState


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def signal(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said, by whom, and what may be done; posting closes it."""
    one, posted = load_signal(request, pk), request.POST if request.method == "POST" else None
    form = CloseSignalForm(posted)
    if posted is None:
        return _page(request, one, form)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    try:
        acts.close_signal(one, outcome=form.cleaned_data["outcome"], by=request.user, now=timezone.now())
    except (WrongState, Blocked) as refused:
        return _page(request, load_signal(request, pk), form, why=str(refused), status=409)
    messages.success(request, _("Het signaal is afgehandeld."))
    return redirect("keurmerk:office_signal", pk)


@require_POST
@login_required
def take_up_signal(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on it is mine."""
    one = load_signal(request, pk)
    try:
        acts.take_up_signal(one, by=request.user, now=timezone.now())
    except WrongState as refused:
        return _page(request, load_signal(request, pk), CloseSignalForm(), why=str(refused), status=409)
    messages.success(request, _("Je hebt dit signaal in behandeling."))
    return redirect("keurmerk:office_signal", pk)


def _page(
    request: HttpRequest, one: Signal, form: CloseSignalForm, *, why: str = "", status: int = 200
) -> HttpResponse:
    mark, today = one.mark, timezone.localdate()
    context = {
        "signal": one,
        "mark": mark,
        "entry": entry_of(mark, today),
        "form": form,
        "why": why,
        "is_open": one.state != SignalState.CLOSED,
        "mine": one.handled_by_id == person_of(request).user_id,
        "may_suspend": fits(MarkVerb.SUSPEND, mark, today),
        "acted": has_acted_since(mark, one.at),
    }
    return render(request, "keurmerk/signals/page.html", context, status=status)
