"""What is known of an adviser or auditor, kept by the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from auditors import actions
from auditors.forms import ProfileForm
from auditors.loaders import profile_of
from auditors.views.person import page, user_of
from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.events.actions import record_view


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what is known, changed here; authorisations and ties, each with their own acts."""
    require_office(request)
    user = user_of(pk)
    posted = request.POST if request.method == "POST" else None
    form = ProfileForm(posted, initial=ProfileForm.initial_of(profile_of(user)))
    if posted is None:
        record_view(user, by=request.user, now=timezone.now())
        return page(request, user, form=form)
    if not form.is_valid():
        return page(request, user, form=form, status=422)
    actions.keep_profile(user, form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("De gegevens zijn bewaard."))
    return redirect("auditors:profile", pk)
