"""Arranging the festive moment of a mark: the organisation and the office keep one row together."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk import notifications, permissions
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import HandOver, Mark
from keurmerk.queries import handing_over as queries


@dataclass(frozen=True, slots=True)
class Arranged:
    """What was arranged: when, where, by whom; `skipped`: there will be none, then only the note is kept."""

    on: date | None = None
    place: str = ""
    by_whom: str = ""
    note: str = ""
    skipped: bool = False

    @property
    def kept(self) -> "Arranged":
        """As it is kept."""
        note = self.note.strip()
        if self.skipped:
            return Arranged(note=note, skipped=True)
        return Arranged(self.on, self.place.strip(), self.by_whom.strip(), note)


def arrange_hand_over(mark: Mark, arranged: Arranged, *, by: User, now: datetime, seen: int | None = None) -> HandOver:
    """Keep what was arranged. The other side gets a mail; nothing happens where nothing changed.

    `seen` is the moment of the last change the page had seen (`queries.moment`). Raises NotPermitted, WrongState, Blocked.
    """
    values = asdict(arranged.kept)
    with transaction.atomic():
        locked = Mark.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=mark.pk)
        if not permissions.may_hand_over(locked, accounts.person(by)):
            raise NotPermitted
        kept = HandOver.objects.filter(mark=locked).first()
        if kept is not None and all(getattr(kept, name) == value for name, value in values.items()):
            return kept
        _expect(locked, kept, seen, now)
        if values["on"] and not locked.decided_on <= values["on"] <= locked.valid_until:
            raise Blocked(_("Kies een dag na het besluit en voor het einde van het keurmerk."))
        values |= {"changed_by": by, "changed_at": now}
        made, _new = HandOver.objects.update_or_create(mark=locked, defaults=values)
        event = record("arrange_hand_over", locked, by=by, now=now, number=locked.number)
        notifications.tell_of_hand_over(event, locked, by=by)
    return made


def _expect(mark: Mark, kept: HandOver | None, seen: int | None, now: datetime) -> None:
    why = queries.why_not_arranged(mark, timezone.localdate(now))
    if why:
        raise WrongState(why)
    if seen is not None and seen != queries.moment(kept):
        raise WrongState(_("Er is intussen iets veranderd aan de uitreiking. Bekijk het eerst opnieuw."))
