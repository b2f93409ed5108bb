"""Inviting, and being invited. The page behind the link says what for; who it was meant for is shown in part only."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.actions import invitations
from goedgeregeld.accounts.actions.ritual import Blocked
from goedgeregeld.accounts.forms.organisations import InviteMemberForm, InviteToRoleForm
from goedgeregeld.accounts.loaders import load_invitation, load_organisation, note_refused, require_office
from goedgeregeld.accounts.models import Invitation
from goedgeregeld.accounts.queries import token_seal
from goedgeregeld.accounts.views.refusals import refusal, refusing

PAGES = ["GET", "HEAD", "POST"]


@require_http_methods(PAGES)
@never_cache
@login_required
@refusing
def invite_member(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = load_organisation(request, pk, to="manage")
    form = InviteMemberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email, right = form.cleaned_data["email"], form.cleaned_data["right"]
        try:
            invitations.invite_member(organisation, email=email, right=right, by=request.user, now=timezone.now())
        except Blocked as blocked:
            form.add_error("email", str(blocked))
        else:
            messages.success(request, _("De uitnodiging is onderweg naar %(email)s.") % {"email": email})
            return redirect("accounts:organisation", pk)
    context = {"organisation": organisation, "form": form, "days": settings.INVITATION_DAYS}
    return render(request, "accounts/invite_member.html", context, status=422 if form.errors else 200)


@require_http_methods(PAGES)
@never_cache
@login_required
def invite_to_role(request: HttpRequest) -> HttpResponse:
    """The office asks somebody to be adviser or auditor; an administrator also for the office itself."""
    person = require_office(request)
    everything = permissions.is_administrator(person)
    form = InviteToRoleForm(request.POST if request.method == "POST" else None, everything=everything)
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            invitations.invite_to_role(email=email, role=role, by=request.user, now=timezone.now())
        except Blocked as blocked:
            form.add_error("email", str(blocked))
        else:
            messages.success(request, _("De uitnodiging is onderweg naar %(email)s.") % {"email": email})
            return redirect("accounts:invite_to_role")
    return render(request, "accounts/invite_to_role.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@login_required
@refusing
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    invitation = load_invitation(request, number)
    invitations.withdraw_invitation(invitation, by=request.user, now=timezone.now())
    messages.success(request, _("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return _back(invitation)


@require_POST
@login_required
@refusing
def resend(request: HttpRequest, number: int) -> HttpResponse:
    invitation = load_invitation(request, number)
    invitations.resend_invitation(invitation, by=request.user, now=timezone.now())
    messages.success(request, _("Er is een nieuwe uitnodiging onderweg. De oude link werkt niet meer."))
    return _back(invitation)


def _back(invitation: Invitation) -> HttpResponse:
    if invitation.organisation_id:
        return redirect("accounts:organisation", invitation.organisation_id)
    return redirect("accounts:invite_to_role")


@require_http_methods(PAGES)
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What you are invited for; signed in with the invited address you say yes."""
    found = (
        Invitation.objects.select_related("organisation", "invited_by").filter(token_sha256=token_seal(token)).first()
    )
    if found is None:
        heading = _("Deze uitnodiging bestaat niet")
        return refusal(request, heading, _("Kijk of je de link helemaal hebt overgenomen."), status=404)
    if request.method == "POST" and request.user.is_authenticated:
        try:
            invitations.accept_invitation(token, by=request.user, now=timezone.now())
        except invitations.OtherAddress:
            note_refused(request, found.organisation or found, path=f"/uitnodiging/#{found.pk}")
        except (invitations.Expired, invitations.Used, invitations.Withdrawn):
            pass  # said below, from what stands there now
        else:
            messages.success(request, _("Welkom! Je doet mee."))
            return redirect("accounts:organisation", found.organisation_id) if found.organisation_id else redirect("/")
        found.refresh_from_db()
    return _refused(request, found) or _shown(request, found)


def _refused(request: HttpRequest, found: Invitation) -> HttpResponse | None:
    """Why this invitation does not open anything (any more) for who asks; None where it does."""
    ask = _("Vraag degene die je uitnodigde om een nieuwe.")
    if found.accepted_at:
        return refusal(request, _("Deze uitnodiging is al gebruikt"), _("Een uitnodiging werkt één keer."), ask)
    if found.withdrawn_at:
        return refusal(request, _("Deze uitnodiging is ingetrokken"), ask)
    if found.expires_at <= timezone.now():
        return refusal(request, _("Deze uitnodiging is verlopen"), ask)
    if request.user.is_authenticated and request.user.email.lower() != found.email:
        return refusal(
            request,
            _("Deze uitnodiging is voor een ander e-mailadres"),
            _("Je bent ingelogd als %(mine)s. De uitnodiging ging naar %(theirs)s.")
            % {"mine": request.user.email, "theirs": masked(found.email)},
            _("Log uit en log in met het adres waarop je de mail kreeg, of vraag een uitnodiging op dit adres."),
            status=403,
        )
    return None


def _shown(request: HttpRequest, found: Invitation) -> HttpResponse:
    context = {"invitation": found, "next": request.path, "email": masked(found.email)}
    return render(request, "accounts/invitation.html", context)


def masked(email: str) -> str:
    """Enough of an address to know one's own: "f•••@b•••"."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}•••@{host[:1]}•••"
