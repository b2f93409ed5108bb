"""Which public fields each output gives, against the list of docs/register.md; and that nothing else makes any difference.

`test_outputs` looks for what must not be there; here it is said what is, output by output. The last test changes all that is
not public of a mark, and looks whether one byte of any output changed.
"""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import jwt
import pytest
from django.core.cache import caches
from django.test import Client

from goedgeregeld.accounts.models import Organisation
from keurmerk.codes import new_code
from keurmerk.models import Declaration, HandOver, Mark, MarkChange, Signal
from keurmerk.register.entries import FLAT, PUBLIC_FIELDS
from tests.keurmerk.cast import World
from tests.keurmerk.register.shelf import mark, place

pytestmark = pytest.mark.django_db

# Each field, as it may be written: for programs, and for people.
WRITTEN = {
    "number": ("GG-2025-7001",),
    "name": ("Huis van Nu",),
    "certificate_name": ("Huis van Toen",),
    "municipality": ("Verderop",),
    "municipality_code": ("GM7777",),
    "province": ("Zeeland",),
    "sector": ("nature",),
    "sector_name": ("Natuur en milieu",),
    "route": ("star",),
    "state": ("suspended",),
    "state_name": ("geschorst", "Geschorst"),
    "decided_on": ("2025-03-04", "4 maart 2025", "4 mrt 2025"),
    "valid_from": ("2025-05-06", "6 mei 2025"),
    "valid_until": ("2029-05-05", "5 mei 2029", "5-5-2029"),
    "history": ("2026-01-02", "2 januari 2026"),
    "others": ("GG-2020-7002",),
    "url": ("http://testserver/register/GG-2025-7001/",),
}
ON_A_PAGE = {"name", "certificate_name", "municipality", "province", "state_name", "valid_until"}
# What each output gives; the parts of one address or word are the fields they are made of.
GIVES = {
    "/register/?stand=geschorst": ON_A_PAGE | {"sector_name"},
    "/register/GG-2025-7001/": ON_A_PAGE | {"number", "sector_name", "decided_on", "valid_from", "history", "others"},
    "/controle/{code}/": ON_A_PAGE | {"number", "sector_name", "valid_from"},
    "/register/marks.json?stand=geschorst": set(FLAT),
    "/register/GG-2025-7001.json": set(PUBLIC_FIELDS),
    "/register/marks.csv?stand=geschorst": set(FLAT),
    "/register/GG-2025-7001/badge.svg": {"number", "state_name", "valid_from", "valid_until", "url"},
    "/register/GG-2025-7001/credential.json": {"number", "certificate_name", "valid_from", "valid_until", "url"},
    "/register/GG-2025-7001/credential.jwt": {"number", "certificate_name", "valid_from", "valid_until", "url"},
}  # fmt: skip
OF_A_CREDENTIAL = {
    "@context", "id", "type", "name", "validFrom", "validUntil", "issuer.id", "issuer.type", "issuer.name", "issuer.url",
    "credentialSubject.id", "credentialSubject.type", "credentialSubject.identifier.type",
    "credentialSubject.identifier.hashed", "credentialSubject.identifier.identityHash",
    "credentialSubject.identifier.identityType", "credentialSubject.achievement.id", "credentialSubject.achievement.type",
    "credentialSubject.achievement.achievementType", "credentialSubject.achievement.name",
    "credentialSubject.achievement.description", "credentialSubject.achievement.criteria.id",
    "credentialSubject.achievement.criteria.narrative", "credentialSubject.achievement.inLanguage", "credentialStatus.id",
    "credentialStatus.type", "credentialStatus.statusPurpose", "credentialStatus.statusListIndex",
    "credentialStatus.statusListCredential", "credentialSchema.id", "credentialSchema.type",
}  # fmt: skip


@pytest.fixture
def made(world: World) -> Mark:
    Organisation.objects.filter(pk=world.bank.pk).update(name="Huis van Nu")
    bank, there = Organisation.objects.get(pk=world.bank.pk), place("Verderop", "Zeeland", "GM7777")
    mark("Huis van Vroeger", organisation=bank, number="GG-2020-7002", valid_from=date(2020, 2, 2), municipality=there)
    one = mark(
        "Huis van Toen", organisation=bank, number="GG-2025-7001", municipality=there, sector="nature", state="suspended",
        decided_on=date(2025, 3, 4), valid_from=date(2025, 5, 6),
    )  # fmt: skip
    MarkChange.objects.create(mark=one, verb="suspend", reasons="Daarom.", at=datetime(2026, 1, 2, 12, tzinfo=UTC))
    return one


def text_of(path: str) -> str:
    """What goes out at this address. Of a page what is said in it, without the fields to search by; of a token its contents."""
    text = b"".join(Client().get(path)).decode()
    if path.endswith(".jwt"):
        return json.dumps(jwt.decode(text, options={"verify_signature": False}))
    if "<tbody>" in text and "stand=" in path:
        return text.partition("<tbody>")[2].partition("</tbody>")[0]
    return text.partition("<main")[2] or text


@pytest.mark.parametrize("path", GIVES)
def test_each_output_gives_these_fields_and_no_others(made: Mark, path: str) -> None:
    text = text_of(path.format(code=made.code))
    plain = text if text.startswith(("{", "<svg", "\ufeff")) else re.sub(r"<[^>]*>", " ", text)
    given = {name for name, forms in WRITTEN.items() if any(form in plain for form in forms)}
    assert given == GIVES[path]


def test_the_list_has_all_that_is_looked_for() -> None:
    assert tuple(WRITTEN) == PUBLIC_FIELDS
    assert set().union(*GIVES.values()) == set(PUBLIC_FIELDS)


def leaves(found: Any, name: str = "") -> Iterator[str]:
    """The names of all that has a value, with where they are."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield from leaves(value, f"{name}.{key}" if name else key)
    elif isinstance(found, list):
        for one in found:
            yield from leaves(one, name)
    else:
        yield name


def test_a_credential_has_these_names_and_no_others(made: Mark) -> None:
    document = Client().get(f"/register/{made.number}/credential.json").json()
    assert set(leaves(document)) == OF_A_CREDENTIAL
    token = Client().get(f"/register/{made.number}/credential.jwt").content.decode()
    payload = jwt.decode(token, options={"verify_signature": False})
    assert set(leaves(payload)) == OF_A_CREDENTIAL | {"iss", "jti", "sub", "nbf", "exp"}


def test_an_entry_of_the_feed_has_these_parts_and_no_others(made: Mark) -> None:
    Mark.objects.filter(pk=made.pk).update(state="valid")
    space = "{http://www.w3.org/2005/Atom}"
    entry = ET.fromstring(Client().get("/register/nieuw.atom").content).find(f"{space}entry")
    assert entry is not None
    said = {one.tag.removeprefix(space): one.text or dict(one.attrib) for one in entry}
    url = WRITTEN["url"][0]
    assert said == {
        "title": "Huis van Nu",
        "link": {"href": url, "rel": "alternate"},
        "id": url,
        "summary": "Verderop, Natuur en milieu, GG-2025-7001, geldig tot en met 5 mei 2029",
        "published": "2025-03-04T12:00:00+01:00",
        "updated": "2025-03-04T12:00:00+01:00",
    }


def test_nothing_that_is_not_public_makes_any_difference(made: Mark, world: World) -> None:
    """All that is not on the list is changed: no byte of any output is."""

    def everything(code: str) -> dict[str, str]:
        caches["copies"].clear()
        lists = [f"/register/status/{purpose}.jwt" for purpose in ("suspension", "revocation")]
        paths = [*GIVES, *lists, "/register/nieuw.atom", "/register/GG-2025-7001/klopt-er-iets-niet/"]
        return {path: without_token(b"".join(Client().get(path.format(code=code))).decode()) for path in paths}

    Mark.objects.filter(pk=made.pk).update(state="valid")  # so that it stands in the feed too
    before, now = everything(made.code), datetime(2026, 1, 3, tzinfo=UTC)
    code = new_code(Random(77).choice)
    Mark.objects.filter(pk=made.pk).update(
        code=code, scope="x", application=world.application("granted"), imported_at=now, state_since=now
    )
    MarkChange.objects.filter(mark=made).update(reasons="Heel iets anders.", by=world.sanne)
    HandOver.objects.create(
        mark=made, on=date(2026, 2, 2), place="x", by_whom="x", changed_by=world.sanne, changed_at=now
    )
    Declaration.objects.create(mark=made, due_on=date(2026, 6, 3), changed=True, text="x", answered_at=now)
    Signal.objects.create(mark=made, text="x", name="x", email="x@example.org", at=now)
    Organisation.objects.filter(pk=world.bank.pk).update(kvk="87654321", website="https://x.example", volunteers=4321)
    assert everything(code) == before


def without_token(text: str) -> str:
    """A form's protection against forged requests is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
