"""The two pages on which conditions are set: granting on conditions, and the second auditor who upholds an objection."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import decision, objection
from keurmerk.actions.audit import Proposed
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.conditions import blockers
from keurmerk.deadlines import last_condition_day
from keurmerk.forms.acts import ActForm
from keurmerk.forms.audit import ConditionForm, rows_of
from keurmerk.forms.decision import DecideForm
from keurmerk.forms.objection import UpholdForm
from keurmerk.loaders import load_application
from keurmerk.queries.basis import Basis
from keurmerk.queries.offers import fits
from keurmerk.states import Recommendation, Verb
from keurmerk.views.acting import reading_of, refused
from keurmerk.views.decision import DECIDING


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def grant_conditionally(request: HttpRequest, code: str) -> HttpResponse:
    """The office grants on conditions; those the auditor proposed stand there already."""
    said = _("Het keurmerk is toegekend onder voorwaarden. De organisatie krijgt bericht.")
    return _answer(request, code, Verb.GRANT_CONDITIONALLY, DecideForm, decision.grant_conditionally, said)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def uphold(request: HttpRequest, code: str) -> HttpResponse:
    """The second auditor finds the objection justified, and says what is to be decided."""
    said = _("Je oordeel is bewaard. NOV neemt een nieuw besluit, zoals jij oordeelt.")
    return _answer(request, code, Verb.UPHOLD, UpholdForm, objection.uphold, said)


def _answer(
    request: HttpRequest, code: str, verb: Verb, kind: type[ActForm], do: Callable[..., object], said: str
) -> HttpResponse:
    application = load_application(request, code, to=verb)
    if not fits(verb, application.state):
        why = _("Dit kan nu niet (meer): de aanvraag staat op “%s”.") % application.get_state_display()
        return refused(request, application, why)
    basis, posted = Basis(application), request.POST if request.method == "POST" else None
    pressed = posted is not None and "erbij" not in posted  # the other button asks for one more row
    rows = rows_of(
        ConditionForm, "voorwaarde", posted, basis.found and basis.found.book, initial=_proposed(verb, basis)
    )
    form = kind(posted if pressed else None, initial=None if posted is None else posted.dict())
    reasons, status = blockers(reading_of(request, application), verb), 200
    if pressed:
        valid = _check(form, rows)
        try:
            if valid and not reasons:
                values = {name: value for name, value in form.cleaned_data.items() if name != "moves"}
                moves = form.cleaned_data["moves"]
                do(application, **values, demands=_demands(rows), by=request.user, now=timezone.now(), moves=moves)
                messages.success(request, said)
                return redirect("keurmerk:application", code)
        except Blocked as blocked:
            reasons = list(blocked.reasons)
        except WrongState as wrong:
            return refused(request, application, str(wrong))
        status = 409 if valid else 422
    context = {"application": application, "verb": verb, "form": form, "rows": rows, "basis": basis, "reasons": reasons}
    context |= {"choices": DECIDING, "wrong": pressed}
    return render(request, f"keurmerk/decision/{verb.value}.html", context, status=status)


def _proposed(verb: Verb, basis: Basis) -> list[Mapping[str, Any]]:
    """What the auditor proposed, to begin with."""
    return basis.audits[0].proposed_conditions if verb == Verb.GRANT_CONDITIONALLY and basis.audits else []


def _demands(rows: BaseFormSet[Any]) -> list[Proposed]:
    filled = [one for one in rows.cleaned_data if one.get("text")] if rows.is_valid() else []
    return [Proposed(one["text"], one["until"], one["statement"]) for one in filled]


def _check(form: ActForm, rows: BaseFormSet[Any]) -> bool:
    """Whether both can be read, with at least one condition where they are asked for, each with a last day that can be."""
    wanted = form.is_valid() and form.cleaned_data.get("recommendation") != Recommendation.MET
    if not wanted or not rows.is_valid():
        return form.is_valid() and (not wanted or rows.is_valid())
    today = timezone.localdate()
    for row in rows:
        until = row.cleaned_data.get("until")
        if until and not today < until <= last_condition_day(today):
            row.add_error("until", _("Kies een dag na vandaag, en binnen een jaar."))
    if not any(row.cleaned_data.get("text") for row in rows):
        rows.forms[0].add_error("text", _("Noem minstens één voorwaarde."))
    return not any(row.errors for row in rows)
