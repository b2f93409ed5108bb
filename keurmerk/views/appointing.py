"""The office appoints an auditor, or puts another adviser or auditor in place of one who stopped."""

from collections.abc import Iterable
from functools import cache

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import appointing as acts
from keurmerk.forms.acts import ReasonForm
from keurmerk.forms.decision import AuditorForm, ReplaceAuditorForm
from keurmerk.forms.request import ReplaceAdviserForm
from keurmerk.models import Application
from keurmerk.queries.advisers import candidates as advisers
from keurmerk.queries.candidates import Candidate
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage, reading_of


def seen(candidates: Iterable[Candidate], *, now: int | None = None) -> dict[str, list[Candidate]]:
    """What the page shows of a ranking beside the form: the parts of each score, and who may not. `now`: who works now."""
    others = [one for one in candidates if one.user != now]
    return {"ranking": [one for one in others if one.may], "excluded": [one for one in others if not one.may]}


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
            why=data.get("why", ""),
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/decision/assign_auditor.html",
        context=lambda one: seen(candidates(one)),
        done=_("De auditor is aangewezen en krijgt bericht."),
    ).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def return_audit(request: HttpRequest, code: str) -> HttpResponse:
    """The auditor gives the audit back, with a reason that the office reads. It is out of their sight afterwards."""
    return ActPage(
        verb=Verb.RETURN_AUDIT,
        form=lambda _one, posted: ReasonForm(posted),
        do=lambda one, data, moves: acts.return_audit(
            one,
            reason=data["reason"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/return_audit.html",
        done=_("Dank je wel. NOV wijst iemand anders aan."),
        then="reports:start",
    ).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def replace_auditor(request: HttpRequest, code: str) -> HttpResponse:
    """Another auditor goes on."""

    def candidates(one: Application) -> list[Candidate]:
        return reading_of(request, one).candidates

    return ActPage(
        verb=Verb.REPLACE_AUDITOR,
        form=lambda one, posted: ReplaceAuditorForm(posted, candidates=candidates(one)),
        do=lambda one, data, moves: acts.replace_auditor(
            one,
            auditor=data["auditor"],
            why=data.get("why", ""),
            reason=data["reason"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/decision/replace_auditor.html",
        context=lambda one: seen(candidates(one)),
        done=_("De nieuwe auditor is aangewezen. Iedereen krijgt bericht."),
    ).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def replace_adviser(request: HttpRequest, code: str) -> HttpResponse:
    """Another adviser goes on, from a list with what speaks for and against each."""
    listed = cache(lambda one: advisers(one, on=timezone.localdate()))  # for the form and the page
    return ActPage(
        verb=Verb.REPLACE_ADVISER,
        form=lambda one, posted: ReplaceAdviserForm(posted, candidates=listed(one), now=one.adviser_id),
        do=lambda one, data, moves: acts.replace_adviser(
            one,
            adviser=data["adviser"],
            why=data.get("why", ""),
            reason=data["reason"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/replace_adviser.html",
        context=lambda one: seen(listed(one), now=one.adviser_id),
        done=_("De nieuwe adviseur is aangewezen. Iedereen krijgt bericht."),
    ).answer(request, code)
