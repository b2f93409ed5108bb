"""The door: how a request gets hold of an application.

Who has no business with it gets 404, as if it did not exist; who may see it but not do what was asked gets 403, and an attempt
to do it anyway is written down. That the office looks into a dossier is an Event too.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from goedgeregeld.accounts.loaders import person_of, refuse
from goedgeregeld.events.actions import record_view
from keurmerk import permissions
from keurmerk.models import Application, Evidence
from keurmerk.queries.dossier import handed_in
from keurmerk.states import Verb


def load_application(request: HttpRequest, code: str, *, to: Verb | None = None) -> Application:
    """The application with this code, to read or (with a verb) to act on.

    Raises Http404 for strangers and PermissionDenied for who may see it but not do this.
    """
    person = person_of(request)
    related = ("organisation", "organisation__municipality", "adviser", "auditor")
    application = Application.objects.select_related(*related).filter(code=code).first()
    if application is None or not permissions.may_see(application, person):
        raise Http404
    if to is not None and not permissions.may(to, application, person):
        refuse(request, application)
    outside = not any(
        one(application, person) for one in (permissions.reads, permissions.is_adviser, permissions.is_auditor)
    )
    if outside and request.method == "GET":
        record_view(application, by=request.user, now=timezone.now())  # type: ignore[arg-type]
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
