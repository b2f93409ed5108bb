"""Invitations: which wait, which expire, and sending one again or taking it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.actions import invitations as actions
from goedgeregeld.accounts.actions.ritual import Blocked, WrongState
from goedgeregeld.accounts.loaders import load_invitation, require_office
from goedgeregeld.accounts.models import Invitation
from goedgeregeld.accounts.states import RoleKind
from reports.excel import Column
from reports.office import captions, queries
from reports.office.forms import InvitationFilter
from reports.office.views.listing import export, kept, page_of

COLUMNS = (
    Column("E-mailadres", 36),
    Column("Waarvoor", 44),
    Column("Uitgenodigd door", 28),
    Column("Verstuurd", 18),
    Column("Geldig tot", 18),
    Column("Stand", 14),
)
STATUS = {"open": "busy", "expiring": "late", "expired": "wrong", "accepted": "done", "withdrawn": "locked"}
OPEN = {"open", "expiring", "expired"}  # expired: a new one can be sent


@require_safe
@never_cache
@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    """The list."""
    person = require_office(request)
    now, form = timezone.now(), InvitationFilter(request.GET)
    chosen, states = form.chosen, dict(InvitationFilter.STATES)
    page = page_of(request, queries.invitations(chosen, now=now))
    rows = []
    for one in page:
        state = queries.state_of(one, now=now)
        may = state in OPEN and permissions.may_manage_invitation(one.organisation_id, one.role, person)
        rows.append((one, STATUS[state], states[state], may))
    caption = captions.invitations(page.paginator.count, chosen, states=states, roles=dict(RoleKind.choices))
    context = {
        "here": "invitations",
        "form": form,
        "page": page,
        "rows": rows,
        "caption": caption,
        "kept": kept(request),
        "chosen": chosen,
    }
    return render(request, "reports/office/invitations.html", context)


@require_safe
@login_required
def invitations_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list to take along."""
    require_office(request)
    now, states = timezone.now(), dict(InvitationFilter.STATES)
    found = queries.invitations(InvitationFilter(request.GET).chosen, now=now)
    rows = (
        [
            one.email,
            to_what(one),
            str(one.invited_by or ""),
            timezone.localtime(one.created_at),
            timezone.localtime(one.expires_at),
            str(states[queries.state_of(one, now=now)]),
        ]
        for one in found.iterator(chunk_size=2000)
    )
    return export(request, form, "uitnodigingen", "Uitnodigingen", COLUMNS, rows)


def to_what(one: Invitation) -> str:
    """ "De Bank (invuller)", "adviseur"."""
    return f"{one.organisation} ({one.get_right_display()})" if one.organisation else str(one.get_role_display())


@require_POST
@login_required
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a new mail with a new link; the old link stops working."""
    return _act(request, pk, actions.resend_invitation, _("De uitnodiging is opnieuw verstuurd."))


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The link stops working."""
    return _act(request, pk, actions.withdraw_invitation, _("De uitnodiging is ingetrokken."))


def _act(request: HttpRequest, pk: int, act: Any, done: str) -> HttpResponse:
    require_office(request)
    invitation = load_invitation(request, pk)
    try:
        act(invitation, by=request.user, now=timezone.now())
    except (Blocked, WrongState) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("reports:office_invitations")
