"""What the office does to an account: switching it off and on, and taking away a second factor that was lost.

What the person did stays; nobody signs in while the account is off.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction

from goedgeregeld.accounts import notifications, permissions, queries
from goedgeregeld.accounts.actions.people import end_sessions
from goedgeregeld.accounts.actions.roles import LastAdministrator
from goedgeregeld.accounts.models import Role, User
from goedgeregeld.accounts.states import RoleKind
from goedgeregeld.events.actions import record


def switch_off(user: User, *, by: User, now: datetime) -> User:
    """Nobody signs in with this account any more, and who was in is out. Off already: nothing changes.

    Raises PermissionDenied for who may not (the office only; never oneself; an account of the office only by an
    administrator), LastAdministrator where no administrator would be left.
    """
    with transaction.atomic():
        held = list(Role.objects.select_for_update().filter(kind=RoleKind.ADMINISTRATOR, user__is_active=True))
        locked = _locked(user, by)
        if [role.user_id for role in held] == [locked.pk]:
            raise LastAdministrator
        if locked.is_active:
            locked.is_active = False
            locked.save(update_fields=["is_active"])
            record("switch_off", locked, by=by, now=now)
            end_sessions(locked, by=by, now=now)
    return locked


def switch_on(user: User, *, by: User, now: datetime) -> User:
    """The account works again. Raises PermissionDenied as `switch_off` does."""
    with transaction.atomic():
        locked = _locked(user, by)
        if not locked.is_active:
            locked.is_active = True
            locked.save(update_fields=["is_active"])
            record("switch_on", locked, by=by, now=now)
    return locked


def reset_second_factor(user: User, *, by: User | None, now: datetime) -> int:
    """Take away the apps, passkeys and recovery codes of somebody who lost them, sign them out, and tell them by mail.

    Returns how many went; without any nothing happens. `by` None: the command line. Raises PermissionDenied as `switch_off`.
    """
    with transaction.atomic():
        locked = _locked(user, by) if by else User.objects.select_for_update().get(pk=user.pk)
        number, _ = Authenticator.objects.filter(user=locked).delete()
        if number:
            record("reset_second_factor", locked, by=by, now=now)
            for session in UserSession.objects.filter(user=locked):
                session.end()
            notifications.send_account_mail("account/email/second_factor_reset", to=locked.email, context={})
    return number


def _locked(user: User, by: User) -> User:
    locked = User.objects.select_for_update().get(pk=user.pk)
    roles = set(Role.objects.filter(user=locked).values_list("kind", flat=True))
    if locked.erased_at is not None or not permissions.may_switch(locked.pk, roles, queries.person(by)):
        raise PermissionDenied
    return locked
