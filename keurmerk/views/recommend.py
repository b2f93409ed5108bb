"""The auditor's recommendation, with the conditions that go with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import audit as acts
from keurmerk.actions.audit import Proposed
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.conditions import blockers
from keurmerk.forms.audit import ConditionForm, RecommendForm, rows_of
from keurmerk.loaders import load_application
from keurmerk.queries.offers import fits
from keurmerk.states import Verb
from keurmerk.views.acting import reading_of, refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def recommend(request: HttpRequest, code: str) -> HttpResponse:
    """Recommend what to decide."""
    application = load_application(request, code, to=Verb.RECOMMEND)
    if not fits(Verb.RECOMMEND, application.state):
        return refused(request, application, _("Je kunt nu geen oordeel geven."))
    reading = reading_of(request, application)
    found, posted = reading.auditing, request.POST if request.method == "POST" else None
    deciding = posted is not None and "erbij" not in posted
    rows = rows_of(ConditionForm, "voorwaarde", posted, found.book if found else None)
    conditions = []
    if deciding and rows.is_valid():
        conditions = [
            Proposed(one["text"], one["until"], one["statement"]) for one in rows.cleaned_data if one.get("text")
        ]
    untils = [one.until for one in conditions]
    form = RecommendForm(posted if deciding else None, reading=reading, conditions=untils if deciding else None)
    if posted is not None and not deciding:
        form.initial = {name: posted.get(name, "") for name in ("recommendation", "reasons")}
    reasons = blockers(reading, Verb.RECOMMEND)
    if deciding and not reasons and form.is_valid() and rows.is_valid():
        try:
            acts.recommend(
                application,
                recommendation=form.cleaned_data["recommendation"],
                reasons=form.cleaned_data["reasons"],
                conditions=conditions,
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
                moves=form.cleaned_data["moves"],
            )
        except Blocked as blocked:
            form.add_error(None, blocked.reasons)
        except WrongState as wrong:
            return refused(request, application, str(wrong))
        else:
            messages.success(request, _("Je oordeel ligt bij NOV. Je audit ligt vast."))
            return redirect("keurmerk:application", code)
    context = {"application": application, "verb": Verb.RECOMMEND, "form": form, "rows": rows, "found": found}
    context |= {"reasons": reasons, "wrong": deciding}
    return render(request, "keurmerk/audit/recommend.html", context, status=422 if deciding else 200)
