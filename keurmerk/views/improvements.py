"""The improvement plan beside an application: the organisation gives its adviser leave, the adviser reads and proposes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions
from keurmerk.actions import improvements as actions
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.loaders import load_improvements
from keurmerk.queries import improvements as queries
from selfeval.forms.plan import ProposalForm
from selfeval.queries import Stand
from selfeval.queries.plan import Board


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, code: str) -> HttpResponse:
    """For the organisation: who may look along. For the adviser with leave: the plan."""
    application, person = load_improvements(request, code), person_of(request)
    today, is_member = timezone.localdate(), permissions.reads(application, person)
    given = queries.leave_of(application)
    context = {
        "application": application,
        "is_member": is_member,
        "may_manage": permissions.manages(application, person),
        "leave": given,
        "adviser": application.adviser,
        "evaluation": queries.evaluation_of(application),
        "board": Board(queries.plan_rows(application, today=today)) if given and not is_member else None,
    }
    return render(request, "keurmerk/improvements/page.html", context)


@require_POST
@login_required
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Give the adviser leave, or take it away: for beheerders."""
    application = load_improvements(request, code, to="manage")
    try:
        if request.POST.get("inzage") == "ja":
            actions.give_plan_leave(application, by=request.user, now=timezone.now())
            messages.success(request, _("Jullie adviseur kan nu meekijken in het verbeterplan."))
        else:
            actions.take_plan_leave(application, by=request.user, now=timezone.now())
            messages.success(request, _("Jullie adviseur ziet het verbeterplan niet meer."))
    except WrongState as wrong:
        messages.warning(request, str(wrong))
    return redirect("keurmerk:improvements", code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """An action the adviser proposes; the organisation takes it over or not."""
    application = load_improvements(request, code, to="propose")
    evaluation = queries.evaluation_of(application)
    if evaluation is None:
        messages.warning(request, _("De organisatie heeft nog geen zelfevaluatie afgerond. Daarna kan het wel."))
        return redirect("keurmerk:improvements", code)
    statements = [(s.code, s.text) for one in Stand(evaluation, entries={}).themes for s in one.statements]
    form = ProposalForm(request.POST if request.method == "POST" else None, statements=statements)
    if form.is_bound and form.is_valid():
        try:
            actions.propose_improvement(application, form.values, by=request.user, now=timezone.now())
        except (Blocked, WrongState) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Je voorstel staat bij de organisatie. Zij neemt het over, of zegt waarom niet.")
            )
            return redirect("keurmerk:improvements", code)
    context = {"application": application, "form": form}
    return render(request, "keurmerk/improvements/propose.html", context, status=422 if form.errors else 200)
