"""Acts on the members of an organisation. There is always a beheerder: the organisation's row is locked before counting."""

from datetime import datetime

from django.utils.translation import gettext as _

from goedgeregeld.accounts.actions.ritual import Blocked, WrongState, changing
from goedgeregeld.accounts.models import Membership, Organisation, User
from goedgeregeld.accounts.states import Right
from goedgeregeld.events.actions import record


class LastManager(Blocked):
    """Without a beheerder nobody could invite, change or hand over any more."""

    def __init__(self) -> None:
        super().__init__(
            _("Er moet altijd een beheerder zijn. Maak eerst iemand anders beheerder, of draag het beheer over.")
        )


def change_right(organisation: Organisation, *, member: int, right: str, by: User, now: datetime) -> Membership:
    """Give the member (a user's number) this right; by a beheerder.

    Raises LastManager, PermissionDenied, WrongState where somebody is no member any more, ValueError for a right there is not.
    """
    right = Right(right)
    with changing(organisation.pk, by=by) as locked:
        membership = _membership(locked, member)
        if membership.right != right:
            if right != Right.MANAGER:
                _keep_a_manager(locked, membership)
            before, membership.right = membership.right, right
            membership.save(update_fields=["right"])
            record("change_right", locked, by=by, now=now, member=member, right=str(right), before=before)
    return membership


def remove_member(organisation: Organisation, *, member: int, by: User, now: datetime) -> None:
    """Take somebody out of the organisation; by a beheerder. (Oneself: `leave`.) Raises as `change_right`."""
    with changing(organisation.pk, by=by) as locked:
        membership = _membership(locked, member)
        _keep_a_manager(locked, membership)
        membership.delete()
        record("remove_member", locked, by=by, now=now, member=member)


def leave(organisation: Organisation, *, by: User, now: datetime) -> None:
    """Leave the organisation. Raises LastManager, PermissionDenied where `by` is no member (any more)."""
    with changing(organisation.pk, by=by, manage=False) as locked:
        membership = _membership(locked, by.pk)
        _keep_a_manager(locked, membership)
        membership.delete()
        record("leave", locked, by=by, now=now)


def hand_over(organisation: Organisation, *, to: int, stay: bool, by: User, now: datetime) -> None:
    """Make another member beheerder and step back: stay as invuller, or leave. One act, so there is never nobody.

    Raises Blocked for handing over to oneself or to an account that is off, PermissionDenied, WrongState where the successor
    is no member any more.
    """
    if to == by.pk:
        raise Blocked(_("Kies iemand anders dan jezelf."))
    with changing(organisation.pk, by=by) as locked:
        successor, mine = _membership(locked, to), _membership(locked, by.pk)
        if not successor.user.is_active:
            raise Blocked(_("Het account van deze persoon staat uit. Kies iemand anders."))
        successor.right = Right.MANAGER
        successor.save(update_fields=["right"])
        if stay:
            mine.right = Right.EDITOR
            mine.save(update_fields=["right"])
        else:
            mine.delete()
        record("hand_over", locked, by=by, now=now, to=to, stays=stay)


def _membership(organisation: Organisation, user: int) -> Membership:
    found = Membership.objects.filter(organisation=organisation, user=user).first()
    if found is None:
        raise WrongState(_("Deze persoon is geen lid meer van de organisatie."))
    return found


def _keep_a_manager(organisation: Organisation, leaving: Membership) -> None:
    if leaving.right == Right.MANAGER:
        others = Membership.objects.filter(organisation=organisation, right=Right.MANAGER).exclude(pk=leaving.pk)
        if not others.filter(user__is_active=True).exists():
            raise LastManager
