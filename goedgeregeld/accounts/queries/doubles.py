"""Which organisations may be one and the same. Candidates come by index; only those are compared."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from goedgeregeld.accounts import names
from goedgeregeld.accounts.models import Organisation, OrganisationWord, PossibleDouble

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
    return "" if value is None else str(value)
