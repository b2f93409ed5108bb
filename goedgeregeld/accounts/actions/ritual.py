"""How every act on an organisation begins: one transaction, the row re-read and locked, the right of who acts checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from goedgeregeld.accounts.models import Membership, Organisation, User
from goedgeregeld.accounts.states import Right


class Blocked(Exception):
    """The act is not possible; `reasons` says in Dutch why."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = tuple(str(reason) for reason in reasons)
        super().__init__("\n".join(self.reasons))


class WrongState(Exception):
    """The act does not fit where its object stands by now; the message says so in Dutch."""


@contextmanager
def changing(organisation_id: UUID, *, by: User, manage: bool = True) -> Iterator[Organisation]:
    """One transaction on the living, locked organisation, for one of its beheerders (or with manage=False any member).

    Raises WrongState where it was erased or merged meanwhile, PermissionDenied where `by` may not.
    """
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().filter(pk=organisation_id, merged_into__isnull=True).first()
        if locked is None:
            raise WrongState("Deze organisatie bestaat niet meer.")
        right = Membership.objects.filter(organisation=locked, user=by).values_list("right", flat=True).first()
        if right is None or (manage and right != Right.MANAGER):
            raise PermissionDenied
        yield locked
