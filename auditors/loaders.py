"""The doors to people of the network: the office, and who it is about themselves. Everybody else gets 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from auditors import queries
from auditors.models import Profile
from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.loaders import person_of
from goedgeregeld.accounts.models import User


def load_person(request: HttpRequest, pk: int) -> User:
    """Somebody of the network, for the office or for themselves. Raises Http404."""
    if not (is_own(request, pk) or permissions.is_office(person_of(request))):
        raise Http404
    return get_object_or_404(queries.network(), pk=pk)


def is_own(request: HttpRequest, pk: int) -> bool:
    """Whether this is about who asks."""
    return request.user.pk == pk


def profile_of(user: User) -> Profile | None:
    """Their profile, where there is one."""
    return getattr(user, "profile", None)
