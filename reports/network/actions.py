"""Taking over the present network from a workbook: all of it, or nothing. Twice changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from auditors import actions as auditors
from goedgeregeld.accounts import permissions
from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.actions.roles import grant_role
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from reports.network.queries import Change, compared
from reports.network.sheet import Person


class Meanwhile(Exception):
    """Somebody else changed the same at this moment; nothing is taken over."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many people came in new, of how many something changed, and how many stood there already, just so."""

    new: int
    changed: int
    same: int


def import_network(people: Iterable[Person], *, by: User | None, now: datetime) -> Taken:
    """Make and change what the rows say. Nobody is mailed. `by` None: the command on the machine itself.

    Raises PermissionDenied unless the office, InvalidSheet where something here stands in the way, Meanwhile; then nothing is
    changed.
    """
    if by is not None and not permissions.is_office(accounts.person(by)):
        raise PermissionDenied
    try:
        with transaction.atomic():
            changes = compared(people, today=timezone.localdate(now))
            for change in changes:
                if change.any:
                    _take_over(change, by=by, now=now)
    except (IntegrityError, auditors.WrongState) as error:
        raise Meanwhile(_("Iemand anders veranderde op dit moment hetzelfde. Probeer het opnieuw.")) from error
    new = sum(change.new for change in changes)
    changed = sum(change.any for change in changes) - new
    return Taken(new, changed, len(changes) - new - changed)


def _take_over(change: Change, *, by: User | None, now: datetime) -> None:
    person, user = change.person, change.user
    if user is None:
        user = User.objects.create_user(person.email, name=person.name)
    elif change.rename:
        user.name = person.name
        user.save(update_fields=["name"])
    for work in change.roles:
        grant_role(user, work, by=None, now=now)  # the office may invite to these roles
    profile = auditors.keep_profile(user, change.values, by=by, now=now)
    for work in change.authorise:
        auditors.authorise(profile, work, until=person.until, by=by, now=now)  # type: ignore[arg-type]
    record("import_person", user, by=by, now=now, member=user.pk)
