"""The public register as rows: finding marks, one mark with its history, and the states behind the status lists.

A page is walked along the words of the names (`MarkWord`), as accounts' search walks those of organisations: it begins where
the last one ended and stops when it is full. What a mark is worth today follows from its dates too, so that is asked of each
row that is passed; after `LOOK` rows the page says that there is more to look at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from goedgeregeld.accounts import names
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.queries.search import END, NO_WORD, Before, Beyond
from keurmerk.models import Mark, MarkChange, MarkWord
from keurmerk.states import MarkState
from keurmerk.validity import ENDED, Standing, standing

SIZE = 25
LOOK = 500  # rows looked at for a page, at most
PLACE = ("word", "sort", "mark_id")  # the order of the rows; every index of MarkWord ends with these
# What a page shows of each row; the rest stays in the database.
SHOWN = (
    *(f"mark__{name}" for name in (
        "number", "name", "state", "sector", "route", "decided_on", "valid_from", "valid_until", "forgotten_at", "municipality",
        "organisation__name",
    )),
    *(f"municipality__{name}" for name in ("name", "province", "merged_into")),
)  # fmt: skip
LIVE = (MarkState.VALID, MarkState.SUSPENDED)
SEVERAL = 200  # marks of one organisation: far more than there will ever be


@dataclass(frozen=True, slots=True)
class Found:
    """A page of marks, and where the next begins ("" where this is the last). `unfinished`: not full, but there is more."""

    marks: list[Mark]
    next: str
    unfinished: bool = False


def name_of(mark: Mark) -> str:
    """The name by which a mark is known: the organisation's by now, else that on the certificate."""
    return mark.organisation.name if mark.organisation else mark.name


def standing_of(mark: Mark, today: date) -> Standing:
    """What it is worth today."""
    return standing(mark.state, mark.valid_from, mark.valid_until, today)


def known_name(mark: Mark, today: date) -> str:
    """The name that may be shown; "" once a mark has ended of an organisation that was erased."""
    gone = mark.forgotten_at is not None and standing_of(mark, today) in ENDED
    return "" if gone else name_of(mark)


def living(municipality: Municipality | None) -> Municipality | None:
    """The municipality of today: itself, or what it went into."""
    seen: set[str] = set()
    while municipality and municipality.merged_into_id and municipality.code not in seen:
        seen.add(municipality.code)
        municipality = municipality.merged_into
    return municipality


def public_marks() -> QuerySet[Mark]:
    """What stands in the register: no examples."""
    return Mark.objects.filter(demo=False)


def standing_is(wanted: str, today: date, prefix: str = "") -> Q:
    """The condition that a mark is worth this today; the same as `validity.standing`, for the database."""

    def mark(**terms: Any) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in terms.items()})

    if wanted == Standing.WITHDRAWN:
        return mark(state=MarkState.WITHDRAWN)
    if wanted == Standing.EXPIRED:
        return mark(state=MarkState.EXPIRED) | mark(state__in=LIVE, valid_until__lt=today)
    if wanted == Standing.SUSPENDED:
        return mark(state=MarkState.SUSPENDED, valid_until__gte=today)
    if wanted == Standing.COMING:
        return mark(state=MarkState.VALID, valid_from__gt=today, valid_until__gte=today)
    return mark(state=MarkState.VALID, valid_from__lte=today, valid_until__gte=today)


def find_marks(
    text: str = "", *, shelf: dict[str, str], wanted: str, today: date, after: str = "", size: int = SIZE
) -> Found:
    """A page of marks that have, for each word of `text`, a word of a name that begins so, and that are worth `wanted` today
    ("" for all of them).

    `shelf`: municipality (code), province, sector, as far as chosen. `after` is a Found's `next`; anything else begins at the
    start. Two queries.
    """
    words = names.words(text)
    if text.strip() and not words:
        return Found([], "")
    word = max(words, key=_telling, default="")
    rows = MarkWord.objects.filter(_from(word, after), **shelf).order_by(*PLACE)
    within = rows.filter(word__lt=word + END if word else NO_WORD)
    last, end = (*within.values_list(*PLACE)[LOOK - 1 : LOOK + 1], None, None)[:2]
    within = _fitting(within.filter(Before(_place(), end)) if end else within, words, word)
    if wanted:
        within = within.filter(standing_is(wanted, today, "mark__"))
    related = ("municipality", "mark__organisation")
    page = list(within.select_related(*related).only(*PLACE, *SHOWN)[: size + 1])
    marks = [mark for mark in map(_placed, page[:size]) if known_name(mark, today)]
    if len(page) > size:
        return Found(marks, _marked(page[size - 1]))
    return Found(marks, "~".join(str(part) for part in last) if end and last else "", unfinished=end is not None)


def _telling(word: str) -> tuple[bool, int]:
    """Which word says most: not "stichting" or "vereniging", and a long one."""
    return names.LEGAL_FORMS.fullmatch(word) is None, len(word)


def _fitting(rows: QuerySet[MarkWord], words: list[str], walked: str) -> QuerySet[MarkWord]:
    """The rows of marks that have the other words too; each mark once, at the first of its words that fits."""
    mine = MarkWord.objects.filter(mark=OuterRef("mark"))
    for other in words:
        if other != walked:
            rows = rows.filter(Exists(mine.filter(word__gte=other, word__lt=other + END)))
    return rows.filter(~Exists(mine.filter(word__gte=walked, word__lt=OuterRef("word")))) if walked else rows


def _place() -> tuple[Any, ...]:
    return tuple(F(name) for name in PLACE)


def _from(word: str, after: str) -> Any:
    """The condition that a row is beyond the place that was marked; where that makes no sense, that it begins so."""
    parts = after.split("~")
    if len(parts) == 3 and parts[0] >= word and parts[2].isascii() and parts[2].isdigit() and len(parts[2]) < 18:
        return Beyond(_place(), (parts[0], parts[1], int(parts[2])))
    return Q(word__gte=word)


def _marked(row: MarkWord) -> str:
    """A row, as it stands in the address of the next page. Words and names to sort by have no "~"."""
    return f"{row.word}~{row.sort}~{row.mark_id}"


def _placed(row: MarkWord) -> Mark:
    row.mark.municipality = row.municipality
    return row.mark


def places() -> list[Municipality]:
    """The municipalities with a mark in the register, by name."""
    return list(Municipality.objects.filter(Exists(MarkWord.objects.filter(municipality=OuterRef("code"), word=""))))


def all_marks(wanted: str, today: date) -> QuerySet[Mark]:
    """The whole register, by number; for exports."""
    marks = public_marks().select_related("municipality__merged_into", "organisation").order_by("number")
    return marks.filter(standing_is(wanted, today)) if wanted else marks


def newest(today: date, number: int) -> list[Mark]:
    """The marks that were granted last and are valid or will be, newest first."""
    granted = standing_is(Standing.VALID, today) | standing_is(Standing.COMING, today)
    marks = public_marks().filter(granted).select_related("municipality__merged_into", "organisation")
    return list(marks.order_by("-decided_on", "-number")[:number])


def mark_with(**which: str) -> Mark | None:
    """The mark with this `number` or this `code`, with what is shown of it; examples are found too."""
    return Mark.objects.filter(**which).select_related("municipality__merged_into__merged_into", "organisation").first()


def changes_of(mark: Mark) -> list[tuple[str, Any]]:
    """What happened to it, oldest first: the verb and when. Reasons are for the organisation and the office."""
    return list(MarkChange.objects.filter(mark=mark).values_list("verb", "at"))


def others_of(mark: Mark) -> list[Mark]:
    """The earlier and later marks of the same organisation, newest first."""
    if not mark.organisation_id:
        return []
    marks = public_marks().select_related("municipality__merged_into", "organisation")
    others = marks.filter(organisation=mark.organisation_id).exclude(pk=mark.pk)
    return list(others.order_by("-valid_from", "-number")[:SEVERAL])


def in_state(state: str) -> Iterable[int]:
    """The keys of the marks in this state: their places in a status list."""
    return public_marks().filter(state=state).values_list("pk", flat=True).iterator()


def last_key() -> int:
    """The highest place that is in use."""
    return Mark.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
