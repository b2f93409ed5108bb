"""Who is told of what happens at an application."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from goedgeregeld.accounts.models import Membership, User
from goedgeregeld.accounts.states import MAY_FILL, Right
from keurmerk.models import Application
from keurmerk.states import Party


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to: a user, or the office's own mailbox (then `user` is None)."""

    email: str
    name: str = ""
    user: int | None = None

    @property
    def key(self) -> str:
        return str(self.user) if self.user else "nov"


OFFICE = Recipient(settings.OFFICE_EMAIL)


def recipients(application: Application, parties: Iterable[Party]) -> dict[Party, list[Recipient]]:
    """Who stands behind each of these parties. At most two queries; an account that was closed gets no mail."""
    wanted = set(parties)
    found: dict[Party, list[Recipient]] = {Party.OFFICE: [OFFICE]} if Party.OFFICE in wanted else {}
    if Party.ORGANISATION in wanted:
        found[Party.ORGANISATION] = working_members([application.organisation_id]).get(application.organisation_id, [])
    single = {Party.ADVISER: application.adviser_id, Party.AUDITOR: application.auditor_id}
    users = {one.pk: one for one in _open(Q(pk__in=[single[party] for party in wanted & single.keys()]))}
    for party in wanted & single.keys():
        user = users.get(single[party] or 0)
        found[party] = [Recipient(user.email, user.name, user.pk)] if user else []
    return found


def person(user: int | None) -> list[Recipient]:
    """This one user; nobody where the account was closed. One query, none for None."""
    found = _open(Q(pk=user)) if user else ()
    return [Recipient(one.email, one.name, one.pk) for one in found]


def working_members(organisations: Iterable[object]) -> dict[object, list[Recipient]]:
    """By organisation: its beheerders and invullers. One query."""
    rows = Membership.objects.filter(
        organisation__in=list(organisations), right__in=MAY_FILL, user__is_active=True, user__erased_at__isnull=True
    ).select_related("user")
    found: dict[object, list[Recipient]] = {}
    for row in rows.order_by("organisation", "user"):
        found.setdefault(row.organisation_id, []).append(Recipient(row.user.email, row.user.name, row.user_id))
    return found


def managers(organisation: object) -> list[Recipient]:
    """The beheerders of this organisation; nobody for None. One query."""
    if organisation is None:
        return []
    rows = Membership.objects.filter(
        organisation=organisation, right=Right.MANAGER, user__is_active=True, user__erased_at__isnull=True
    ).select_related("user")
    return [Recipient(row.user.email, row.user.name, row.user_id) for row in rows.order_by("user")]


def _open(which: Q) -> Iterable[User]:
    return User.objects.filter(which, is_active=True, erased_at__isnull=True)
