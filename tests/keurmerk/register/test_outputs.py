"""Everything the register gives out: only the public fields, whatever stands in the rest of the row."""

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from django.core.cache import caches
from django.test import Client

from goedgeregeld.accounts.models import Organisation
from keurmerk.actions.findable import keep_marks_findable
from keurmerk.models import Declaration, HandOver, Mark, MarkChange, Signal
from keurmerk.register.entries import FLAT, PUBLIC_FIELDS
from tests.keurmerk.cast import World
from tests.keurmerk.register.shelf import mark, place, today

pytestmark = pytest.mark.django_db
NEVER = datetime(2017, 5, 17, 13, 37, tzinfo=UTC)
# What the outside may learn of a Mark's own row; the rest of its fields is filled with something to look for.
COLUMNS = {"number", "name", "municipality", "sector", "route", "state", "decided_on", "valid_from", "valid_until"}
INDIRECT = {
    "id", "code", "organisation", "application", "demo", "state_since", "imported_at", "forgotten_at", "scope",
}  # not given out, or only as what follows from it (the key is the place in the status lists)  # fmt: skip


@pytest.fixture
def made(world: World) -> Mark:
    """A mark with a canary in every field that is not public, also in what hangs on it."""
    Organisation.objects.filter(pk=world.bank.pk).update(
        name="Stichting De Bank",
        kvk="87654321",
        website="https://canary.example",
        volunteers=4321,
        search="canary-search",
    )
    application = world.application("granted", code="CANARY-AB")
    one = mark(
        "Stichting De Bank", organisation=Organisation.objects.get(pk=world.bank.pk), application=application,
        scope="CANARY-SCOPE", state="suspended", state_since=NEVER, imported_at=NEVER, municipality=place(),
    )  # fmt: skip
    MarkChange.objects.create(
        mark=one, verb="suspend", reasons="CANARY-REASON", by=world.sanne, at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    HandOver.objects.create(
        mark=one,
        place="CANARY-PLACE",
        by_whom="CANARY-WHOM",
        note="CANARY-NOTE",
        changed_by=world.sanne,
        changed_at=NEVER,
    )
    Declaration.objects.create(
        mark=one, due_on=today(), changed=True, text="CANARY-DECLARED", answered_by=world.fatima, answered_at=NEVER
    )
    Signal.objects.create(mark=one, text="CANARY-SIGNAL", name="CANARY-NAME", email="canary@example.org", at=NEVER)
    keep_marks_findable([one])
    return one


def outputs(one: Mark) -> Iterator[tuple[str, str]]:
    """Every address of the register that says something of this mark, with what it says; a token is opened too."""
    number = one.number
    for path in (
        "/register/?stand=alle", f"/register/{number}/", f"/controle/{one.code}/", "/register/marks.json?stand=alle",
        f"/register/{number}.json", "/register/marks.csv", "/register/nieuw.atom", f"/register/{number}/badge.svg",
        f"/register/{number}/credential.json", f"/register/{number}/credential.jwt", "/register/status/suspension.jwt",
        "/register/status/revocation.jwt", f"/register/{number}/klopt-er-iets-niet/",
        f"/register/{number}/klopt-er-iets-niet/bedankt/",
    ):  # fmt: skip
        answer = Client().get(path)
        assert answer.status_code == 200, path
        text = b"".join(answer).decode()
        if path.endswith(".jwt"):
            text = json.dumps(jwt.decode(text, options={"verify_signature": False})) + json.dumps(
                jwt.get_unverified_header(text)
            )
        yield path, text


def test_every_column_is_public_or_is_looked_for() -> None:
    assert {field.name for field in Mark._meta.local_fields} == COLUMNS | INDIRECT


def test_nothing_but_the_public_fields_goes_out(made: Mark, world: World) -> None:
    canaries = ["CANARY", "canary", "87654321", "4321", "2017", "13:37", str(world.bank.pk), world.bank.pk.hex, "TEST-"]
    canaries += [user.email for user in world.users.values()] + ["Fatima", "Sanne", "Aud<", "Iris"]
    found = [(path, canary) for path, text in outputs(made) for canary in canaries if canary in text]
    assert found == []
    with_code = [path for path, text in outputs(made) if made.code in text and made.code not in path]
    assert with_code == []


def test_json_has_exactly_the_fields_of_the_list(made: Mark) -> None:
    whole = Client().get(f"/register/{made.number}.json").json()
    assert tuple(whole) == PUBLIC_FIELDS
    listed = Client().get("/register/marks.json?stand=alle").json()
    assert listed["next"] is None
    assert [tuple(row) for row in listed["marks"]] == [FLAT]
    assert whole["history"][-1] == {"what": "suspend", "on": "2026-03-01"}
    assert (whole["state"], whole["state_name"], whole["municipality_code"]) == ("suspended", "geschorst", "GM0344")


def test_csv_has_them_as_columns_and_no_formulas(made: Mark) -> None:
    mark('=HYPERLINK("x")', valid_from=today())
    mark('Naam; met "alles"\nen meer', valid_from=today())
    answer = Client().get("/register/marks.csv")
    assert answer.streaming
    rows = list(csv.reader(b"".join(answer).decode().removeprefix("\ufeff").splitlines(keepends=True), delimiter=";"))
    assert tuple(rows[0]) == FLAT
    names = {row[FLAT.index("name")] for row in rows[1:]}
    assert names == {"Stichting De Bank", '\'=HYPERLINK("x")', 'Naam; met "alles"\nen meer'}
    part = b"".join(Client().get("/register/marks.csv?stand=geldig")).decode()
    assert made.number not in part


def test_the_feed_is_atom_with_the_newest_first(made: Mark) -> None:
    first, second = mark("Koor & Zang <b>", valid_from=today()), mark("Later", valid_from=today(), sector="")
    answer = Client().get("/register/nieuw.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert [one.text for one in feed.findall("a:entry/a:title", space)] == ["Later", "Koor & Zang <b>"]
    links = [one.get("href") for one in feed.findall("a:entry/a:link", space)]
    assert links == [f"http://testserver/register/{one.number}/" for one in (second, first)]


def test_json_goes_on_where_it_ended() -> None:
    for number in range(130):
        mark(f"Koor {number:03}")
    first = Client().get("/register/marks.json").json()
    second = Client().get(first["next"]).json()
    names = [row["name"] for row in first["marks"] + second["marks"]]
    assert names == [f"Koor {number:03}" for number in range(130)]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [({}, "geldig t/m"), ({"state": "suspended"}, "geschorst"),
     ({"state": "withdrawn"}, "ingetrokken"), ({"state": "expired"}, "verlopen in")],
)  # fmt: skip
def test_the_badge_says_how_it_stands(fields: dict[str, Any], words: str) -> None:
    one = mark(**fields)
    answer = Client().get(f"/register/{one.number}/badge.svg")
    svg = ET.fromstring(answer.content)
    space = {"s": "http://www.w3.org/2000/svg"}
    assert words in (svg.findtext("s:title", "", space))
    assert one.number in svg.findtext("s:desc", "", space)
    assert svg.get("role") == "img"
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(answer.content) < 2000
    assert "Cross-Origin-Resource-Policy" not in Client().get(f"/register/{one.number}/")


def test_a_badge_asked_ten_thousand_times_is_drawn_once(django_assert_num_queries: Any) -> None:
    """Whatever hangs on its address, and whoever asks: one query, one drawing, the same bytes. (Ten thousand is 300 here.)"""
    address, client = f"/register/{mark().number}/badge.svg", Client()
    with django_assert_num_queries(1):
        answers = {
            client.get(f"{address}?v={number}", REMOTE_ADDR=f"10.0.{number % 200}.1").content for number in range(300)
        }
    assert len(answers) == 1
    assert len(caches["copies"]._cache) == 1  # type: ignore[attr-defined]


def test_robots_are_told_what_is_open() -> None:
    text = Client().get("/robots.txt").content.decode()
    assert "Allow: /register/" in text
    assert text.rstrip().endswith("Disallow: /")
