"""Signals from outside about marks, for the office only. There is no list to take along: it names people."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from keurmerk.queries import signals as queries
from keurmerk.queries.register import name_of
from keurmerk.states import SignalState
from reports.office import captions
from reports.office.forms import SignalFilter
from reports.office.views.listing import kept, page_of


@require_safe
@never_cache
@login_required
def signals(request: HttpRequest) -> HttpResponse:
    """The list: what waits on top. What was said stands on the page of each."""
    require_office(request)
    form = SignalFilter(request.GET)
    page = page_of(request, queries.signals(form.chosen))
    context = {
        "here": "signals",
        "form": form,
        "page": page,
        "rows": [(one, name_of(one.mark)) for one in page],
        "caption": captions.signals(page.paginator.count, form.chosen, states=dict(SignalState.choices)),
        "kept": kept(request),
        "chosen": form.chosen,
    }
    return render(request, "reports/office/signals.html", context)
