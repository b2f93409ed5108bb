"""Pages about the members of an organisation: one verb, one address; what cannot be undone is asked first."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.actions import members
from goedgeregeld.accounts.forms.organisations import HandOverForm, RightForm
from goedgeregeld.accounts.loaders import load_organisation, person_of
from goedgeregeld.accounts.models import Membership, Organisation
from goedgeregeld.accounts.queries.organisations import members_of
from goedgeregeld.accounts.views.refusals import refusing

PAGES = ["GET", "HEAD", "POST"]


def _load(request: HttpRequest, pk: UUID, member: int) -> tuple[Organisation, Membership]:
    organisation = load_organisation(request, pk, to="manage")
    membership = members_of(organisation).filter(user=member).first()
    if membership is None:
        raise Http404
    return organisation, membership


@require_http_methods(PAGES)
@never_cache
@login_required
@refusing
def change_right(request: HttpRequest, pk: UUID, member: int) -> HttpResponse:
    organisation, membership = _load(request, pk, member)
    form = RightForm(request.POST if request.method == "POST" else None, initial={"right": membership.right})
    if request.method == "POST" and form.is_valid():
        right = form.cleaned_data["right"]
        members.change_right(organisation, member=member, right=right, by=request.user, now=timezone.now())
        messages.success(request, _("Het recht van %(name)s is aangepast.") % {"name": membership.user})
        return redirect("accounts:organisation", pk)
    context = {"organisation": organisation, "member": membership, "form": form}
    return render(request, "accounts/change_right.html", context, status=422 if form.errors else 200)


@require_http_methods(PAGES)
@never_cache
@login_required
@refusing
def remove(request: HttpRequest, pk: UUID, member: int) -> HttpResponse:
    organisation, membership = _load(request, pk, member)
    if membership.user_id == request.user.pk:
        return redirect("accounts:leave", pk)
    if request.method == "POST":
        members.remove_member(organisation, member=member, by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s is geen lid meer.") % {"name": membership.user})
        return redirect("accounts:organisation", pk)
    return render(request, "accounts/remove_member.html", {"organisation": organisation, "member": membership})


@require_http_methods(PAGES)
@never_cache
@login_required
@refusing
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    if not permissions.may_read(pk, person_of(request)):
        raise Http404
    organisation = load_organisation(request, pk)
    if request.method == "POST":
        members.leave(organisation, by=request.user, now=timezone.now())
        messages.success(request, _("Je hebt %(name)s verlaten.") % {"name": organisation})
        return redirect("/")
    return render(request, "accounts/leave.html", {"organisation": organisation})


@require_http_methods(PAGES)
@never_cache
@login_required
@refusing
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a successor (GET), see what will happen (GET with the choice), do it (POST)."""
    organisation = load_organisation(request, pk, to="manage")
    others = [
        (str(one.user_id), f"{one.user} ({one.get_right_display()})")
        for one in members_of(organisation)
        if one.user_id != request.user.pk
    ]
    given = request.POST if request.method == "POST" else request.GET
    form = HandOverForm(given if "to" in given or "stay" in given or request.method == "POST" else None, members=others)
    if form.is_valid():
        to, stay = int(form.cleaned_data["to"]), form.cleaned_data["stay"] == "yes"
        if request.method == "POST":
            members.hand_over(organisation, to=to, stay=stay, by=request.user, now=timezone.now())
            messages.success(request, _("Het beheer is overgedragen aan %(name)s.") % {"name": dict(others)[str(to)]})
            return redirect("accounts:organisation", pk) if stay else redirect("/")
        context = {"organisation": organisation, "to": to, "stay": stay, "successor": dict(others)[str(to)]}
        return render(request, "accounts/hand_over_confirm.html", context)
    if request.method == "POST":
        raise BadRequest
    context = {"organisation": organisation, "form": form, "others": others}
    return render(request, "accounts/hand_over.html", context, status=422 if form.errors else 200)
