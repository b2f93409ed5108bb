"""The register as people look at it: finding, one mark, and no cookie for anybody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goedgeregeld.accounts.actions.merging import merge_organisations
from goedgeregeld.accounts.actions.organisations import change_organisation
from keurmerk.models import Mark
from keurmerk.register.entries import WORDS
from keurmerk.validity import Standing
from reports.privacy.actions import erase_organisation
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.register.shelf import DAY, changed, mark, place, today

pytestmark = pytest.mark.django_db


def listed(**asked: str) -> str:
    return Client().get(reverse("register:list"), asked).content.decode()


def shown(made: Mark) -> str:
    return Client().get(reverse("register:entry", args=[made.number])).content.decode()


def test_by_default_what_is_valid_today() -> None:
    mark("Koor Valide")
    changed(mark("Koor Geschorst"), "suspended", "suspend")
    changed(mark("Koor Weg"), "withdrawn", "revoke")
    mark("Koor Voorbij", valid_from=today() - 5 * 365 * DAY)
    mark("Koor Straks", valid_from=today() + DAY)
    mark("Koor Voorbeeld", demo=True)
    page = listed()
    assert "Koor Valide" in page
    assert not [name for name in ("Geschorst", "Weg", "Voorbij", "Straks", "Voorbeeld") if f"Koor {name}" in page]
    assert "Koor Geschorst" in listed(stand="geschorst")
    assert "Koor Weg" in listed(stand="ingetrokken")
    assert "Koor Voorbij" in listed(stand="verlopen")
    everything = listed(stand="alle")
    assert all(f"Koor {name}" in everything for name in ("Valide", "Geschorst", "Weg", "Voorbij", "Straks"))
    assert "Voorbeeld" not in everything


def test_every_word_of_the_name_finds_and_so_do_place_and_sector() -> None:
    mark("Stichting De Bank")
    mark("Vereniging Súdwest", municipality=place("Heerenveen", "Fryslân", "GM0074"), sector="sport")
    for asked in ({"naam": "sudw"}, {"naam": "VERENIGING sud"}, {"gemeente": "GM0074"}, {"provincie": "Fryslân"},
                  {"sector": "sport"}, {"provincie": "Fryslân", "sector": "sport", "naam": "ver"}):  # fmt: skip
        page = listed(**asked)
        assert "Vereniging Súdwest" in page, asked
        assert "De Bank" not in page, asked
    assert "Geen organisatie past bij wat je zoekt" in listed(naam="zzz")
    assert "Geen organisatie past bij wat je zoekt" in listed(naam="!!!")


@pytest.mark.parametrize(
    "asked",
    [{"gemeente": "GM9999"}, {"provincie": "x"}, {"sector": "'"}, {"stand": "raar"}, {"vanaf": "a~b~c"},
     {"vanaf": "~~9" + "9" * 30}, {"vanaf": "\x00~\x00~1"}, {"naam": "\x00"}, {"naam": "x" * 5000}],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_fault(asked: dict[str, str]) -> None:
    mark()
    assert Client().get(reverse("register:list"), asked).status_code == 200


def test_pages_follow_each_other_without_leaving_one_out() -> None:
    for number in range(60):
        mark(f"Koor {number:02} koor koren")
    found, path = [], "/register/?naam=koor"
    while path:
        page = Client().get(path).content.decode()
        found += [line.split("<")[0] for line in page.split('/">Koor ')[1:]]
        path = "/register/" + page.split('" rel="next"')[0].rpartition('href="')[2] if 'rel="next"' in page else ""
        path = path.replace("&amp;", "&")
    assert found == [f"{number:02} koor koren" for number in range(60)]


def test_what_is_asked_far_into_the_address_gets_its_own_answer() -> None:
    """A copy is of all that was asked: spaces in front do not make two searches one."""
    mark("Koor Zuid")
    mark("Museum Noord")
    assert "Koor Zuid" in listed(naam=" " * 120 + "koor")
    assert "Koor Zuid" not in listed(naam=" " * 120 + "museum")


def test_an_empty_register_says_so() -> None:
    assert "Er is nu geen organisatie met een geldig keurmerk." in listed()


@pytest.mark.parametrize("number", ["queries at one", "queries at forty"])
def test_a_page_takes_three_queries_and_a_mark_three(number: str, django_assert_num_queries: Any) -> None:
    made = [mark(f"Koor {n}") for n in range(1 if number.endswith("one") else 40)]
    with django_assert_num_queries(3):
        listed(naam="koor")
    with django_assert_num_queries(2):
        shown(made[0])
    with django_assert_num_queries(2):
        Client().get(reverse("register:check", args=[made[0].code]))


def test_a_mark_says_who_where_and_what_happened() -> None:
    made = mark()
    changed(made, "suspended", "suspend", reasons="Geheime reden")
    page = shown(made)
    for words in ("Stichting De Bank", made.number, "Utrecht, Utrecht", "Zorg en welzijn", "Geschorst", "sterstellingen",
                  "Toegekend", "NOV heeft het geschorst"):  # fmt: skip
        assert words in page
    assert "Geheime reden" not in page
    assert Client().get(reverse("register:entry", args=[made.number.lower()]))["Location"].endswith(f"{made.number}/")
    assert Client().get(reverse("register:entry", args=["GG-1999-0001"])).status_code == 404
    assert Client().get(reverse("register:entry", args=[mark(demo=True).number])).status_code == 404


def test_a_renamed_organisation_is_found_by_both_names(world: World) -> None:
    made = mark("Stichting De Bank", organisation=world.bank)
    change_organisation(world.bank, {"name": "Huis van de Buurt"}, by=world.fatima, now=NOW)
    for word in ("huis", "bank"):
        page = listed(naam=word)
        assert "Huis van de Buurt" in page
        assert "op het certificaat: Stichting De Bank" in page
    assert "Op het certificaat" in shown(made)


def test_a_mark_follows_a_merge(world: World) -> None:
    made, other = mark("Voetbalclub Zuid", organisation=world.club), mark("Stichting De Bank", organisation=world.bank)
    merge_organisations(kept=world.bank.pk, gone=world.club.pk, by=world.sanne, now=NOW)
    assert "op het certificaat: Voetbalclub Zuid" in listed(naam="zuid")
    assert other.number in shown(made)
    assert made.number in shown(other)


def test_an_erased_organisation_stays_as_long_as_the_mark(world: World) -> None:
    lasting = mark("Stichting De Bank", organisation=world.bank)
    over = mark("Stichting De Bank", organisation=world.bank, valid_from=today() - 5 * 365 * DAY)
    change_organisation(world.bank, {"name": "Andere Naam"}, by=world.fatima, now=NOW)
    erase_organisation(world.bank, by=world.fatima, now=NOW)
    assert "Stichting De Bank" in shown(lasting)
    assert "Andere Naam" not in listed(naam="andere") + shown(lasting)
    page = shown(over)
    assert "liet wissen" in page
    assert not [word for word in ("Bank", "Utrecht", "Andere", "Zorg") if word in page]
    assert Client().get(reverse("register:credential_jwt", args=[over.number])).status_code == 404
    assert over.number not in listed(stand="alle", naam="bank")


def test_nobody_gets_a_cookie_and_who_is_signed_in_sees_the_same(world: World) -> None:
    made = mark()
    client = Client()
    client.force_login(world.sanne)  # has a role, and showed no second factor
    for path in ("/register/", f"/register/{made.number}/", "/controle/", f"/controle/{made.code}/",
                 "/register/is-dit-keurmerk-echt/", "/register/marks.json", f"/register/{made.number}/badge.svg"):  # fmt: skip
        mine, theirs = client.get(path), Client().get(path)
        assert mine.status_code == 200, path
        assert mine.content == theirs.content
        assert not theirs.cookies
        assert not mine.cookies
        assert mine["Vary"] == "Accept-Encoding"
        assert mine["Cache-Control"] == "public, max-age=30"


def test_heads_and_what_the_browser_has_already() -> None:
    path = reverse("register:entry", args=[mark().number])
    full = Client().get(path)
    head = Client().head(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", full["ETag"])
    again = Client().get(path, headers={"If-None-Match": full["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    packed = Client().get(path, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"] != full["ETag"]
    assert Client().post(path).status_code == 405


def test_a_suspension_shows_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept here and what may be kept there, together; the clock stands still and is put on."""
    clock = [1_800_000_000.0]
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: clock[0])
    monkeypatch.setattr("django.core.cache.backends.base.time.time", lambda: clock[0])
    made = mark()
    paths = [f"/register/{made.number}/", f"/register/{made.number}/badge.svg", f"/controle/{made.code}/",
             f"/register/{made.number}.json", "/register/status/suspension.jwt"]  # fmt: skip
    before = {path: Client().get(path) for path in paths}
    changed(made, "suspended", "suspend")
    clock[0] += 1
    assert all(Client().get(path).content == before[path].content for path in paths)
    kept = max(int(answer["Cache-Control"].rpartition("=")[2]) for answer in before.values())
    clock[0] += (
        60 - kept - 1 - 1
    )  # so late somebody may at most have taken an old copy that is dropped within the minute
    assert not [path for path in paths if Client().get(path).content == before[path].content]


def test_every_standing_has_words() -> None:
    assert set(WORDS) == set(Standing)
    assert timedelta(days=1) == DAY
