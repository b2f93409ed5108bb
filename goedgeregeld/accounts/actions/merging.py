"""Acts of the office on possible doubles: merging two organisations into one, or saying that they are two.

A merge is generic: everything that points to an organisation moves, also what later apps keep. Where a row can stand only
once with an organisation, somebody must say how two become one: `unites("app.Model")` registers that. What stands in the way
altogether is registered with `hinders`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.actions.organisations import FIELDS, keep_findable
from goedgeregeld.accounts.actions.ritual import Blocked, WrongState
from goedgeregeld.accounts.models import BenchmarkConsent, Membership, Organisation, PossibleDouble, User
from goedgeregeld.accounts.queries.doubles import pair_of
from goedgeregeld.accounts.states import Right
from goedgeregeld.events.actions import record

Unite = Callable[[Organisation, Organisation], int]
Hinder = Callable[[Organisation, Organisation], list[str]]
UNITING: dict[str, Unite] = {}
HINDERING: list[Hinder] = []
ORDER = {right: place for place, right in enumerate((Right.READER, Right.EDITOR, Right.MANAGER))}


def unites(label: str) -> Callable[[Unite], Unite]:
    """Register how rows of this model become those of the surviving organisation: (kept, gone) -> how many moved."""

    def register(how: Unite) -> Unite:
        UNITING[label.lower()] = how
        return how

    return register


def hinders(why: Hinder) -> Hinder:
    """Register what may stand in the way of a merge: (kept, gone) -> reasons in Dutch."""
    HINDERING.append(why)
    return why


def blockers(kept: Organisation, gone: Organisation) -> list[str]:
    """Why these two cannot become one; empty where they can."""
    reasons = [reason for why in HINDERING for reason in why(kept, gone)]
    if kept.demo != gone.demo:
        reasons.append(_("Een voorbeeld kan niet samengaan met een echte organisatie."))
    return reasons


def pointing_here() -> Iterator[models.ForeignKey]:
    """Every foreign key (and one-to-one) to an organisation, in whatever app."""
    for relation in Organisation._meta.get_fields(include_hidden=True):  # noqa: SLF001 - Django's way to introspect
        if relation.auto_created and (relation.one_to_many or relation.one_to_one) and relation.concrete is False:
            yield relation.field


def can_clash(field: models.ForeignKey) -> bool:
    """Whether two rows that point to two organisations might not both point to one."""
    meta = field.model._meta  # noqa: SLF001
    once = [one for one in meta.constraints if isinstance(one, models.UniqueConstraint)]
    return field.unique or any(field.name in one.fields or one.expressions for one in once)


def merge_organisations(*, kept: UUID, gone: UUID, by: User, now: datetime) -> Organisation:
    """Move everything of `gone` to `kept` and leave a pointer. One transaction, one Event. Returns the surviving one.

    Raises PermissionDenied unless the office, WrongState where one was merged meanwhile, Blocked for one with itself or
    for what `blockers` says.
    """
    if kept == gone:
        raise Blocked(_("Kies twee verschillende organisaties."))
    if not permissions.is_office(queries.person(by)):
        raise PermissionDenied
    with transaction.atomic():
        locked = {
            row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=[kept, gone]).order_by("pk")
        }
        if len(locked) < 2 or any(row.merged_into_id for row in locked.values()):
            raise WrongState(_("Een van deze organisaties is intussen samengevoegd of gewist."))
        survivor, pointer = locked[kept], locked[gone]
        if reasons := blockers(survivor, pointer):
            raise Blocked(*reasons)
        moved = _move_all(survivor, pointer)
        filled = _fill_gaps(survivor, pointer)
        keep_findable(survivor, now=now)
        record("merge", survivor, by=by, now=now, merged=str(gone), moved=moved, filled=filled)
    return survivor


def _move_all(kept: Organisation, gone: Organisation) -> dict[str, int]:
    moved: dict[str, int] = {}
    for field in pointing_here():
        label = field.model._meta.label_lower  # noqa: SLF001
        if label in UNITING:
            if label not in moved:
                moved[label] = UNITING[label](kept, gone)
        else:
            rows = field.model._base_manager.filter(**{field.name: gone})  # noqa: SLF001
            moved[label] = moved.get(label, 0) + rows.update(**{field.name: kept})
    return {label: number for label, number in moved.items() if number}


def _fill_gaps(kept: Organisation, gone: Organisation) -> list[str]:
    """What the surviving row leaves empty comes from the other; the KvK number leaves the pointer (it is unique)."""
    given = {name: getattr(gone, name) for name in FIELDS}
    gone.kvk, gone.merged_into = None, kept
    gone.save(update_fields=["kvk", "merged_into"])
    filled = [name for name in FIELDS if getattr(kept, name) in (None, "") and given[name] not in (None, "")]
    for name in filled:
        setattr(kept, name, given[name])
    kept.save()
    return filled


@unites("accounts.Membership")
def _members(kept: Organisation, gone: Organisation) -> int:
    """Everybody of both; who was in both keeps the highest right."""
    mine = {one.user_id: one for one in Membership.objects.filter(organisation=kept)}
    theirs = list(Membership.objects.filter(organisation=gone))
    for one in theirs:
        here = mine.get(one.user_id)
        if here is None:
            one.organisation = kept
            one.save(update_fields=["organisation"])
            continue
        if ORDER[Right(one.right)] > ORDER[Right(here.right)]:
            here.right = one.right
            here.save(update_fields=["right"])
        one.delete()
    return len(theirs)


@unites("accounts.BenchmarkConsent")
def _consent(kept: Organisation, gone: Organisation) -> int:
    """Consent of one is no consent of the other: it stays only where both gave it."""
    both = BenchmarkConsent.objects.filter(organisation__in=[kept, gone])
    if both.count() == 2:
        both = both.filter(organisation=gone)
    return both.delete()[0]


@unites("accounts.OrganisationWord")
def _words(_kept: Organisation, gone: Organisation) -> int:
    """A pointer is not found any more; `keep_findable` writes those of the survivor."""
    gone.words.all().delete()
    return 0


@unites("accounts.PossibleDouble")
def _doubles(kept: Organisation, gone: Organisation) -> int:
    """What was judged of the one holds for the whole; what is still open, is looked for anew."""
    for side, across in (("one", "other"), ("other", "one")):
        for double in PossibleDouble.objects.filter(**{side: gone}):
            third = getattr(double, f"{across}_id")
            double.delete()
            if double.dismissed_at and third != kept.pk:
                one, other = pair_of(kept.pk, third)
                PossibleDouble.objects.update_or_create(
                    one_id=one,
                    other_id=other,
                    defaults={"found_at": double.found_at, "dismissed_at": double.dismissed_at},
                )
    return 0


def dismiss_double(double: PossibleDouble, *, by: User, now: datetime) -> PossibleDouble:
    """Say that these are two organisations; they are not proposed again. Saying it twice changes nothing.

    Raises PermissionDenied unless the office.
    """
    if not permissions.is_office(queries.person(by)):
        raise PermissionDenied
    with transaction.atomic():
        locked = PossibleDouble.objects.select_for_update().get(pk=double.pk)
        if locked.dismissed_at is None:
            locked.dismissed_at = now
            locked.save(update_fields=["dismissed_at"])
            record("dismiss_double", locked, by=by, now=now, one=str(locked.one_id), other=str(locked.other_id))
    return locked
