"""One action of the improvement plan: making it, changing it, moving it on, dropping it, taking it out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selfeval import actions, improving
from selfeval.forms.plan import ActionForm, ReasonForm
from selfeval.loaders import actor_of, load_action, sees_whole_plan
from selfeval.models import Evaluation, ImprovementAction
from selfeval.queries import Stand
from selfeval.queries.plan import possible_owners, rows_of
from selfeval.views.planning import back_to_plan, planning


def _form(request: HttpRequest, evaluation: Evaluation, action: ImprovementAction | None = None) -> ActionForm:
    whole = sees_whole_plan(request, evaluation)
    members = {pk: str(user) for pk, user in possible_owners(evaluation).items()} if whole else {}
    if action and action.owner:  # also who left meanwhile
        members.setdefault(action.owner.pk, rows_of([action], today=timezone.localdate(), discreet=not whole)[0].who)
    of = action.evaluation if action else evaluation
    statements = [(s.code, s.text) for one in Stand(of, entries={}).themes for s in one.statements]
    initial = ActionForm.initial_from(action, actions.mark_of(action)) if action else {}
    data = request.POST if request.method == "POST" else None
    return ActionForm(data, initial=initial, members=members, statements=statements)


@require_http_methods(["GET", "HEAD", "POST"])
@planning(to="fill")
def new(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """An own action."""
    form = _form(request, evaluation)
    if form.is_bound and form.is_valid():
        try:
            made = actions.add_action(evaluation, form.values, by=actor_of(request), now=timezone.now())
        except actions.Blocked as blocked:
            form.add_error(None, " ".join(blocked.reasons))
        else:
            messages.success(request, _("De actie staat in het plan."))
            return back_to_plan(request, evaluation, made.pk)
    return _page(request, evaluation, form)


@require_http_methods(["GET", "HEAD", "POST"])
@planning(to="fill")
def change(request: HttpRequest, evaluation: Evaluation, number: int) -> HttpResponse:
    """What stands in an action. Where somebody else changed it meanwhile, both are shown."""
    action = load_action(request, evaluation, number)
    form = _form(request, evaluation, action)
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.change_action(action, form.values, seen=seen, by=actor_of(request), now=timezone.now())
        except actions.ChangedMeanwhile as changed:
            form.add_error(None, " ".join(changed.reasons))
            form.data = {**form.data.dict(), "seen": actions.mark_of(action)}  # saving again is meant
            return _page(request, evaluation, form, action, theirs=action)
        except actions.Blocked as blocked:
            form.add_error(None, " ".join(blocked.reasons))
        else:
            messages.success(request, _("De actie is aangepast."))
            return back_to_plan(request, evaluation, number)
    return _page(request, evaluation, form, action)


def _page(
    request: HttpRequest,
    evaluation: Evaluation,
    form: ActionForm,
    action: ImprovementAction | None = None,
    theirs: ImprovementAction | None = None,
) -> HttpResponse:
    verbs = improving.verbs(action.state) if action else ()
    whole = sees_whole_plan(request, evaluation)
    who = rows_of([theirs], today=timezone.localdate(), discreet=not whole)[0].who if theirs else ""
    context = {"evaluation": evaluation, "form": form, "action": action, "verbs": verbs, "theirs": theirs, "who": who}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "selfeval/plan/action.html", context, status=status)


@require_POST
@planning(to="fill")
def move(request: HttpRequest, evaluation: Evaluation, number: int) -> HttpResponse:
    """On to another state, with one press. Raises Http404 for a verb that does not exist."""
    verb = request.POST.get("naar", "")
    if verb not in improving.MOVES:
        raise Http404
    action = load_action(request, evaluation, number)
    moved = actions.move_action(action, verb, by=actor_of(request), now=timezone.now())
    messages.success(request, _("De actie staat nu op ‘%(state)s’.") % {"state": moved.get_state_display()})
    return back_to_plan(request, evaluation, number)


@require_http_methods(["GET", "HEAD", "POST"])
@planning(to="fill")
def drop(request: HttpRequest, evaluation: Evaluation, number: int) -> HttpResponse:
    """It will not be done, or a proposal is declined; with the reason."""
    action = load_action(request, evaluation, number)
    proposed = action.state == improving.PROPOSED
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        verb, reason = improving.DECLINE if proposed else improving.DROP, form.cleaned_data["reason"]
        actions.move_action(action, verb, reason=reason, by=actor_of(request), now=timezone.now())
        messages.success(request, _("Het voorstel is afgewezen.") if proposed else _("De actie is vervallen."))
        return back_to_plan(request, evaluation, number)
    context = {"evaluation": evaluation, "action": action, "form": form, "proposed": proposed}
    return render(request, "selfeval/plan/drop.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@planning(to="fill")
def remove(request: HttpRequest, evaluation: Evaluation, number: int) -> HttpResponse:
    """Take it out of the plan, after asking."""
    action = load_action(request, evaluation, number)
    if request.method == "POST":
        actions.remove_action(action, by=actor_of(request), now=timezone.now())
        messages.success(request, _("De actie is uit het plan gehaald."))
        return back_to_plan(request, evaluation)
    return render(request, "selfeval/plan/remove.html", {"evaluation": evaluation, "action": action})
