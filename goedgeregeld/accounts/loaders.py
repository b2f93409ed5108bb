"""The doors: who the request is, and how it gets hold of an organisation.

Who has no business with an object gets 404, as if it did not exist; who may read but not act gets 403. Being refused an act
on what one may read is recorded as an Event; knocking on a door that is not there is not.
"""

from typing import Any, NoReturn
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.models import Invitation, Organisation, PossibleDouble
from goedgeregeld.accounts.permissions import Person
from goedgeregeld.events.actions import record, record_view


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
        refuse(request, organisation)
    if pk not in person.rights:
        record_view(organisation, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return organisation


def refuse(request: HttpRequest, on: Any) -> NoReturn:
    """Somebody may read this, but not do what was asked. An attempt to do it anyway is written down.

    Raises PermissionDenied.
    """
    note_refused(request, on)
    raise PermissionDenied


def note_refused(request: HttpRequest, on: Any, *, path: str = "") -> None:
    """Write down that somebody who is signed in tried what they may not do; with `path` where the address holds a secret."""
    if request.method == "POST":
        record("refused", on, by=request.user, now=timezone.now(), path=path or request.path)  # type: ignore[arg-type]


def load_invitation(request: HttpRequest, number: int) -> Invitation:
    """An invitation, to take it back or send it again.

    Raises Http404 for who does not see it (members see their organisation's, the office those to roles) and
    PermissionDenied for who may not manage it.
    """
    person = person_of(request)
    found = Invitation.objects.select_related("organisation").filter(pk=number).first()
    if found is None:
        raise Http404
    visible = (
        permissions.may_see_card(found.organisation_id, person)
        if found.organisation_id
        else (permissions.is_office(person))
    )
    if not visible:
        raise Http404
    if not permissions.may_manage_invitation(found.organisation_id, found.role, person):
        refuse(request, found.organisation or found)
    return found


def load_double(request: HttpRequest, number: int) -> PossibleDouble:
    """Two organisations that may be one, for the office. Raises Http404 for everybody else, or where one is gone by now."""
    require_office(request)
    pairs = PossibleDouble.objects.select_related("one__municipality", "other__municipality")
    try:
        return pairs.get(pk=number, one__merged_into__isnull=True, other__merged_into__isnull=True)
    except PossibleDouble.DoesNotExist:
        raise Http404 from None


def require_office(request: HttpRequest) -> Person:
    """NOV's staff only. Raises Http404 for everybody else: the office's rooms do not exist for them."""
    person = person_of(request)
    if not permissions.is_office(person):
        raise Http404
    return person
