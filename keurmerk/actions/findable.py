"""What finds a mark in the public register: the words of its names, with where it is. Kept up to date from award to erasing.

A mark's own name never changes (it stands on the certificate); the organisation's may, and then its marks are found by both.
"""

from collections.abc import Iterable
from datetime import date, datetime

from goedgeregeld.accounts import names
from goedgeregeld.accounts.actions.following import follows_municipality, follows_organisation
from goedgeregeld.accounts.models import Municipality, Organisation
from keurmerk.models import Mark, MarkWord
from keurmerk.queries.register import living, name_of
from keurmerk.validity import ENDED, standing

SORTED = 40  # letters of the name that decide the order of a list


def keep_marks_findable(marks: Iterable[Mark]) -> None:
    """Write the words by which these marks stand in the register. Call it for every mark that is made, in its transaction."""
    marks = list(marks)
    MarkWord.objects.filter(mark__in=marks).delete()
    MarkWord.objects.bulk_create((row for mark in marks for row in _rows(mark)), batch_size=2000)


def _rows(mark: Mark) -> list[MarkWord]:
    name = name_of(mark)
    if mark.demo or not name:
        return []
    place = living(mark.municipality)
    found_by = {
        "sort": names.searchable(name)[:SORTED],
        "municipality": place,
        "province": place.province if place else "",
        "sector": mark.sector,
    }
    words = ["", *names.words(f"{name} {mark.name}")]
    return [MarkWord(mark=mark, word=word, **found_by) for word in words]


@follows_organisation
def _renamed(organisation: Organisation) -> None:
    """The marks of an organisation are found by its present name too."""
    keep_marks_findable(_with_place(Mark.objects.filter(organisation=organisation)))


@follows_municipality
def _moved(municipality: Municipality) -> None:
    """Marks of a municipality that merged are found in the one it went into."""
    keep_marks_findable(_with_place(Mark.objects.filter(municipality=municipality)))


def _with_place(marks: Iterable[Mark]) -> Iterable[Mark]:
    return marks.select_related("municipality", "organisation")  # type: ignore[attr-defined]


def let_go(organisation: Organisation, *, now: datetime) -> None:
    """The organisation is about to be erased: its marks stay, under the name on the certificate, as long as they last.

    Wants the caller's transaction. What the certificate says about locations is free text, and goes at once.
    """
    marks = list(Mark.objects.filter(organisation=organisation).select_related("municipality"))
    Mark.objects.filter(organisation=organisation).update(organisation=None, scope="", forgotten_at=now)
    for mark in marks:
        mark.organisation, mark.forgotten_at = None, now
    keep_marks_findable(marks)


def forget_ended(*, today: date) -> int:
    """Erase the name in marks that have ended, of organisations that were erased. How many.

    Number, place and dates stay: they count.
    """
    held = Mark.objects.filter(forgotten_at__isnull=False).exclude(name="")
    over = [mark.pk for mark in held if standing(mark.state, mark.valid_from, mark.valid_until, today) in ENDED]
    MarkWord.objects.filter(mark__in=over).delete()
    return Mark.objects.filter(pk__in=over).update(name="")
