"""The door: how a request gets hold of an application.

Who has no business with it gets 404, as if it did not exist; who may see it but not do what was asked gets 403, and an attempt
to do it anyway is written down. That the office looks into a dossier is an Event too.
"""

from django.http import Http404, HttpRequest
from django.utils import timezone

from goedgeregeld.accounts.loaders import person_of, refuse
from goedgeregeld.events.actions import record_view
from keurmerk import permissions
from keurmerk.models import Application
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
