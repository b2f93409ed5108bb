"""Finding an organisation by the first letters of words of its name, the same way on every engine.

A page begins where the last one ended and stops when it is full, so it costs the same among 500 and among 50,000.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from goedgeregeld.accounts import names
from goedgeregeld.accounts.models import Municipality, Organisation, OrganisationWord

SIZE = 50
MANY = 200
END = "\U0010ffff"  # sorts after every letter


@dataclass(frozen=True, slots=True)
class Found:
    """A page of organisations with their municipality, and where the next begins ("" where this is the last)."""

    organisations: list[Organisation]
    next: str


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
    if _is_kvk(text):
        keys, more = list(search_organisations(text).values_list("pk", flat=True)), ""
    elif names.words(text):
        keys, more = _by_words(names.words(text), municipality, province, sector, after, size)
    elif text.strip():
        keys, more = [], ""
    else:
        keys, more = _by_name(municipality, province, sector, after, size)
    rows = Organisation.objects.select_related("municipality").in_bulk(keys)
    return Found([rows[key] for key in keys if key in rows], more)


def _is_kvk(text: str) -> bool:
    digits = text.strip()
    return len(digits) == 8 and digits.isascii() and digits.isdigit()


def _beginning_with(word: str) -> QuerySet[OrganisationWord]:
    return OrganisationWord.objects.filter(word__gte=word, word__lt=word + END)


def _by_words(
    words: list[str], municipality: str, province: str, sector: str, after: str, size: int
) -> tuple[list[UUID], str]:
    """Walk the index along the word that fits least often, and look the rest up row by row, until the page is full."""
    starts = {word: _beginning_with(word) for word in words}
    if municipality:
        starts = {word: rows.filter(municipality=municipality) for word, rows in starts.items()}
    rarest = words[0] if len(words) == 1 else min(words, key=lambda word: (_how_often(starts[word]), -len(word)))
    mine = OrganisationWord.objects.filter(organisation=OuterRef("organisation"))
    rows = starts[rarest].filter(~Exists(mine.filter(word__gte=rarest, word__lt=OuterRef("word"))))  # each one once
    for word in words:
        if word != rarest:
            rows = rows.filter(Exists(mine.filter(word__gte=word, word__lt=word + END)))
    if province:
        rows = rows.filter(_in_province(province))
    if sector:
        rows = rows.filter(Exists(Organisation.objects.filter(pk=OuterRef("organisation"), sector=sector)))
    word, _tilde, key = after.partition("~")
    last = OrganisationWord.objects.filter(word=word, organisation=_uuid(key)).first() if _uuid(key) else None
    if last:
        beyond = Q(word__gt=word) | Q(sort__gt=last.sort) | Q(sort=last.sort, organisation__gt=last.organisation_id)
        rows = rows.filter(beyond, word__gte=word)
    page = list(rows.order_by("word", "sort", "organisation_id").values_list("organisation_id", "word")[: size + 1])
    more = f"{page[size - 1][1]}~{page[size - 1][0]}" if len(page) > size else ""
    return [pk for pk, _word in page[:size]], more


def _how_often(rows: QuerySet[OrganisationWord]) -> int:
    """How many there are, counted no further than needed to know that it is many."""
    return rows.order_by("word").values("word")[:MANY].count()


def _in_province(province: str) -> Exists:
    """Asked row by row, so that the walk along an index is not turned into a sort of the whole province."""
    return Exists(Municipality.objects.filter(pk=OuterRef("municipality"), province=province))


def _by_name(municipality: str, province: str, sector: str, after: str, size: int) -> tuple[list[UUID], str]:
    """Walk along the names."""
    rows = Organisation.objects.filter(merged_into__isnull=True)
    if municipality:
        rows = rows.filter(municipality=municipality)
    if province:
        rows = rows.filter(_in_province(province))
    if sector:
        rows = rows.filter(sector=sector)
    key = _uuid(after.rpartition("~")[2])
    last = Organisation.objects.filter(pk=key).values_list("search", flat=True).first() if key else None
    if last is not None:
        rows = rows.filter(Q(search__gt=last) | Q(pk__gt=key), search__gte=last)
    page = list(rows.order_by("search", "pk").values_list("pk", flat=True)[: size + 1])
    return page[:size], f"~{page[size - 1]}" if len(page) > size else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
