"""The network as a whole; the office takes it over from Excel (choose, see what would change, confirm), and takes it along.

Between the two nothing is kept here: what was shown goes along with the page, signed, for who saw it alone.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.accounts.states import Sector
from reports.excel import XLSX
from reports.network import actions, queries
from reports.network.excel import COLUMNS, empty_workbook
from reports.network.forms import NetworkForm
from reports.network.overview import overview
from reports.network.sheet import NEEDED, Person, read_network
from reports.office.views.listing import export
from selfeval.instruments.located import Problem
from selfeval.sheets.container import InvalidSheet

HOUR = 3600
MANY = ("works", "places", "named", "sectors")


@require_safe
@never_cache
@login_required
def network_overview(request: HttpRequest) -> HttpResponse:
    """How the network stands."""
    require_office(request)
    found = overview(today=timezone.localdate())
    return render(request, "reports/network/overview.html", {"here": "network", "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def import_network(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; then what is wrong with it, or what it would change."""
    require_office(request)
    form = NetworkForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if request.method == "POST" else 200)
    today = timezone.localdate()
    try:
        people = read_network(form.cleaned_data["sheet"], queries.lists(), today=today)
        changes = queries.compared(people, today=today)
    except InvalidSheet as invalid:
        return _page(request, form, problems=invalid.problems, status=422)
    context = {
        "here": "network",
        "changes": [one for one in changes if one.any or one.notes],
        "new": sum(one.new for one in changes),
        "changed": sum(one.any and not one.new for one in changes),
        "same": sum(not one.any for one in changes),
        "sealed": signing.dumps([_plain(one) for one in people], salt=_salt(request), compress=True),
    }
    return render(request, "reports/network/confirm.html", context)


@require_POST
@login_required
def confirm_network(request: HttpRequest) -> HttpResponse:
    """Make and change what was shown."""
    require_office(request)
    try:
        rows = signing.loads(request.POST.get("rijen", ""), salt=_salt(request), max_age=HOUR)
        done = actions.import_network([_person(row) for row in rows], by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except signing.BadSignature:
        old = _("Deze bladzijde was te oud. Er is niets ingelezen: kies het bestand opnieuw.")
        return _page(request, NetworkForm(), problems=[Problem("", old)], status=409)
    except InvalidSheet as invalid:
        return _page(request, NetworkForm(), problems=invalid.problems, status=409)
    except actions.Meanwhile as meanwhile:
        return _page(request, NetworkForm(), problems=[Problem("", str(meanwhile))], status=409)
    words = {"new": done.new, "changed": done.changed, "same": done.same}
    said = _("Nieuw: %(new)s. Veranderd: %(changed)s. Stonden er al zo: %(same)s.") % words
    messages.success(request, said if done.new or done.changed else _("Alles stond er al. Er is niets veranderd."))
    return redirect("auditors:network")


@require_safe
@login_required
def network_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    require_office(request)
    headers = {"Content-Disposition": 'attachment; filename="netwerk-inlezen.xlsx"'}
    content = empty_workbook([str(one.label) for one in Sector], dated=timezone.localdate())
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_safe
@login_required
def network_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The network to take along, in the columns of the import."""
    require_office(request)
    return export(request, form, "netwerk", "Netwerk", COLUMNS, queries.everybody())


def _page(
    request: HttpRequest, form: NetworkForm, *, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    context = {"here": "network", "form": form, "problems": problems, "needed": NEEDED}
    return render(request, "reports/network/import.html", context, status=status)


def _salt(request: HttpRequest) -> str:
    return f"reports.import_network:{request.user.pk}"


def _plain(one: Person) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(one).items()}


def _person(row: dict[str, Any]) -> Person:
    many = {name: None if row[name] is None else tuple(row[name]) for name in MANY}
    return Person(**{**row, **many, "until": row["until"] and date.fromisoformat(row["until"])})
