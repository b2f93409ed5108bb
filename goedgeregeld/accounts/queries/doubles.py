"""Which organisations may be one and the same. Candidates come by index; only those are compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import ForeignKey, QuerySet

from goedgeregeld.accounts import names
from goedgeregeld.accounts.models import BenchmarkConsent, Membership, Organisation, OrganisationWord, PossibleDouble
from goedgeregeld.accounts.queries.organisations import number_in_words
from goedgeregeld.accounts.states import Right

CANDIDATES = 200  # looked at for each way in, at most
LETTERS = 3
END = "\U0010ffff"  # sorts after every letter


def pair_of(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """The two keys in the order `PossibleDouble` keeps them."""
    return (one, other) if one < other else (other, one)


def doubles_of(organisation: Organisation) -> list[UUID]:
    """Organisations with the same core name anywhere (unless both name another place), or a similar one in the same place."""
    living = Organisation.objects.filter(merged_into__isnull=True, demo=organisation.demo).exclude(pk=organisation.pk)
    found = set()
    for pk, place in living.filter(core=organisation.core).values_list("pk", "municipality")[:CANDIDATES]:
        if place == organisation.municipality_id or None in (place, organisation.municipality_id):
            found.add(pk)
    if organisation.municipality_id:
        near = _in_the_same_place(organisation)
        rows = living.filter(pk__in=near).values_list("pk", "core")
        found |= {pk for pk, core in rows if names.alike(core, organisation.core)}
    return sorted(found)


def _in_the_same_place(organisation: Organisation) -> set[UUID]:
    """Who shares a word or the first letters of the name, in the same municipality."""
    place, start = organisation.municipality_id, organisation.core[:LETTERS]
    here = Organisation.objects.filter(municipality=place, core__gte=start, core__lt=start + END)
    near = set(here.order_by("core").values_list("pk", flat=True)[:CANDIDATES])
    for word in names.words(organisation.core):
        if len(word) > LETTERS:
            sharing = OrganisationWord.objects.filter(municipality=place, word=word).order_by("sort", "organisation")
            near |= set(sharing.values_list("organisation_id", flat=True)[:CANDIDATES])
    return near


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two organisations differ, as a person reads it; `result` is what a merge keeps."""

    label: str
    kept: str
    gone: str
    result: str


def open_doubles() -> QuerySet[PossibleDouble]:
    """Pairs the office has not judged yet, newest first."""
    return PossibleDouble.objects.filter(
        dismissed_at__isnull=True, one__merged_into__isnull=True, other__merged_into__isnull=True
    ).select_related("one__municipality", "other__municipality")


def differences(kept: Organisation, gone: Organisation, fields: tuple[str, ...]) -> list[Difference]:
    """The fields that differ. What the surviving organisation leaves empty is filled from the other."""
    rows = []
    for name in fields:
        mine, theirs = _shown(kept, name), _shown(gone, name)
        if mine != theirs:
            label = str(Organisation._meta.get_field(name).verbose_name)  # noqa: SLF001 - Django's way to a field's label
            rows.append(Difference(label, mine, theirs, mine or theirs))
    return rows


def _shown(organisation: Organisation, name: str) -> str:
    display = getattr(organisation, f"get_{name}_display", None)
    value = display() if display else getattr(organisation, name)
    return number_in_words(value) if isinstance(value, int | Decimal) else str(value or "")


def what_moves(gone: Organisation, pointing: Iterable[ForeignKey]) -> list[tuple[str, int]]:
    """What hangs on the organisation that goes, in words and numbers; words and doubles are made anew."""
    made_anew = {OrganisationWord, PossibleDouble, Membership, BenchmarkConsent}
    counted: dict[str, int] = {}
    for field in pointing:
        if field.model not in made_anew:
            words = str(field.model._meta.verbose_name_plural)  # noqa: SLF001
            rows = field.model._base_manager.filter(**{field.name: gone}).count()  # noqa: SLF001
            counted[words] = counted.get(words, 0) + rows
    return [(words, number) for words, number in counted.items() if number]


def members_together(kept: Organisation, gone: Organisation) -> list[tuple[str, str]]:
    """Everybody of both with the right they will have: who is in both keeps the highest."""
    rows = Membership.objects.filter(organisation__in=[kept, gone]).select_related("user").order_by("user__email")
    best: dict[str, str] = {}
    ranks = list(Right.values)  # from most to least
    for row in rows:
        had = best.get(row.user.email)
        best[row.user.email] = row.right if had is None or ranks.index(row.right) < ranks.index(had) else had
    return [(email, str(Right(right).label)) for email, right in best.items()]


def consent_after(kept: Organisation, gone: Organisation) -> str:
    """What becomes of the consent for the benchmark: "stays", "lapses" or "none"."""
    number = BenchmarkConsent.objects.filter(organisation__in=[kept, gone]).count()
    return ("none", "lapses", "stays")[number]
