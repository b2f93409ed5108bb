"""Bringing the municipalities up to this year's list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from goedgeregeld.accounts.actions.following import municipality_changed
from goedgeregeld.accounts.models import Municipality, OrganisationWord, Postcode
from goedgeregeld.accounts.municipality_files import InvalidMunicipalities, Listed, Merger, PostcodeRow


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed, by code."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]
    total: int


@transaction.atomic
def load_municipalities(listed: Iterable[Listed], mergers: Iterable[Merger]) -> Loaded:
    """Make `listed` the municipalities of today; what left the list stays as an ended row that points to its successor.

    Loading the same again changes nothing. Raises InvalidMunicipalities, and changes nothing, where a municipality would
    vanish without a successor or a merger leads nowhere.
    """
    rows = {row.code: row for row in listed}
    went = {merger.old: merger for merger in mergers}
    known = {one.code: one for one in Municipality.objects.select_for_update()}
    problems = _mergers_that_fail(rows, went) + _vanished(rows, went, known)
    if problems:
        raise InvalidMunicipalities(problems)
    added = [
        Municipality(code=row.code, name=row.name, province=row.province)
        for row in rows.values()
        if row.code not in known
    ]
    Municipality.objects.bulk_create(added)
    changed = [known[row.code] for row in rows.values() if row.code in known and _renew(known[row.code], row)]
    present = rows.keys() | known.keys()
    ended = [known[code] for code in went if code in known and _end(known[code], went, present)]
    fields = ["name", "province", "merged_into", "ended_on"]
    Municipality.objects.bulk_update([*changed, *ended], fields)
    for one in changed:
        OrganisationWord.objects.filter(municipality=one).exclude(province=one.province).update(province=one.province)
    for one in [*changed, *ended]:
        municipality_changed(one)
    return Loaded(_codes(added), _codes(changed), _codes(ended), len(rows))


@transaction.atomic
def load_postcodes(rows: Iterable[PostcodeRow]) -> int:
    """Make these the postcodes, in place of those that were there; returns how many rows there are now.

    Raises InvalidMunicipalities, and changes nothing, where a municipality is not known.
    """
    wanted = list(rows)
    known = set(Municipality.objects.values_list("pk", flat=True))
    strangers = sorted({row.code for row in wanted} - known)
    if strangers:
        raise InvalidMunicipalities([f"de gemeente {code} is niet bekend" for code in strangers])
    Postcode.objects.all().delete()
    Postcode.objects.bulk_create(
        (Postcode(digits=row.digits, municipality_id=row.code) for row in wanted), batch_size=2000
    )
    return len(wanted)


def _codes(municipalities: Iterable[Municipality]) -> tuple[str, ...]:
    return tuple(one.code for one in municipalities)


def _mergers_that_fail(rows: dict[str, Listed], went: dict[str, Merger]) -> list[str]:
    problems = []
    for code in went:
        if code in rows:
            problems.append(
                f"{code} ({rows[code].name}) staat in de lijst, maar is volgens de samenvoegingen opgeheven"
            )
        elif _successor(code, went, rows.keys()) is None:
            problems.append(f"de samenvoeging van {code} leidt niet naar een gemeente uit de lijst")
    return problems


def _vanished(rows: dict[str, Listed], went: dict[str, Merger], known: dict[str, Municipality]) -> list[str]:
    return [
        f"{one.code} ({one.name}) staat niet meer in de lijst en niet bij de samenvoegingen"
        for one in known.values()
        if one.code not in rows and one.code not in went and one.merged_into_id is None
    ]


def _successor(code: str, went: dict[str, Merger], among: Iterable[str]) -> str | None:
    """The first municipality along the chain of mergers that is among these; None where there is none."""
    seen = {code}
    while code in went:
        code = went[code].new
        if code in among:
            return code
        if code in seen:
            return None
        seen.add(code)
    return None


def _renew(one: Municipality, row: Listed) -> bool:
    """Make the row say what the list says; whether that changed it. One that was ended by mistake lives again."""
    before = (one.name, one.province, one.merged_into_id, one.ended_on)
    one.name, one.province, one.merged_into_id, one.ended_on = row.name, row.province, None, None
    return before != (row.name, row.province, None, None)


def _end(one: Municipality, went: dict[str, Merger], present: Iterable[str]) -> bool:
    """Point the row to where it went; whether that changed it."""
    before = (one.merged_into_id, one.ended_on)
    one.merged_into_id, one.ended_on = _successor(one.code, went, present), went[one.code].on
    return before != (one.merged_into_id, one.ended_on)
