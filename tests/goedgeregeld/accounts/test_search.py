"""Finding an organisation by words of its name: what is found, page after page, and that an index serves it."""

import pytest
from django.db import connection

from goedgeregeld.accounts import queries
from goedgeregeld.accounts.actions import load_municipalities
from goedgeregeld.accounts.actions.organisations import change_organisation, create_organisation
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.municipality_files import Listed
from goedgeregeld.accounts.queries import search
from tests.bench.test_organisation_search import SEARCHES, plans
from tests.goedgeregeld.accounts.cast import NOW, Cast


def found(text: str = "", **also: object) -> list[str]:
    return [one.name for one in queries.find_organisations(text, **also).organisations]


def test_find_by_the_beginning_of_any_word(cast: Cast) -> None:
    assert found("bank") == found("BAN") == found("sticht ban") == found("De b") == ["Stichting De Bank"]
    assert found("zu") == ["Voetbalclub Zuid"]
    assert found("anything") == found("%") == found("_") == found("'") == []
    assert found() == ["Stichting De Bank", "Voetbalclub Zuid"]
    assert found("bank", municipality="GM0344") == found("bank", province="Utrecht") == ["Stichting De Bank"]
    assert found("bank", municipality="GM0001") == found("bank", sector="sport") == []


def test_find_by_number(cast: Cast) -> None:
    change_organisation(cast.bank, {"kvk": "12345678"}, by=cast.fatima, now=NOW)
    assert found(" 12345678 ") == ["Stichting De Bank"]
    assert found("12345679") == []


@pytest.mark.parametrize("text", ["", "vere", "vereniging", "ver n"])
def test_page_after_page_each_once(cast: Cast, text: str) -> None:
    for n in range(25):
        create_organisation({"name": f"Vereniging Vereend {n} Noord"}, by=cast.boris, now=NOW)
    names, after = [], ""
    while True:
        page = queries.find_organisations(text, after=after, size=7)
        names += [one.name for one in page.organisations]
        after = page.next
        if not after:
            break
    assert len(names) == len(set(names)) == (25 if text else 27)
    assert queries.search_organisations(text).count() == len(names)


@pytest.mark.parametrize(("text", "size"), [("ver noord", 7), ("ver", 3), ("noord voet", 7)])
def test_a_search_that_finds_little_goes_on_step_by_step(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, text: str, size: int
) -> None:
    """It stops after so many rows, whatever it found; who goes on finds each once and misses none."""
    monkeypatch.setattr(search, "LOOK", 4)
    monkeypatch.setattr(search, "MANY", 2)
    for n in range(12):
        create_organisation({"name": f"Vereniging Vereend {n} {'Noord' if n % 5 else 'Voet'}"}, by=cast.boris, now=NOW)
    names, page, pages = [], queries.find_organisations(text, size=size), 1
    while True:
        names += [one.name for one in page.organisations]
        if not page.next:
            break
        page, pages = queries.find_organisations(text, after=page.next, size=size), pages + 1
    assert not page.unfinished  # the last one
    assert sorted(names) == sorted(one.name for one in queries.search_organisations(text))
    assert pages > 2


@pytest.mark.parametrize("field", ["municipality", "province", "sector"])
def test_found_where_it_is_by_now(cast: Cast, field: str) -> None:
    """What stands beside the words follows the organisation, and the list of municipalities."""
    other = Municipality.objects.create(code="GM0014", name="Groningen", province="Drenthe")
    change_organisation(cast.bank, {"municipality": other, "sector": "sport"}, by=cast.fatima, now=NOW)
    load_municipalities([Listed("GM0014", "Groningen", "Groningen"), Listed("GM0344", "Utrecht", "Utrecht")], [])
    asked = {field: {"municipality": "GM0014", "province": "Groningen", "sector": "sport"}[field]}
    assert found("bank", **asked) == found(**asked) == ["Stichting De Bank"]
    gone = {field: {"municipality": "GM0344", "province": "Drenthe", "sector": ""}[field]}
    assert "Stichting De Bank" not in found("bank" if gone[field] else "zuid", **gone)


@pytest.mark.parametrize("asked", [*SEARCHES.values()], ids=[*SEARCHES])
def test_every_search_walks_an_index(cast: Cast, asked: dict[str, str]) -> None:
    """SQLite says how it goes about it: no table is scanned, nothing is sorted. (PostgreSQL scans what is as small as this.)"""
    change_organisation(cast.bank, {"name": "Stichting Zuid"}, by=cast.fatima, now=NOW)
    steps = plans(asked).splitlines() if connection.vendor == "sqlite" else []
    assert not [step for step in steps if step.startswith("SCAN accounts") or "TEMP B-TREE" in step]
    walks = [step for step in steps if step.startswith("SEARCH accounts_organisationword")]
    assert all("COVERING INDEX word_in_" in step or "organisation_id=?" in step for step in walks)


@pytest.mark.parametrize("after", ["x", "~", "a~b", "~" + "0" * 32, "bank~" + "0" * 32])
def test_a_wrong_place_begins_at_the_start(cast: Cast, after: str) -> None:
    assert found("bank", after=after) == ["Stichting De Bank"]
    assert len(found(after=after)) == 2
