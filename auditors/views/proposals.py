"""The office looks at what people of the network propose."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from auditors import actions
from auditors.forms.proposals import ProposalForm
from auditors.loaders import profile_of
from auditors.states import ProposedField
from auditors.views.person import user_of
from goedgeregeld.accounts.loaders import require_office


@require_POST
@login_required
def judge_proposal(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Approved, or not and why."""
    require_office(request)
    profile = profile_of(user_of(pk))
    if profile is None or field not in ProposedField.values:
        raise Http404
    form = ProposalForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("auditors:profile", pk)
    data, who = form.cleaned_data, {"by": request.user, "now": timezone.now()}
    try:
        if data["answer"] == "yes":
            actions.approve_proposal(profile, field, seen=data["seen"], **who)  # type: ignore[arg-type]
        else:
            actions.refuse_proposal(profile, field, seen=data["seen"], reason=data["reason"], **who)  # type: ignore[arg-type]
    except actions.WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Vastgelegd."))
    return redirect("auditors:profile", pk)
