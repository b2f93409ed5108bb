"""The office hands over all work of somebody who stops: choose, see what happens, do it. And the list of work to hand over."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from auditors.states import Work
from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.accounts.models import User
from keurmerk.actions.succession import NotHandedOver, hand_over_work
from keurmerk.forms.succession import HandOverForm
from keurmerk.queries.succession import Succession, successions, to_hand_over, work_of


@require_safe
@never_cache
@login_required
def stuck(request: HttpRequest) -> HttpResponse:
    """Running work that lies with who may not do it (any more)."""
    require_office(request)
    context = {"here": "network", "people": to_hand_over(today=timezone.localdate())}
    return render(request, "keurmerk/succession/stuck.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who takes over what; a preview; and only then is it done."""
    require_office(request)
    user = get_object_or_404(User, pk=pk)
    pieces = work_of(user)
    if not pieces and not user.roles.filter(kind__in=Work.values).exists():
        raise Http404
    me, posted = request.user.pk or 0, request.POST if request.method == "POST" else None
    found = successions(pieces, me=me, today=timezone.localdate())
    form = HandOverForm(posted, found=found)
    if posted is None or not form.is_valid() or "back" in posted:
        status = 422 if posted is not None and "back" not in posted and not form.is_valid() else 200
        return _page(request, user, found, form, "hand_over", status=status)
    if "apply" not in posted:
        return _page(request, user, found, form, "preview", rows=_rows(found, form))
    try:
        number = hand_over_work(
            user,
            form.chosen,
            reason=form.cleaned_data["reason"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except NotHandedOver as refused:
        form.add_error(None, str(refused))
        return _page(request, user, found, form, "hand_over", status=409)
    said = ngettext("%(n)s traject is overgedragen.", "%(n)s trajecten zijn overgedragen.", number) % {"n": number}
    messages.success(request, said + " " + _("Iedereen krijgt bericht."))
    return (
        redirect("auditors:profile", pk)
        if user.roles.filter(kind__in=Work.values).exists()
        else redirect("keurmerk:stuck")
    )


def _page(
    request: HttpRequest,
    user: User,
    found: list[Succession],
    form: HandOverForm,
    name: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    apart = [one.piece for one in found if one.piece.verb is None]
    context = {
        "here": "network",
        "one": user,
        "form": form,
        "pieces": [(one.piece, form[one.piece.key]) for one in form.found],
        "alls": [form[f"alles-{work}"] for work in Work if f"alles-{work}" in form.fields],
        "moves": [form[form.moves_of(one)] for one in form.found],
        "apart": apart,
        **more,
    }
    return render(request, f"keurmerk/succession/{name}.html", context, status=status)


def _rows(found: list[Succession], form: HandOverForm) -> list[dict[str, Any]]:
    """What will happen with each piece; who gets more than they have room for is warned of."""
    gets = Counter(one.successor for one in form.chosen.values())
    rows = []
    for one in found:
        chosen = form.chosen.get(one.piece.key)
        candidate = one.of(chosen.successor) if chosen else None
        warnings = list(candidate.ranked.warnings) if candidate else []
        if candidate and not candidate.ranked.full:
            known = candidate.ranked.candidate
            if known.capacity is not None and known.load + gets[candidate.user] > known.capacity:
                after = {"n": known.load + gets[candidate.user], "of": known.capacity}
                warnings.append(_("Krijgt hiermee %(n)s trajecten; hoogstens %(of)s is de bedoeling.") % after)
        rows.append({"piece": one.piece, "to": candidate.profile.user if candidate else None, "warnings": warnings})
    return rows
