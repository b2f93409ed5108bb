"""Taking over marks that were granted before this system: all of a workbook, or nothing. Twice changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from secrets import choice

from django.db import IntegrityError, transaction
from django.utils import timezone

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.events.actions import record
from keurmerk.actions.findable import keep_marks_findable
from keurmerk.actions.ritual import NotPermitted, WrongState
from keurmerk.codes import new_code
from keurmerk.models import Mark, MarkChange
from keurmerk.old_marks import OldMark
from keurmerk.queries.importing import Prepared, compared, may_be_linked
from keurmerk.states import MarkState, MarkVerb

VERBS = {
    MarkState.SUSPENDED: MarkVerb.SUSPEND,
    MarkState.WITHDRAWN: MarkVerb.REVOKE,
    MarkState.EXPIRED: MarkVerb.EXPIRE,
}
REASONS = "Dit was al zo toen dit keurmerk werd ingelezen. De redenen staan in het dossier van toen."
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many were added, how many of those belong to an organisation here, and how many were here already."""

    added: int
    linked: int
    known: int


def import_marks(marks: Iterable[OldMark], *, by: User | None, now: datetime) -> Imported:
    """Add the marks that are not here yet. `by` None: the command on the machine itself.

    Raises NotPermitted, InvalidSheet where a number is here of another mark, and WrongState where somebody else was taking over
    the same ones at this moment; then nothing is added. Nobody is mailed: it is no news to whom it is about.
    """
    if by is not None and not permissions.is_office(accounts.person(by)):
        raise NotPermitted
    try:
        with transaction.atomic():
            plan = compared(marks)
            made = Mark.objects.bulk_create([_mark(one, now) for one in plan.new], batch_size=200)
            MarkChange.objects.bulk_create(
                [one for mark, row in zip(made, plan.new, strict=True) for one in _changed(mark, row, by)]
            )
            keep_marks_findable(made)
            for mark in made:
                record("import_mark", mark, by=by, now=now, number=mark.number)
    except IntegrityError as error:
        raise WrongState(
            "Iemand anders was op dit moment dezelfde keurmerken aan het inlezen. Probeer het opnieuw."
        ) from error
    return Imported(len(made), plan.linked, len(plan.known))


def _mark(one: Prepared, now: datetime) -> Mark:
    old = one.old
    return Mark(
        number=old.number,
        code=new_code(choice),
        state=old.state,
        organisation=one.organisation,
        name=old.name,
        municipality=one.municipality,
        sector=old.sector or (one.organisation.sector if one.organisation else ""),
        decided_on=old.decided_on,
        valid_from=old.valid_from,
        valid_until=old.valid_until,
        imported_at=now,
        state_since=_since(old) or _noon(old.valid_from),
    )


def _changed(mark: Mark, one: Prepared, by: User | None) -> list[MarkChange]:
    """What happened to it before: since when it stands as it does."""
    verb, at = VERBS.get(MarkState(mark.state)), _since(one.old)
    if verb is None or at is None:
        return []
    reasons = "" if verb == MarkVerb.EXPIRE else REASONS
    return [MarkChange(mark=mark, verb=verb, reasons=reasons, by=by, at=at)]


def _since(old: OldMark) -> datetime | None:
    if old.state == MarkState.EXPIRED:
        return timezone.make_aware(datetime.combine(old.valid_until + DAY, time()))
    return _noon(old.since) if old.since else None


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def link_mark(mark: Mark, organisation: Organisation, *, by: User, now: datetime) -> Mark:
    """Say to which organisation here a mark of before this system belongs; also where it was said to be another.

    Raises NotPermitted, and WrongState for a mark that was granted here, or of an organisation that was erased.
    """
    if not permissions.is_office(accounts.person(by)):
        raise NotPermitted
    with transaction.atomic():
        locked = Mark.objects.select_for_update(of=("self",)).get(pk=mark.pk)
        if not may_be_linked(locked):
            raise WrongState("Bij dit keurmerk staat vast van welke organisatie het is.")
        found = Organisation.objects.filter(pk=organisation.pk, merged_into__isnull=True, demo=False).first()
        if found is None:
            raise WrongState("Deze organisatie is er niet meer. Zoek opnieuw.")
        locked.organisation = found
        locked.sector = locked.sector or found.sector
        locked.save(update_fields=["organisation", "sector"])
        keep_marks_findable([locked])
        record("link_mark", locked, by=by, now=now, number=locked.number, organisation=str(found.pk))
    return locked
