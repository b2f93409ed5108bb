"""One mark at the office: its page, and suspending, reinstating and withdrawing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions
from keurmerk.actions import mark_acts as acts
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.conditions.mark_acts import blockers
from keurmerk.forms.marks import MarkReasonsForm, RevokeForm
from keurmerk.loaders import load_office_mark
from keurmerk.models import Mark, Signal
from keurmerk.queries import declaring, handing_over, mark_acts
from keurmerk.queries.importing import may_be_linked
from keurmerk.register.entries import entry_of
from keurmerk.states import MarkVerb

Act = Callable[..., Mark]


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, number: str) -> HttpResponse:
    """All there is to know of it: facts, state, what happened, signals."""
    mark, today, person = load_office_mark(request, number), timezone.localdate(), person_of(request)
    context = {
        "mark": mark,
        "entry": entry_of(mark, today),
        "offers": mark_acts.mark_offers(mark, person, today=today),
        "linkable": may_be_linked(mark),
        "changes": mark_acts.changes_of(mark),
        "renewals": mark_acts.renewals_of(mark),
        "declarations": declaring.declarations_of(mark),
        "reads_declarations": True,
        "hand_over": handing_over.hand_over_of(mark),
        "may_hand_over": True,
        "signals": mark_acts.signals_of(mark) if permissions.may_handle_signals(mark, person) else None,
    }
    return render(request, "keurmerk/marks/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def suspend_mark(request: HttpRequest, number: str) -> HttpResponse:
    """For the time being it is not valid."""
    return _act(request, number, MarkVerb.SUSPEND, acts.suspend, done=_("Het keurmerk is geschorst."))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def reinstate_mark(request: HttpRequest, number: str) -> HttpResponse:
    """It is valid again."""
    return _act(request, number, MarkVerb.REINSTATE, acts.reinstate, done=_("De schorsing is opgeheven."))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def revoke_mark(request: HttpRequest, number: str) -> HttpResponse:
    """It is over for good."""
    return _act(request, number, MarkVerb.REVOKE, acts.revoke, done=_("Het keurmerk is ingetrokken."))


def _act(request: HttpRequest, number: str, verb: MarkVerb, act: Act, *, done: str) -> HttpResponse:
    """GET shows the act, POST does it once and returns to the mark."""
    mark, today = load_office_mark(request, number), timezone.localdate()
    posted = request.POST if request.method == "POST" else None
    signal = _signal(request, mark)
    form = RevokeForm(posted, expected=mark.number) if verb == MarkVerb.REVOKE else MarkReasonsForm(posted)
    if posted is None and not mark_acts.fits(verb, mark, today):
        return refused(request, mark, mark_acts.why_not(verb, mark, today))
    page: dict[str, Any] = {
        "mark": mark,
        "entry": entry_of(mark, today),
        "verb": verb,
        "form": form,
        "seen": mark_acts.last_change(mark),
        "renewal": mark_acts.live_renewal(mark),
        "signal": signal,
    }
    template = f"keurmerk/marks/{verb.value}.html"
    if posted is None:
        return render(request, template, {**page, "reasons": blockers(mark, person_of(request))})
    if not form.is_valid():
        return render(request, template, page, status=422)
    seen = form.cleaned_data["moves"]
    try:
        act(mark, reasons=form.cleaned_data["reasons"], by=request.user, now=timezone.now(), seen=seen)
    except Blocked as blocked:
        return render(request, template, {**page, "reasons": blocked.reasons}, status=409)
    except WrongState as wrong:
        return refused(request, mark, str(wrong))
    messages.success(request, done)
    there = ("keurmerk:office_signal", signal.pk) if signal else ("keurmerk:office_mark", mark.number)
    return redirect(*there)


def _signal(request: HttpRequest, mark: Mark) -> Signal | None:
    """The open signal from which one came here, and to which one goes back; None where it is none of this mark."""
    asked = request.GET.get("signaal", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
    return next((one for one in mark_acts.signals_of(mark) if one.pk == number), None) if number else None


def refused(request: HttpRequest, mark: Mark, why: str) -> HttpResponse:
    """The act does not fit where the mark stands by now (409); what was typed stays in sight, to be copied."""
    typed = [text for name, text in request.POST.items() if name not in {"csrfmiddlewaretoken", "moves", "number"}]
    page = {"mark": mark, "why": why, "typed": [text for text in typed if text.strip()]}
    return render(request, "keurmerk/marks/refused.html", page, status=409)
