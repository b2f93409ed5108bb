"""Who does what for the programme: giving and taking away roles. Only an administrator may; there is always one left.

The Django admin asks for `is_staff` and `is_superuser`: these follow the role of administrator, here and nowhere else.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.models import Role, User
from goedgeregeld.accounts.states import RoleKind
from goedgeregeld.events.actions import record


class LastAdministrator(Exception):
    """Without an administrator nobody could give roles any more."""

    def __init__(self) -> None:
        super().__init__("Dit is de laatste beheerder. Geef eerst iemand anders deze rol.")


def grant_role(user: User, kind: str, *, by: User | None, now: datetime) -> Role:
    """Give this role; who has it already keeps it. `by` None: the command line, or an invitation that was checked.

    Raises PermissionDenied unless `by` is an administrator, ValueError for a role there is not or a closed account.
    """
    kind = RoleKind(kind)
    with transaction.atomic():
        locked = _locked(user, by)
        if not locked.is_active:
            raise ValueError("Dit account is gesloten.")
        role, new = Role.objects.get_or_create(user=locked, kind=kind, defaults={"since": now})
        _keep_in_step(locked)
        if new:
            record("grant_role", locked, by=by, now=now, role=str(kind))
    _tell(user, locked)
    return role


def revoke_role(user: User, kind: str, *, by: User | None, now: datetime) -> None:
    """Take this role away; who does not have it loses nothing.

    Raises PermissionDenied unless `by` is an administrator, LastAdministrator where nobody would be left.
    """
    kind = RoleKind(kind)
    with transaction.atomic():
        locked = _locked(user, by)
        if kind == RoleKind.ADMINISTRATOR:
            # Locked in one order, so that two administrators cannot take each other's role at the same moment.
            held = list(Role.objects.select_for_update().filter(kind=kind, user__is_active=True).order_by("pk"))
            if [role.user_id for role in held] == [locked.pk]:
                raise LastAdministrator
        gone, _ = Role.objects.filter(user=locked, kind=kind).delete()
        _keep_in_step(locked)
        if gone:
            record("revoke_role", locked, by=by, now=now, role=str(kind))
    _tell(user, locked)


def _locked(user: User, by: User | None) -> User:
    if by is not None and not permissions.is_administrator(queries.person(by)):
        raise PermissionDenied
    return User.objects.select_for_update().get(pk=user.pk)


def _keep_in_step(user: User) -> None:
    administrator = Role.objects.filter(user=user, kind=RoleKind.ADMINISTRATOR).exists()
    if (user.is_staff, user.is_superuser) != (administrator, administrator):
        user.is_staff = user.is_superuser = administrator
        user.save(update_fields=["is_staff", "is_superuser"])


def _tell(user: User, locked: User) -> None:
    """The caller's own copy says the same as the row."""
    user.is_staff, user.is_superuser = locked.is_staff, locked.is_superuser
