"""Absences, told by the person or the office."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from auditors import actions
from auditors.forms.own import AbsenceForm
from auditors.views.acting import PersonAct, press


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """From when until when somebody takes no new work; why is not asked."""
    return PersonAct(
        title=_("Een tijd geen nieuw werk"),
        button=_("Leg vast"),
        done=_("Dit staat erin. In deze tijd krijg je geen nieuw werk."),
        form=lambda data, _files: AbsenceForm(data),
        do=lambda one, data, now: actions.add_absence(one, **data, by=request.user, now=now),  # type: ignore[arg-type]
        at="began_on",
        template="auditors/add_absence.html",
    ).answer(request, pk)


@require_POST
@login_required
def remove_absence(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Back, or not away after all."""
    return press(
        request,
        pk,
        lambda one, now: actions.remove_absence(one, number, by=request.user, now=now),  # type: ignore[arg-type]
        done=_("De afwezigheid is weggehaald."),
    )
