"""The door: how a request gets hold of an application, or of a mark.

Who has no business with it gets 404, as if it did not exist; who may see it but not do what was asked gets 403, and an attempt
to do it anyway is written down. That the office looks into a dossier is an Event too.
"""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from goedgeregeld.accounts.loaders import person_of, refuse, require_office
from goedgeregeld.events.actions import record_view
from keurmerk import permissions
from keurmerk.models import Application, Audit, Evidence, Mark, Signal
from keurmerk.queries.assessment import Assessing, assessments
from keurmerk.queries.audit import audits_of
from keurmerk.queries.audit import may_see as may_see_audit
from keurmerk.queries.dossier import handed_in
from keurmerk.queries.improvements import may_read_plan
from keurmerk.queries.mark_acts import find_mark
from keurmerk.queries.signals import find_signal
from keurmerk.states import Verb

T = TypeVar("T")


def load_office_mark(request: HttpRequest, number: str) -> Mark:
    """The mark with this number, for the office. Raises Http404 for everybody else, and where there is none."""
    require_office(request)
    mark = find_mark(number)
    if mark is None:
        raise Http404
    if request.method == "GET":
        record_view(mark, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return mark


def load_signal(request: HttpRequest, pk: int) -> Signal:
    """A signal from outside, for the office. Raises Http404 for everybody else, and PermissionDenied for who belongs to the
    organisation that it is about.
    """
    person = require_office(request)
    signal = find_signal(pk)
    if signal is None:
        raise Http404
    if not permissions.may_handle_signals(signal.mark, person):
        refuse(request, signal.mark)
    if request.method == "GET":
        record_view(signal.mark, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return signal


def load_application(
    request: HttpRequest, code: str, *, to: Verb | None = None, also: tuple[str, ...] = ()
) -> Application:
    """The application with this code, to read or (with a verb) to act on; with what is shown `also` of its relations.

    Raises Http404 for strangers and PermissionDenied for who may see it but not do this.
    """
    application = _visible(request, code, also)
    if to is not None and not permissions.may(to, application, person_of(request)):
        refuse(request, application)
    _note_view(request, application)
    return application


def _visible(request: HttpRequest, code: str, also: tuple[str, ...] = ()) -> Application:
    """The application, for whom it exists. Raises Http404."""
    related = ("organisation", "organisation__municipality", "adviser", "auditor", *also)
    try:
        application = Application.objects.select_related(*related).get(code=code)
    except Application.DoesNotExist:
        raise Http404 from None
    if not permissions.may_see(application, person_of(request)):
        raise Http404
    return application


def _note_view(request: HttpRequest, application: Application) -> None:
    """That somebody from outside the trajectory looked into it is written down."""
    inside = (permissions.reads, permissions.is_adviser, permissions.is_auditor)
    outside = not any(one(application, person_of(request)) for one in inside)
    if outside and request.method == "GET":
        record_view(application, by=request.user, now=timezone.now())  # type: ignore[arg-type]


def load_improvements(request: HttpRequest, code: str, *, to: str = "read") -> Application:
    """The application, for what lies between the organisation and its adviser about the improvement plan: to "read", to
    "manage" the leave, to "propose" an action.

    Raises Http404 for strangers and PermissionDenied for whom it is none of theirs: auditor and office, and without leave.
    """
    application, person = _visible(request, code), person_of(request)
    concerned = permissions.reads(application, person) or permissions.advises(application, person)
    allowed = {
        "read": concerned,
        "manage": permissions.manages(application, person),
        "propose": to == "propose" and may_read_plan(application, person),
    }[to]
    if not allowed:
        refuse(request, application)
    return application


def load_dossier(request: HttpRequest, code: str, *, to: Verb | None = None, working: bool = False) -> Application:
    """The application, for who may see its dossier (with `working`: what the organisation still works on) or act on it.

    Raises Http404 for strangers, PermissionDenied for who may see the application but not this (an adviser who was asked and
    did not accept yet; an auditor, where it is the working copy).
    """
    application = load_application(request, code, to=to)
    sees = permissions.may_see_working_copy if working else permissions.may_see_dossier
    if not sees(application, person_of(request)):
        raise PermissionDenied
    return application


def load_evidence(request: HttpRequest, code: str, number: int, *, to: Verb | None = None) -> Evidence:
    """A piece of evidence of this application, to read or to act on.

    Whoever does not see the working copy sees what was handed in. Raises Http404 also for a piece of another application, and
    where it is to be changed for one that was taken away.
    """
    application = load_dossier(request, code, to=to)
    whole = permissions.may_see_working_copy(application, person_of(request))
    pieces = Evidence.objects.filter(application=application) if whole else handed_in(application)
    piece = pieces.filter(pk=number).select_related("added_by").first()
    if piece is None or (to is not None and piece.removed_at is not None):
        raise Http404
    piece.application = application
    return piece


def load_mark(request: HttpRequest, number: str, *, to: permissions.OfMark = permissions.may_see_mark) -> Mark:
    """The mark with this number, for its organisation and the office, to read or (with another predicate) to act on.

    Raises Http404 for strangers, PermissionDenied for who may see it but not do this.
    """
    mark = Mark.objects.select_related("organisation", "municipality", "application").filter(number=number).first()
    if mark is None or not permissions.may_see_mark(mark, person_of(request)):
        raise Http404
    if not to(mark, person_of(request)):
        refuse(request, mark)
    if request.method == "GET" and not permissions.carries(mark, person_of(request)):
        record_view(mark, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return mark


def load_assessments(
    request: HttpRequest, code: str, submission: int | None = None
) -> tuple[Application, Assessing, list[Assessing]]:
    """The assessment of this dossier (or the last one) that this person may read, and the others.

    Raises Http404 where there is none, PermissionDenied where it may not be read (yet).
    """
    application, person = _visible(request, code), person_of(request)
    begun = [one for one in assessments(application) if one.assessment]
    readable = [one for one in begun if permissions.may_see_assessment(application, person, given=one.is_given)]
    wanted = [one for one in begun if submission in (None, one.submission.number)]
    found = _first_of(wanted, readable)
    _note_view(request, application)
    return application, found, [one for one in readable if one is not found]


def load_audits(
    request: HttpRequest,
    code: str,
    round: int | None = None,  # noqa: A002
) -> tuple[Application, Audit, list[Audit]]:
    """The audit of this round (or the last one) that this person may read, and the others.

    Raises Http404 where there is none, PermissionDenied where it may not be read (yet).
    """
    application, person = _visible(request, code), person_of(request)
    audits = list(reversed(audits_of(application)))
    readable = [one for one in audits if may_see_audit(one, application, person)]
    found = _first_of([one for one in audits if round in (None, one.round)], readable)
    _note_view(request, application)
    return application, found, [one for one in readable if one is not found]


def _first_of(wanted: list[T], readable: list[T]) -> T:
    if not wanted:
        raise Http404
    for one in wanted:
        if one in readable:
            return one
    raise PermissionDenied
