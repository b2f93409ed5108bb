"""The start page of whoever signed in, in the role they chose."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goedgeregeld.accounts.loaders import person_of
from goedgeregeld.accounts.states import RoleKind
from reports.start import mark, queries
from reports.start.actions import note_seen
from reports.start.marks_due import marks_due
from reports.start.network_due import network_due

ROLE = "start_role"
FIRST = timedelta(days=30)  # how far back somebody looks who never said to have seen it


@require_safe
@login_required
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What waits for me, what waits for others, what changed since last time."""
    now, person = timezone.now(), person_of(request)
    held = queries.roles_of(person)
    role = request.session.get(ROLE) if request.session.get(ROLE) in held else held[0]
    since = request.user.start_seen_at or max(request.user.date_joined, now - FIRST)
    context = {
        "role": role,
        "tabs": [(one, _label(one)) for one in held] if len(held) > 1 else [],
        "since": since,
        **PAGES[role](request, since, now),
    }
    return render(request, f"reports/start/{TEMPLATES.get(role, role)}.html", context)


def _label(role: str) -> str:
    return _("Organisatie") if role == queries.MEMBER else str(RoleKind(role).label).capitalize()


def _member(request: HttpRequest, since: datetime, now: datetime) -> dict[str, Any]:
    found = queries.member_start(request.user, person_of(request), since=since, now=now)
    return {
        "start": found,
        "changed": found.changed,
        "page": Paginator(found.mine, 50).get_page(request.GET.get("pagina")),
    }


def _staff(request: HttpRequest, since: datetime, now: datetime) -> dict[str, Any]:
    on_statements, on_reports = queries.recent_feedback()
    return {
        "invitations": queries.invitation_counts(now=now),
        "doubles": queries.count_doubles(),
        "mark": mark.office_start(today=timezone.localdate(now)),
        "marks_due": marks_due(today=timezone.localdate(now)),
        "network_due": network_due(today=timezone.localdate(now)),
        "on_statements": on_statements,
        "on_reports": on_reports,
        "changed": queries.changed_for_office(since=since, me=request.user.pk),
    }


def _administrator(request: HttpRequest, since: datetime, now: datetime) -> dict[str, Any]:
    return {
        "without": queries.without_second_factor(),
        "drafts": queries.drafts(),
        "invitations": queries.invitation_counts(now=now),
        "changed": queries.changed_for_office(since=since, me=request.user.pk),
    }


def _adviser(request: HttpRequest, since: datetime, now: datetime) -> dict[str, Any]:
    return _official(request, RoleKind.ADVISER, since, now)


def _auditor(request: HttpRequest, since: datetime, now: datetime) -> dict[str, Any]:
    return _official(request, RoleKind.AUDITOR, since, now)


def _official(request: HttpRequest, kind: RoleKind, since: datetime, now: datetime) -> dict[str, Any]:
    asked = request.GET.get
    found = mark.official_start(
        str(kind),
        person_of(request),
        today=timezone.localdate(now),
        live_page=asked("lopend", ""),
        ended_page=asked("pagina", ""),
    )
    changed = queries.changed_for_official(str(kind), found.applications, since=since, me=request.user.pk)
    return {"role_since": queries.role_since(request.user, kind), "start": found, "changed": changed}


PAGES = {
    queries.MEMBER: _member,
    RoleKind.STAFF: _staff,
    RoleKind.ADMINISTRATOR: _administrator,
    RoleKind.ADVISER: _adviser,
    RoleKind.AUDITOR: _auditor,
}
TEMPLATES = {RoleKind.ADVISER: "official", RoleKind.AUDITOR: "official"}


@require_POST
@login_required
def choose_role(request: HttpRequest) -> HttpResponse:
    """Show the start page of another role from now on. Raises Http404 for a role one does not have."""
    role = request.POST.get("role", "")
    if role not in queries.roles_of(person_of(request)):
        raise Http404
    request.session[ROLE] = role
    return redirect("reports:start")


@require_POST
@login_required
def seen(request: HttpRequest) -> HttpResponse:
    """What changed was read: from now on only what is newer is shown. Looking alone hides nothing."""
    note_seen(request.user, now=timezone.now())
    return redirect("reports:start")
