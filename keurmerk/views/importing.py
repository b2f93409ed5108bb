"""Taking over marks of before this system at the office: choose a workbook, see what it would add, and confirm that.

Between the two nothing is kept here: what was shown goes along with the page, signed, for who saw it alone.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goedgeregeld.accounts.loaders import require_office
from keurmerk.actions.importing import import_marks as take_over
from keurmerk.actions.ritual import WrongState
from keurmerk.forms.importing import OldMarksForm
from keurmerk.old_marks import COLUMNS, NEEDED, OldMark, read_old_marks
from keurmerk.queries import importing
from selfeval.instruments.located import Problem
from selfeval.sheets.container import InvalidSheet

HOUR = 3600
SHOWN = 200  # of what will be added; more is counted
DAYS = ("decided_on", "valid_from", "valid_until", "since")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def import_marks(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; then what is wrong with it, or what it would add."""
    require_office(request)
    form = OldMarksForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    try:
        marks = read_old_marks(form.cleaned_data["sheet"], importing.lists(), today=timezone.localdate())
        plan = importing.compared(marks)
    except InvalidSheet as invalid:
        return _page(request, form, problems=invalid.problems, status=422)
    context = {
        "plan": plan,
        "shown": plan.new[:SHOWN],
        "more": len(plan.new) - SHOWN,
        "sealed": _sealed(request, marks),
    }
    return render(request, "keurmerk/marks/confirm_import.html", context)


@require_POST
@login_required
def confirm_import(request: HttpRequest) -> HttpResponse:
    """Add what was shown."""
    require_office(request)
    try:
        done = take_over(_opened(request), by=request.user, now=timezone.now())
    except InvalidSheet as invalid:
        return _page(request, OldMarksForm(), problems=invalid.problems, status=409)
    except WrongState as wrong:
        return _page(request, OldMarksForm(), problems=[Problem("", str(wrong))], status=409)
    words = ngettext("%(n)d keurmerk is ingelezen.", "%(n)d keurmerken zijn ingelezen.", done.added) % {"n": done.added}
    if done.known:
        words += " " + _("De andere stonden er al.")
    messages.success(request, words if done.added else _("Alles stond er al. Er is niets veranderd."))
    return redirect(reverse("reports:office_marks") + "?origin=before")


def _page(
    request: HttpRequest, form: OldMarksForm, *, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "problems": problems, "columns": COLUMNS, "needed": NEEDED}
    return render(request, "keurmerk/marks/import.html", context, status=status)


def _salt(request: HttpRequest) -> str:
    return f"keurmerk.import_marks:{request.user.pk}"


def _sealed(request: HttpRequest, marks: list[OldMark]) -> str:
    rows = [{name: _plain(value) for name, value in asdict(one).items()} for one in marks]
    return signing.dumps(rows, salt=_salt(request), compress=True)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _opened(request: HttpRequest) -> list[OldMark]:
    """What was shown on the page before. Raises WrongState where it is too old, or was never shown to this person."""
    try:
        rows = signing.loads(request.POST.get("rijen", ""), salt=_salt(request), max_age=HOUR)
    except signing.BadSignature as error:
        raise WrongState(_("Deze pagina was te oud. Er is niets ingelezen: kies het bestand opnieuw.")) from error
    return [OldMark(**{**row, **{name: row[name] and date.fromisoformat(row[name]) for name in DAYS}}) for row in rows]
