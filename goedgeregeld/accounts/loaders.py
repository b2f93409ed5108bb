"""The doors: who the request is, and how it gets hold of an organisation.

Who has no business with an object gets 404, as if it did not exist; who may read but not act gets 403. Being refused an act
on what one may read is recorded as an Event; knocking on a door that is not there is not.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.models import Organisation
from goedgeregeld.accounts.permissions import Person


def person_of(request: HttpRequest) -> Person:
    """Who the request is; read once a request."""
    if not hasattr(request, "person"):
        request.person = queries.person(request.user)  # type: ignore[attr-defined]
    return request.person  # type: ignore[attr-defined,no-any-return]


def load_organisation(request: HttpRequest, pk: UUID, *, to: str = "read") -> Organisation:
    """The organisation, to "read" its card, to "fill" or to "manage" it.

    Raises Http404 for strangers and PermissionDenied for who may read but not do what was asked.
    """
    person = person_of(request)
    if not permissions.may_see_card(pk, person):
        raise Http404
    try:
        organisation = queries.living_organisations().select_related("municipality").get(pk=pk)
    except Organisation.DoesNotExist:
        raise Http404 from None
    allowed = {
        "read": permissions.may_see_card,
        "fill": permissions.may_fill,
        "manage": permissions.may_manage,
    }[to]
    if not allowed(pk, person):
        raise PermissionDenied
    return organisation


def require_office(request: HttpRequest) -> Person:
    """NOV's staff only. Raises Http404 for everybody else: the office's rooms do not exist for them."""
    person = person_of(request)
    if not permissions.is_office(person):
        raise Http404
    return person
