"""The organisation's page of its mark: how it stands, what there is to do, for whom it exists, and what it costs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from keurmerk.models import Mark, MarkChange
from keurmerk.queries import carrying
from keurmerk.validity import Standing
from tests.keurmerk.cast import World, browser
from tests.keurmerk.register import shelf
from tests.keurmerk.register.shelf import DAY, today


def of_bank(world: World, **fields: Any) -> Mark:
    return shelf.mark(organisation=world.bank, **fields)


def told(world: World, name: str, mark: Mark, path: str = "") -> str:
    response = browser(getattr(world, name)).get(f"/ons-keurmerk/{mark.number}/{path}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def nearly_over(days: int = 100) -> dict[str, Any]:
    return {"valid_from": today() - timedelta(days=1461 - days), "valid_until": today() + timedelta(days=days)}


def test_it_shows_what_the_mark_is_and_the_way_to_all_it_gives(world: World) -> None:
    mark = of_bank(world, scope="Het buurthuis")
    for name in ("fatima", "wim", "sanne"):
        page = told(world, name, mark)
        for words in (
            mark.number,
            mark.code,
            "Geldig",
            "Het buurthuis",
            f"/register/{mark.number}/",
            "certificaat.pdf",
        ):
            assert words in page
        assert f"/ons-keurmerk/{mark.number}/laten-zien/" in page
    for name in ("boris", "ad", "aud", "anouk"):
        assert browser(getattr(world, name)).get(f"/ons-keurmerk/{mark.number}/").status_code == 404


def test_a_suspended_mark_says_why_and_what_to_do(world: World) -> None:
    mark = of_bank(world)
    shelf.changed(mark, "suspended", "suspend", "De VOG’s zijn niet in orde.\n<b>Los dat op.</b>")
    page = told(world, "fatima", mark)
    assert "Wat jullie nu kunnen doen" in page
    assert "De VOG’s zijn niet in orde.<br>&lt;b&gt;Los dat op.&lt;/b&gt;" in page
    assert "certificaat.pdf" not in page
    assert "Vraag de herbeoordeling aan" not in page


def test_history_comes_with_its_reasons(world: World) -> None:
    mark = of_bank(world)
    MarkChange.objects.create(mark=mark, verb="suspend", reasons="Iets.", at=timezone.now() - 3 * DAY)
    MarkChange.objects.create(mark=mark, verb="reinstate", reasons="Weer goed.", at=timezone.now() - DAY)
    page = told(world, "iris", mark)
    assert page.index("Toegekend") < page.index("Iets.") < page.index("Weer goed.")
    assert "Wat jullie nu kunnen doen" not in page


def test_renewing_begins_nine_months_before_the_end(world: World) -> None:
    early = of_bank(world, valid_from=date(2024, 1, 31), valid_until=date(2028, 1, 30))
    assert carrying.as_held(early, date(2027, 4, 29)).may_renew is False
    assert carrying.as_held(early, date(2027, 4, 30)).may_renew is True


def test_a_beheerder_goes_on_to_the_renewal_others_read_that_one_may(world: World) -> None:
    mark = of_bank(world, **nearly_over())
    ask = f"/organisatie/{world.bank.pk}/keurmerk/aanvragen/"
    page = told(world, "fatima", mark)
    assert "Nog 100 dagen." in page
    assert ask in page
    assert browser(world.fatima).get(ask).status_code == 200
    assert ask not in told(world, "iris", mark)
    assert "Een beheerder van jullie organisatie kan de herbeoordeling aanvragen." in told(world, "iris", mark)
    assert ask not in told(world, "sanne", mark)


def test_while_a_renewal_runs_it_is_not_asked_again(world: World) -> None:
    mark = of_bank(world, **nearly_over())
    application = world.application("working", kind="renewal", renews=mark)
    page = told(world, "fatima", mark)
    assert "De herbeoordeling loopt." in page
    assert f"/aanvraag/{application.code}/" in page
    assert "Nog 100 dagen." not in page


def test_who_has_the_next_mark_already_is_not_asked_to_renew(world: World) -> None:
    mark = of_bank(world, **nearly_over())
    coming = of_bank(world, valid_from=mark.valid_until + DAY)
    held = carrying.as_held(mark, today())
    assert held.followed
    assert not held.may_renew
    assert held.sentence == f"Geldig tot en met {date_format(mark.valid_until, 'j F Y')}."
    assert carrying.as_held(coming, today()).standing == Standing.COMING
    page = told(world, "fatima", coming)
    assert "Gaat nog in" in page
    assert "certificaat.pdf" in page


def test_after_the_end_one_asks_anew(world: World) -> None:
    mark = of_bank(world, valid_from=date(2020, 5, 1))
    page = told(world, "fatima", mark)
    assert "Verlopen. De laatste dag was 30 april 2024." in page
    assert "Vraag het keurmerk opnieuw aan" in page
    assert "certificaat.pdf" not in page


def test_an_example_says_so_and_stands_in_no_register(world: World) -> None:
    mark = of_bank(world, demo=True)
    page = told(world, "fatima", mark)
    assert "Dit is een voorbeeld." in page
    assert "/register/VB" not in page
    assert f"/register/{mark.number}/" not in page


@pytest.mark.parametrize("marks", [1, 3])
def test_it_asks_as_much_with_more_marks(world: World, marks: int) -> None:
    for number in range(marks - 1):
        made = of_bank(world, valid_from=date(2010 + 4 * number, 1, 1), state="expired")
        MarkChange.objects.create(mark=made, verb="expire", at=timezone.now())
    mark = of_bank(world)
    for _number in range(marks):
        MarkChange.objects.create(mark=mark, verb="suspend", reasons="x", at=timezone.now())
    client = browser(world.fatima)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/ons-keurmerk/{mark.number}/")
    assert len(asked) == 12
