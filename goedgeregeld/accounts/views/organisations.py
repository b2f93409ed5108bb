"""Pages of an organisation: its card, making one, changing it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.actions.organisations import KvkTaken, change_organisation, create_organisation
from goedgeregeld.accounts.forms.organisations import OrganisationForm
from goedgeregeld.accounts.loaders import load_organisation, person_of
from goedgeregeld.accounts.queries import organisations
from goedgeregeld.accounts.views.refusals import refusing


@require_safe
@never_cache
@login_required
def card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What everybody of the organisation sees: who we are, our people, our evaluations, who was invited."""
    person = person_of(request)
    survivor = organisations.survivor_of(pk)
    if survivor and permissions.may_see_card(survivor, person):
        return redirect("accounts:organisation", survivor)
    organisation = load_organisation(request, pk)
    context = {
        "organisation": organisation,
        "rows": organisations.facts_of(organisation),
        "members": organisations.members_of(organisation),
        "invitations": organisations.open_invitations(organisation),
        "evaluations": organisations.evaluations_of(organisation),
        "may_manage": permissions.may_manage(pk, person),
        "may_fill": permissions.may_fill(pk, person),
        "is_member": permissions.may_read(pk, person),
        "now": timezone.now(),
    }
    return render(request, "accounts/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """A new organisation; whoever makes it is its beheerder."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_organisation(form.values, by=request.user, now=timezone.now())
        except KvkTaken as taken:
            form.add_error("kvk", str(taken))
        else:
            messages.success(request, _("De organisatie staat erin. Jij bent de beheerder."))
            return redirect("accounts:organisation", made.pk)
    return render(request, "accounts/organisation_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@refusing
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is known of the organisation."""
    organisation = load_organisation(request, pk, to="manage")
    initial = OrganisationForm.initial_of(organisation)
    form = OrganisationForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(organisation, form.values, by=request.user, now=timezone.now())
        except KvkTaken as taken:
            form.add_error("kvk", str(taken))
        else:
            messages.success(request, _("De gegevens zijn bewaard."))
            return redirect("accounts:organisation", pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "accounts/organisation_form.html", context, status=422 if form.errors else 200)
