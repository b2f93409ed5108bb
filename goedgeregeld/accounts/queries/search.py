"""Finding an organisation by the first letters of words of its name, the same way on every engine.

A page begins where the last one ended and stops when it is full, so it costs the same among 500 and among 50,000. Where
hardly any row fits (two common words that seldom go together), it stops after `LOOK` rows and says that there is more to
look at, instead of reading on to the end.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.lookups import GreaterThan, LessThan

from goedgeregeld.accounts import names
from goedgeregeld.accounts.models import Organisation, OrganisationWord

SIZE = 50
MANY = 200
LOOK = 500  # rows looked at for a page, at most
END = "\U0010ffff"  # sorts after every letter
NO_WORD = " "  # sorts after the empty word and before every other
PLACE = ("word", "sort", "organisation_id")  # the order of the rows; every index of OrganisationWord ends with these


class Beyond(TupleGreaterThan):
    """`(word, sort, organisation) > (…)`, also on SQLite, for which Django writes an OR that no index serves."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return GreaterThan.as_sql(self, compiler, connection)


class Before(TupleLessThan):
    """The same with `<`."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return LessThan.as_sql(self, compiler, connection)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of organisations with their municipality, and where the next begins ("" where this is the last).

    `unfinished`: the page is not full, but there is more to look at from `next` on.
    """

    organisations: list[Organisation]
    next: str
    unfinished: bool = False


def search_organisations(text: str) -> QuerySet[Organisation]:
    """Every living organisation that `find_organisations` finds, by name; for counting and exports."""
    found = Organisation.objects.filter(merged_into__isnull=True)
    if _is_kvk(text):
        return found.filter(kvk=text.strip())
    for word in names.words(text):
        found = found.filter(pk__in=_beginning_with(word).values("organisation"))
    return found if names.words(text) or not text.strip() else found.none()


def find_organisations(
    text: str = "", *, municipality: str = "", province: str = "", sector: str = "", after: str = "", size: int = SIZE
) -> Found:
    """A page of the living organisations that have, for each word of `text`, a word that begins so; or that KvK number.

    In the order of the word that was found, then the name. `after` is a Found's `next`; anything else begins at the start.
    """
    asked = {"municipality": municipality, "province": province, "sector": sector}
    shelf = {name: value for name, value in asked.items() if value}
    words = names.words(text)
    if _is_kvk(text):
        keys, more, full = list(search_organisations(text).values_list("pk", flat=True)), "", True
    elif text.strip() and not words:
        keys, more, full = [], "", True
    else:
        keys, more, full = _walk(words, shelf, after, size)
    rows = Organisation.objects.select_related("municipality").order_by().in_bulk(keys)
    return Found([rows[key] for key in keys if key in rows], more, unfinished=not full)


def _is_kvk(text: str) -> bool:
    digits = text.strip()
    return len(digits) == 8 and digits.isascii() and digits.isdigit()


def _beginning_with(word: str) -> QuerySet[OrganisationWord]:
    return OrganisationWord.objects.filter(word__gte=word, word__lt=word + END)


def _walk(words: list[str], shelf: dict[str, str], after: str, size: int) -> tuple[list[UUID], str, bool]:
    """Along the index of the word that fits least often (without words: of the names), the others looked up row by row."""
    word = min(words, key=lambda word: (_how_often(word, shelf), -len(word))) if len(words) > 1 else "".join(words)
    rows = OrganisationWord.objects.filter(_from(word, after), **shelf).order_by(*PLACE)
    within = rows.filter(word__lt=word + END if word else NO_WORD)
    last = end = None
    if word:  # along the names alone every row fits, so there is no end to set
        last, end = (*within.values_list(*PLACE)[LOOK - 1 : LOOK + 1], None, None)[:2]
        within = rows.filter(Before(_place(), end)) if end else within
        mine = OrganisationWord.objects.filter(organisation=OuterRef("organisation"))
        for other in words:
            if other != word:
                within = within.filter(Exists(mine.filter(word__gte=other, word__lt=other + END)))
        within = within.filter(~Exists(mine.filter(word__gte=word, word__lt=OuterRef("word"))))  # each one once
    page = list(within.values_list(*PLACE)[: size + 1])
    keys = [key for _word, _sort, key in page[:size]]
    if len(page) > size:
        return keys, _mark(page[size - 1]), True
    return keys, _mark(last) if end else "", end is None


def _place() -> tuple[Any, ...]:
    return tuple(F(name) for name in PLACE)


def _from(word: str, after: str) -> Any:
    """The condition that a row is beyond the place that was marked; where there is no such row, that it begins so.

    One or the other: given both, SQLite takes the coarser and walks to the place from the beginning of the word.
    """
    marked, _tilde, key = after.partition("~")
    try:
        known = OrganisationWord.objects.filter(word=marked, organisation=UUID(key)).values_list(*PLACE).first()
    except ValueError:
        known = None
    return Beyond(_place(), known) if known and known[0] >= word else Q(word__gte=word)


def _mark(place: Any) -> str:
    """A row, as it stands in the address of the next page."""
    return f"{place[0]}~{place[2]}"


def _how_often(word: str, shelf: dict[str, str]) -> int:
    """How many rows there are, counted no further than needed to know that it is many."""
    rows = _beginning_with(word).filter(**shelf)
    return rows.order_by("word").values("word")[:MANY].count()
