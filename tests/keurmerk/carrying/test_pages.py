"""The office's list of marks, the page of one, and acting from it; what the organisation reads of it; what all that costs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keurmerk.actions import mark_acts as acts
from keurmerk.models import Mark, MarkChange, Signal
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.register import shelf

TODAY = shelf.today()


def page(client: Client, name: str, *args: Any, **chosen: str) -> str:
    return " ".join(client.get(reverse(name, args=args), chosen).content.decode().split())


def post(client: Client, verb: str, mark: Mark, **fields: Any) -> Any:
    path = reverse(f"keurmerk:{verb}_mark", args=[mark.number])
    return client.post(path, {"reasons": "De kas klopt niet.", "moves": 0, **fields})


def test_suspending_and_lifting_it_from_the_page(world: World) -> None:
    mark, sanne = shelf.mark(organisation=world.bank), browser(world.sanne)
    told = page(sanne, "keurmerk:office_mark", mark.number)
    assert "Schors dit keurmerk" in told
    assert "Hef de schorsing op" not in told
    assert "moves" in page(sanne, "keurmerk:suspend_mark", mark.number)
    assert post(sanne, "suspend", mark)["Location"] == reverse("keurmerk:office_mark", args=[mark.number])
    told = page(sanne, "keurmerk:office_mark", mark.number)
    assert "Het keurmerk is geschorst." in told
    assert "De kas klopt niet." in told
    assert "Schors dit keurmerk" not in told
    again = post(sanne, "suspend", mark, reasons="Nog eens.")  # a double click, or Back
    assert again.status_code == 409
    assert "al geschorst" in again.content.decode()
    assert "Nog eens." in again.content.decode()
    stale = post(sanne, "reinstate", mark)  # a page from before the suspension
    assert stale.status_code == 409
    assert "intussen" in stale.content.decode()
    assert post(sanne, "reinstate", mark, moves=MarkChange.objects.get().pk).status_code == 302
    assert Mark.objects.get().state == "valid"


def test_withdrawing_asks_for_the_number(world: World) -> None:
    mark, sanne = shelf.mark(organisation=world.bank), browser(world.sanne)
    assert "Intrekken kun je niet terugdraaien" in page(sanne, "keurmerk:revoke_mark", mark.number)
    for wrong in ("", "GG-1999-0001", mark.number + "1"):
        answer = post(sanne, "revoke", mark, number=wrong)
        assert answer.status_code == 422
        assert "De kas klopt niet." in answer.content.decode()
    assert Mark.objects.get().state == "valid"
    assert post(sanne, "revoke", mark, number=f" {mark.number.lower()} ").status_code == 302
    assert Mark.objects.get().state == "withdrawn"
    for verb in ("suspend", "reinstate", "revoke"):
        assert browser(world.stef).get(reverse(f"keurmerk:{verb}_mark", args=[mark.number])).status_code == 409
    assert "Wat je nu kunt doen" not in page(sanne, "keurmerk:office_mark", mark.number)


@pytest.mark.parametrize("reasons", ["", " ", "x" * 8001])
def test_reasons_that_are_none_or_too_many(world: World, reasons: str) -> None:
    assert post(browser(world.sanne), "suspend", shelf.mark(), reasons=reasons).status_code == 422


def test_who_belongs_to_the_organisation_sees_why_not(world: World) -> None:
    mark = shelf.mark(organisation=world.bank)
    world.bank.memberships.create(user=world.sanne, right="reader", since=NOW)
    sanne = browser(world.sanne)
    assert "Je hoort zelf bij deze organisatie" in page(sanne, "keurmerk:office_mark", mark.number)
    assert "Je hoort zelf bij deze organisatie" in page(sanne, "keurmerk:suspend_mark", mark.number)
    assert post(sanne, "suspend", mark).status_code == 409


def test_the_organisation_reads_why(world: World) -> None:
    mark = shelf.mark(organisation=world.bank)
    acts.suspend(mark, reasons="De kas <b>klopt</b> niet.", by=world.sanne, now=NOW)
    for name in ("fatima", "wim"):
        told = page(browser(getattr(world, name)), "keurmerk:of_organisation", world.bank.pk)
        assert "De kas &lt;b&gt;klopt&lt;/b&gt; niet." in told
    assert "De kas" not in page(Client(), "register:entry", mark.number)
    assert browser(world.boris).get(reverse("keurmerk:of_organisation", args=[world.bank.pk])).status_code == 404


def test_the_list_finds_and_filters(world: World) -> None:
    first = TODAY - timedelta(days=1300)
    shelf.mark("Buurtkamer De Bank", organisation=world.bank, number="GG-2024-0001")
    shelf.mark("Súdwest-Club", valid_from=first, valid_until=TODAY + timedelta(days=100), imported_at=NOW, number="77")
    shelf.mark("Voorbeeld", demo=True, number="VB-2026-0001")
    shelf.mark("Verlopen", valid_from=first, valid_until=TODAY - timedelta(days=1), number="GG-2022-0009")
    sanne = browser(world.sanne)

    def found(**chosen: str) -> list[str]:
        rows = sanne.get(reverse("reports:office_marks"), chosen).context["rows"]
        return [mark.number for mark, _entry in rows]

    assert set(found()) == {"GG-2024-0001", "77", "VB-2026-0001", "GG-2022-0009"}
    assert found(q="sudwest") == ["77"]
    assert found(q="gg-2024") == ["GG-2024-0001"]
    assert found(q="stichting de b") == ["GG-2024-0001"]  # the organisation's name by now
    assert found(q="'; DROP") == []
    assert found(state="expired") == ["GG-2022-0009"]
    assert found(ending="soon") == ["77"]
    assert found(origin="before") == ["77"]
    assert found(linked="yes") == ["GG-2024-0001"]
    assert len(found(state="onzin")) == 4
    told = page(sanne, "reports:office_marks", ending="soon", q="zuid")
    assert "Geen keurmerken waarvan de laatste dag binnen negen maanden is, met ‘zuid’." in told
    assert "Geen keurmerk past bij wat je zoekt" in told
    assert "(voorbeeld)" in page(sanne, "reports:office_marks")
    rows = b"".join(sanne.get(reverse("reports:office_marks_export", args=["csv"])).streaming_content).decode()
    assert "Súdwest-Club" in rows
    assert sanne.get(reverse("reports:office_marks_export", args=["exe"])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_and_the_page_cost_the_same_for_one_and_for_three(world: World, number: int) -> None:
    for _ in range(number):
        mark = shelf.mark(organisation=world.bank)
        world.application("withdrawn", kind="renewal", renews=mark)
    for _ in range(number):
        MarkChange.objects.create(mark=mark, verb="suspend", reasons="x", by=world.sanne, at=NOW)
        Signal.objects.create(mark=mark, text="x", at=NOW, handled_by=world.sanne)
    sanne = browser(world.sanne)
    page(sanne, "reports:office_marks")
    for name, args, wanted in (
        ("reports:office_marks", (), 5),
        ("keurmerk:office_mark", (mark.number,), 10),
        ("keurmerk:of_organisation", (world.bank.pk,), 9),
    ):
        page(sanne, name, *args)
        with CaptureQueriesContext(connection) as asked:
            page(sanne, name, *args)
        assert len(asked) == wanted, (name, [one["sql"][:90] for one in asked])


def test_a_date_far_off_is_shown(world: World) -> None:
    mark = shelf.mark(valid_from=date(2026, 1, 1), valid_until=date(2099, 12, 31))
    assert "31 december 2099" in page(browser(world.sanne), "keurmerk:office_mark", mark.number)
