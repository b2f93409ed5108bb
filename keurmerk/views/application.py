"""The application's own page: where it stands, who waits for whom, the way to everything of it; and an organisation's list."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts import permissions as accounts
from goedgeregeld.accounts.loaders import load_organisation, person_of
from keurmerk import permissions, queries, waiting
from keurmerk.loaders import load_application
from keurmerk.queries import conversation, organisation, parts, renewal
from keurmerk.queries.arranging import arranged
from keurmerk.queries.carrying import may_show
from keurmerk.queries.register import standing_of
from keurmerk.queries.renewal import renewable, renewed_by
from keurmerk.register.entries import WORDS
from keurmerk.states import ENDED, LIVE, MarkState
from keurmerk.views.acting import reading_of

MESSAGES = 3  # of the conversation on this page: the newest


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands, what one may do, and what is there to read."""
    application = load_application(request, code, also=("requested_by",))
    person, today = person_of(request), timezone.localdate()
    offers = queries.offers(reading_of(request, application), person)
    reads, mark = permissions.may_see_dossier(application, person), parts.mark_of(application)
    plan = parts.last_plan(application) if reads else None
    context = {
        "application": application,
        "today": today,
        "standing": waiting.standing(application, person, today=today),
        "acts": arranged(offers, application.state),
        "steps": parts.steps_of(application),
        "parts": parts.parts(application, person, plan),
        "route": plan.get_route_display() if plan else "",
        "reads": reads,
        "said": conversation.said(application, person, size=MESSAGES) if reads else None,
        "renewed": renewed_by(application, today=today) if application.state in LIVE else None,
        "mark": mark,
        "may_renew": mark is not None and permissions.manages(application, person) and renewable(mark, today=today),
        "mark_now": "" if mark is None or may_show(mark, today) else WORDS[standing_of(mark, today)],
        "sees_mark": mark is not None and permissions.may_see_mark(mark, person),
        "sees_plan": permissions.reads(application, person) or permissions.advises(application, person),
        "is_member": permissions.reads(application, person),
        "sees_card": accounts.may_see_card(application.organisation_id, person),
    }
    return render(request, "keurmerk/application.html", context)


@require_safe
@never_cache
@login_required
def of_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The applications and marks of one organisation, for its people and the office. Raises Http404."""
    of, person, today = load_organisation(request, pk), person_of(request), timezone.localdate()
    found, marks = organisation.applications_of(pk), organisation.marks_of(pk)
    last = max(
        (one for one in marks if one.state != MarkState.WITHDRAWN), key=lambda one: one.valid_until, default=None
    )
    free = all(one.state in ENDED for one in found) and not renewal.blockers(last, on=today)
    context = {
        "organisation": of,
        "marks": marks,
        "rows": [(one, waiting.standing(one, person, today=today)) for one in found],
        "may_request": accounts.may_manage(pk, person) and free,
    }
    return render(request, "keurmerk/of_organisation.html", context)
