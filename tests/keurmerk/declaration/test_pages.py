"""The pages of the yearly declaration: the question, the answers with the mark, and what the office reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keurmerk.models import Declaration, Mark
from tests.keurmerk.cast import World, browser
from tests.keurmerk.register import shelf


@pytest.fixture
def mark(world: World) -> Mark:
    return shelf.mark(organisation=world.bank)


def asked(mark: Mark, days: int = 20, **fields: Any) -> Declaration:
    return Declaration.objects.create(mark=mark, due_on=timezone.localdate() + timedelta(days=days), **fields)


def path(declaration: Declaration, rest: str = "") -> str:
    return f"/ons-keurmerk/{declaration.mark.number}/verklaring/{declaration.pk}/{rest}"


def told(world: World, name: str, address: str) -> str:
    answer = browser(getattr(world, name)).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_beheerder_finds_the_question_from_the_start_page_on_and_answers(world: World, mark: Mark) -> None:
    made = asked(mark)
    start = told(world, "fatima", "/mijn/")
    assert "Is er iets veranderd bij Stichting De Bank?" in start
    assert path(made) in start
    assert path(made) in told(world, "fatima", f"/ons-keurmerk/{mark.number}/")
    assert "Is er iets veranderd?" in told(world, "fatima", path(made))
    answer = browser(world.fatima).post(
        path(made), {"changed": "yes", "text": "Een <b>nieuwe</b> locatie."}, follow=True
    )
    assert answer.redirect_chain[-1][0] == f"/ons-keurmerk/{mark.number}/"
    page = answer.content.decode()
    assert "Dank je wel. Je antwoord is bewaard." in page
    assert "Een &lt;b&gt;nieuwe&lt;/b&gt; locatie." in page
    assert path(made) not in page
    assert "Is er iets veranderd bij" not in told(world, "fatima", "/mijn/")


def test_others_of_the_organisation_read_along(world: World, mark: Mark) -> None:
    made = asked(mark)
    for name in ("iris", "wim"):
        page = told(world, name, f"/ons-keurmerk/{mark.number}/")
        assert "Een beheerder van jullie organisatie geeft het antwoord." in page
        assert path(made) not in page
        assert browser(getattr(world, name)).get(path(made)).status_code == 403


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "Kies nee of ja."),
        ({"changed": "yes"}, "Schrijf op wat er veranderd is."),
        ({"changed": "yes", "text": " \n "}, "Schrijf op wat er veranderd is."),
        ({"changed": "no", "text": "Toch iets."}, "Je koos nee, maar schreef wel iets op."),
        ({"changed": "yes", "text": "x" * 8001}, "8001"),
    ],
)
def test_bad_input_is_said_and_kept(world: World, mark: Mark, posted: dict[str, str], words: str) -> None:
    made = asked(mark)
    answer = browser(world.fatima).post(path(made), posted)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert posted.get("text", "").strip()[:100] in answer.content.decode()
    made.refresh_from_db()
    assert made.answered_at is None


def test_in_a_second_tab_it_is_answered_already_and_what_was_typed_stays(world: World, mark: Mark) -> None:
    made, client = asked(mark), browser(world.fatima)
    assert client.post(path(made), {"changed": "no"}).status_code == 302
    again = client.post(path(made), {"changed": "yes", "text": "Toch wel iets."})
    assert again.status_code == 409
    assert "Toch wel iets." in again.content.decode()
    assert client.get(path(made)).status_code == 409


def test_a_declaration_is_found_at_its_own_mark_only(world: World, mark: Mark) -> None:
    made, other = asked(mark), shelf.mark(organisation=world.bank)
    assert browser(world.fatima).get(f"/ons-keurmerk/{other.number}/verklaring/{made.pk}/").status_code == 404


def test_the_office_reads_what_changed_and_says_so(world: World, mark: Mark) -> None:
    made = asked(mark, answered_at=timezone.now(), answered_by=world.fatima, changed=True, text="Wij fuseren.")
    home = f"/kantoor/keurmerken/{mark.number}/"
    page = told(world, "sanne", home)
    assert "Wij fuseren." in page
    assert path(made, "gelezen/") in page
    answer = browser(world.sanne).post(path(made, "gelezen/"), follow=True)
    assert answer.redirect_chain[-1][0] == home
    assert path(made, "gelezen/") not in answer.content.decode()
    assert "Gelezen door NOV op" in told(world, "fatima", f"/ons-keurmerk/{mark.number}/")
    for name in ("fatima", "boris", "ad"):
        assert browser(getattr(world, name)).post(path(made, "gelezen/")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_with_more_declarations(world: World, mark: Mark, rows: int) -> None:
    for number in range(rows):
        asked(mark, -number, answered_at=timezone.now(), answered_by=world.fatima, changed=False, seen_by=world.sanne)
    counts = []
    for name, address in (
        ("fatima", f"/ons-keurmerk/{mark.number}/"),
        ("sanne", f"/kantoor/keurmerken/{mark.number}/"),
    ):
        client = browser(getattr(world, name))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts == [12, 10]
