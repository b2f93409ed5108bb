"""Acts on invitations: asking somebody in, asking again, taking it back, accepting. Only the seal of the secret is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from goedgeregeld.accounts import notifications, permissions, queries
from goedgeregeld.accounts.actions.ritual import Blocked, WrongState
from goedgeregeld.accounts.actions.roles import grant_role
from goedgeregeld.accounts.models import Invitation, Membership, Organisation, User
from goedgeregeld.accounts.states import Right, RoleKind
from goedgeregeld.events.actions import record

MAILS_A_DAY = 50  # invitations one person may send, so that the site cannot be used to pester people
ORDER = {right: place for place, right in enumerate((Right.READER, Right.EDITOR, Right.MANAGER))}


class OtherAddress(Exception):
    """Somebody else was invited than who is signed in."""


class Used(WrongState):
    """The invitation was accepted before."""


class Expired(WrongState):
    """The invitation was open too long."""


class Withdrawn(WrongState):
    """The invitation was taken back."""


def invite_member(organisation: Organisation, *, email: str, right: str, by: User, now: datetime) -> Invitation:
    """Invite somebody to the organisation with this right; by a beheerder. An open invitation to the address is replaced.

    Raises Blocked where this person is a member already or too much was sent today, PermissionDenied, WrongState where the
    organisation is gone, ValueError for a right there is not.
    """
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().filter(pk=organisation.pk, merged_into__isnull=True).first()
        if locked is None:
            raise WrongState(_("Deze organisatie bestaat niet meer."))
        if not permissions.may_manage(locked.pk, queries.person(by)):
            raise PermissionDenied
        if Membership.objects.filter(organisation=locked, user__email=email.lower()).exists():
            raise Blocked(_("Deze persoon is al lid van jullie organisatie."))
        return _invite(email, by, now, organisation=locked, right=Right(right))


def invite_to_role(*, email: str, role: str, by: User, now: datetime) -> Invitation:
    """Invite somebody to a role: the office adviser and auditor, administrators every role.

    Raises PermissionDenied, Blocked where this person has the role or too much was sent today, ValueError for no role.
    """
    role = RoleKind(role)
    with transaction.atomic():
        if not permissions.may_invite_to(role, queries.person(by)):
            raise PermissionDenied
        if User.objects.filter(email=email.lower(), roles__kind=role).exists():
            raise Blocked(_("Deze persoon heeft deze rol al."))
        return _invite(email, by, now, role=role)


def _invite(email: str, by: User, now: datetime, **to: object) -> Invitation:
    User.objects.select_for_update().get(pk=by.pk)
    if Invitation.objects.filter(invited_by=by, created_at__gt=now - timedelta(days=1)).count() >= MAILS_A_DAY:
        raise Blocked(_("Je hebt vandaag al veel uitnodigingen verstuurd. Probeer het morgen weer."))
    earlier = Invitation.objects.filter(
        email=email.lower(), organisation=to.get("organisation"), role=to.get("role", ""), accepted_at__isnull=True
    )
    earlier.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    token = token_urlsafe(24)
    invitation = Invitation.objects.create(
        email=email.lower(),
        token_sha256=queries.token_seal(token),
        invited_by=by,
        created_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
        **to,
    )
    notifications.send_invitation(invitation, token=token)
    _note("invite", invitation, by, now)
    return invitation


def _note(verb: str, invitation: Invitation, by: User, now: datetime) -> None:
    """The Event stands with the organisation, so that its people read it there; of a role with the invitation."""
    on = invitation.organisation or invitation
    record(verb, on, by=by, now=now, invitation=invitation.pk, to=invitation.right or invitation.role)


@contextmanager
def _open(invitation: Invitation, *, by: User | None) -> Iterator[Invitation]:
    """One transaction on the locked invitation that still stands; with `by`, who must be allowed to manage it.

    Its organisation is locked first, as a merge does: what the merge moves is read after it.
    """
    with transaction.atomic():
        Organisation.objects.select_for_update().filter(pk=invitation.organisation_id).first()
        locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        if by is not None and not permissions.may_manage_invitation(
            locked.organisation_id, locked.role, queries.person(by)
        ):
            raise PermissionDenied
        if locked.accepted_at:
            raise Used(_("Deze uitnodiging is al aangenomen."))
        if locked.withdrawn_at:
            raise Withdrawn(_("Deze uitnodiging is ingetrokken."))
        yield locked


def withdraw_invitation(invitation: Invitation, *, by: User, now: datetime) -> Invitation:
    """Take the invitation back; its link opens nothing any more. Raises PermissionDenied, Used, Withdrawn."""
    with _open(invitation, by=by) as locked:
        locked.withdrawn_at = now
        locked.save(update_fields=["withdrawn_at"])
        _note("withdraw_invitation", locked, by, now)
    return locked


def resend_invitation(invitation: Invitation, *, by: User, now: datetime) -> Invitation:
    """Mail a new link that is good for as long; the old one stops. Raises PermissionDenied, Used, Withdrawn, Blocked."""
    with _open(invitation, by=by) as locked:
        if locked.organisation_id:
            return _invite(locked.email, by, now, organisation=locked.organisation, right=locked.right)
        return _invite(locked.email, by, now, role=locked.role)


def accept_invitation(token: str, *, by: User, now: datetime) -> Invitation:
    """Become what the invitation says. Who is a member already keeps the higher right.

    Raises Invitation.DoesNotExist, OtherAddress, Used, Withdrawn, Expired.
    """
    found = Invitation.objects.get(token_sha256=queries.token_seal(token))
    with _open(found, by=None) as locked:
        if locked.expires_at <= now:
            raise Expired(_("Deze uitnodiging is verlopen."))
        if locked.email != by.email.lower():
            raise OtherAddress
        locked.accepted_at, locked.accepted_by = now, by
        locked.save(update_fields=["accepted_at", "accepted_by"])
        if locked.role:
            grant_role(by, locked.role, by=None, now=now)
        else:
            _join(locked, by, now)
        _note("accept_invitation", locked, by, now)
    return locked


def _join(invitation: Invitation, user: User, now: datetime) -> None:
    membership, new = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id, user=user, defaults={"right": invitation.right, "since": now}
    )
    if not new and ORDER[Right(membership.right)] < ORDER[Right(invitation.right)]:
        membership.right = invitation.right
        membership.save(update_fields=["right"])
