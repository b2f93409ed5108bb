"""The organisation's page of its mark: how it stands, what there is to do for it, and the way to what it gives them."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions
from keurmerk.loaders import load_mark
from keurmerk.models import MarkChange
from keurmerk.queries import carrying, declaring, handing_over
from keurmerk.queries.mark_acts import changes_of
from keurmerk.register.entries import HAPPENED, Entry, whole_entry


@require_safe
@never_cache
@login_required
def our_mark(request: HttpRequest, number: str) -> HttpResponse:
    """For its organisation, and for the office to see what they see. Raises Http404."""
    mark, person, today = load_mark(request, number), person_of(request), timezone.localdate()
    entry, changes, held = whole_entry(mark, today), changes_of(mark), carrying.as_held(mark, today)
    context = {
        "mark": mark,
        "held": held,
        "entry": entry,
        "happened": _happened(entry, changes),
        "declarations": [one for one in declaring.declarations_of(mark) if one != held.asked],
        "hand_over": handing_over.hand_over_of(mark),
        "may_hand_over": permissions.may_hand_over(mark, person),
        "suspended": next((one for one in reversed(changes) if one.verb == "suspend"), None),
        "is_member": permissions.carries(mark, person),
        "manages": permissions.manages_mark(mark, person),
    }
    return render(request, "keurmerk/our_mark/page.html", context)


def _happened(entry: Entry, changes: list[MarkChange]) -> list[tuple[str, date, str]]:
    """What happened to it, oldest first: in words, when, and why."""
    reasons = {(one.verb, timezone.localdate(one.at)): one.reasons for one in changes}
    return [(str(HAPPENED[what]), on, reasons.get((what, on), "")) for what, on in entry.history]
