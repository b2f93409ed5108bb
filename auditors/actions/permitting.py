"""Who may act on the network, and what is raised where an act comes too late. No act by itself."""

from django.core.exceptions import PermissionDenied

from auditors.models import Profile
from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.models import User


class WrongState(Exception):
    """The act does not fit where the authorisation stands by now; the message says so in Dutch."""


def permit(by: User | None) -> None:
    """Raise PermissionDenied unless the office; `by` None: the command line."""
    if by is not None and not permissions.is_office(queries.person(by)):
        raise PermissionDenied


def permit_own(profile: Profile, by: User | None) -> None:
    """Raise PermissionDenied unless it is their own profile, or the office; `by` None: the command line."""
    if by is None or by.pk != profile.user_id:
        permit(by)
