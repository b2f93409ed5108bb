"""The yearly declaration: answered by a beheerder, read by everybody of the organisation and the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goedgeregeld.accounts.loaders import require_office
from keurmerk import permissions
from keurmerk.actions import declaring as actions
from keurmerk.actions.ritual import WrongState
from keurmerk.forms.carrying import YES, DeclareForm
from keurmerk.loaders import load_mark
from keurmerk.models import Declaration, Mark
from keurmerk.queries.declaring import why_not_answered
from keurmerk.views.handing_over import not_now


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def declare(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One question, two minutes. Raises Http404 for strangers, PermissionDenied for who is no beheerder."""
    mark = load_mark(request, number, to=permissions.manages_mark)
    declaration = _of(mark, pk)
    why = why_not_answered(declaration, timezone.localdate())
    if why:
        return not_now(request, mark, why)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    page = {"mark": mark, "declaration": declaration, "form": form}
    if not form.is_bound:
        return render(request, "keurmerk/our_mark/declare.html", page)
    if not form.is_valid():
        return render(request, "keurmerk/our_mark/declare.html", page, status=422)
    data = form.cleaned_data
    try:
        actions.declare(
            declaration, changed=data["changed"] == YES, text=data["text"], by=request.user, now=timezone.now()
        )
    except WrongState as wrong:
        return not_now(request, mark, str(wrong))
    messages.success(request, _("Dank je wel. Je antwoord is bewaard."))
    return redirect("keurmerk:our_mark", mark.number)


@require_POST
@login_required
def see_declaration(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The office read it; then the list of what is due no longer holds it. Raises Http404 for everybody else."""
    require_office(request)
    mark = load_mark(request, number)
    try:
        actions.see_declaration(_of(mark, pk), by=request.user, now=timezone.now())
    except WrongState as wrong:
        return not_now(request, mark, str(wrong))
    messages.success(request, _("De verklaring is gelezen."))
    return redirect("keurmerk:office_mark", mark.number)


def _of(mark: Mark, pk: int) -> Declaration:
    found = Declaration.objects.filter(mark=mark, pk=pk).first()
    if found is None:
        raise Http404
    found.mark = mark
    return found
