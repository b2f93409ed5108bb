"""The office appoints an auditor."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import appointing as acts
from keurmerk.forms.decision import AuditorForm
from keurmerk.models import Application
from keurmerk.queries.candidates import Candidate
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage, reading_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def assign_auditor(request: HttpRequest, code: str) -> HttpResponse:
    """Who may judge this application, those with the least work first; and why others may not."""

    def candidates(one: Application) -> list[Candidate]:
        return reading_of(request, one).candidates

    return ActPage(
        verb=Verb.ASSIGN_AUDITOR,
        form=lambda one, posted: AuditorForm(posted, candidates=candidates(one)),
        do=lambda one, data, moves: acts.assign_auditor(
            one,
            auditor=data["auditor"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/decision/assign_auditor.html",
        context=lambda one: {"excluded": [other for other in candidates(one) if not other.may]},
        done=_("De auditor is aangewezen en krijgt bericht."),
    ).answer(request, code)
