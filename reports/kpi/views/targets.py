"""The targets: what holds, what was before, and setting one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.loaders import require_office
from reports.kpi.catalogue import BY_CODE, TARGETED
from reports.kpi.forms import TargetForm
from reports.kpi.queries import aims, target_history
from reports.kpi.targets import set_target


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def targets(request: HttpRequest) -> HttpResponse:
    """What is aimed for, with its history."""
    require_office(request)
    now = timezone.now()
    year = timezone.localdate(now).year
    posted = request.POST if request.method == "POST" else None
    form = TargetForm(posted, initial={"year": year})
    if posted is not None and form.is_valid():
        set_target(**form.cleaned_data, by=request.user, now=now)
        messages.success(request, _("Het streefcijfer is bewaard."))
        return redirect("reports:figures_targets")
    rows = [(of, one, aims(of).get(one.code)) for of in (year + 1, year, year - 1) for one in TARGETED]
    history = [(one, BY_CODE[one.figure].name) for one in target_history() if one.figure in BY_CODE]
    context = {"here": "figures", "form": form, "rows": rows, "history": history}
    return render(request, "reports/kpi/targets.html", context, status=422 if form.errors else 200)
