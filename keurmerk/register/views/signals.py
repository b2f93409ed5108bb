"""Somebody says that something is wrong at an organisation with the mark. It goes to the office and to nobody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from keurmerk.actions.outside import receive_signal
from keurmerk.register.entries import entry_of
from keurmerk.register.forms import SignalForm
from keurmerk.register.views.limits import SIGNALS
from keurmerk.register.views.pages import load_mark


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signal(request: HttpRequest, number: str) -> HttpResponse:
    """The form. What a program filled in is thanked for and thrown away, so that it learns nothing."""
    mark = load_mark(number)
    form = SignalForm(request.POST or None)
    page = {"entry": entry_of(mark, timezone.localdate()), "form": form}
    if request.method != "POST":
        return render(request, "keurmerk/register/signal.html", page)
    if not form.is_valid():
        return render(request, "keurmerk/register/signal.html", page, status=422)
    if SIGNALS.reached(request):
        return render(request, "keurmerk/register/signal.html", {**page, "too_many": True}, status=429)
    SIGNALS.count(request)
    if not form.trapped:
        receive_signal(mark, **form.signal, now=timezone.now())
    return redirect("register:signal_received", number)


@never_cache
@require_safe
def signal_received(request: HttpRequest, number: str) -> HttpResponse:
    """Thanks, and what happens now."""
    entry = entry_of(load_mark(number), timezone.localdate())
    return render(request, "keurmerk/register/signal_received.html", {"entry": entry})
