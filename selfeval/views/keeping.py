"""How long an evaluation is kept that no organisation claimed: asking for a warning, and keeping it longer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from selfeval import actions
from selfeval.forms import WarnForm
from selfeval.loaders import load_evaluation
from selfeval.queries import keeping as times
from selfeval.views.refusals import refusing


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def keeping(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When it is erased, and the address that is mailed before; "stop" takes the address away."""
    evaluation = load_evaluation(request, pk, to="fill")
    form = WarnForm(request.POST if request.method == "POST" and "stop" not in request.POST else None)
    if request.method == "POST" and "stop" in request.POST:
        actions.ask_warning(evaluation, email="", now=timezone.now())
        messages.success(request, _("Je adres is gewist. We mailen je niet."))
        return redirect("selfeval:keeping", pk)
    if form.is_bound and form.is_valid():
        actions.ask_warning(evaluation, email=form.cleaned_data["email"], now=timezone.now())
        messages.success(request, _("We mailen je voordat we deze zelfevaluatie wissen."))
        return redirect("selfeval:keeping", pk)
    context = {"evaluation": evaluation, "form": form, "erased_on": times.erased_on(evaluation)}
    return render(request, "selfeval/keeping.html", context, status=422 if form.errors else 200)


@require_POST
@refusing
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep it longer: the time begins anew."""
    evaluation = load_evaluation(request, pk, to="fill")
    actions.keep_longer(evaluation, now=timezone.now())
    messages.success(request, _("We bewaren deze zelfevaluatie langer."))
    return redirect("selfeval:keeping", pk)
