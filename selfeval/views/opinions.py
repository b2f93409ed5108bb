"""What people think of a statement. (Of the report: see reports.advice.)"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from selfeval import actions, queries
from selfeval.forms import StatementOpinionForm
from selfeval.loaders import actor_of, load_evaluation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rate_statement(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Say that a statement is unclear or not good, and go back to where it stands."""
    evaluation = load_evaluation(request, pk, to="fill")
    instrument = queries.instrument_of(evaluation.instrument_version)
    theme = next((t for t in instrument.themes for s in t.statements if s.code == code), None)
    if theme is None:
        raise Http404
    back = reverse("selfeval:theme", args=[pk, theme.code]) + f"#{code}"
    form = StatementOpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.rate_statement(
            evaluation,
            statement=code,
            opinion=form.cleaned_data["opinion"],
            comment=form.cleaned_data["comment"],
            now=timezone.now(),
            by=actor_of(request),
        )
        messages.success(
            request, _("Dank je wel. Je opmerking over %(code)s gaat mee naar het kantoor.") % {"code": code}
        )
        return redirect(back)
    context = {"evaluation": evaluation, "statement": instrument.by_code[code], "form": form, "back": back}
    return render(request, "selfeval/opinion.html", context, status=422 if form.errors else 200)
