"""How far an amount is: noted by the office, read by who pays and who is paid; sums that are exact."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from goedgeregeld.events.models import Event
from keurmerk.actions.payments import note_payment
from keurmerk.actions.ritual import Blocked, NotPermitted
from keurmerk.models import Application, Due
from keurmerk.queries.dues import totals
from tests.keurmerk.cast import NOW, World, browser

TODAY = NOW.date()


def due(application: Application, kind: str = "audit", amount: str = "450.00", vat: str = "78.10") -> Due:
    return Due.objects.create(
        application=application,
        kind=kind,
        payee="Vereniging NOV",
        amount=Decimal(amount),
        vat=Decimal(vat),
        due_since=date(2026, 11, 2),
    )


def note(application: Application, one: Due, state: str, on: date | None, by: object) -> Due:
    return note_payment(application, one.pk, state=state, on=on, note="F-12", by=by, now=NOW)


def test_invoiced_then_paid_keeps_both_days(world: World) -> None:
    application = world.application("working")
    one = due(application)
    note(application, one, "invoiced", date(2026, 11, 10), world.sanne)
    note(application, one, "paid", date(2026, 11, 20), world.sanne)
    kept = Due.objects.get()
    assert (kept.state, kept.invoiced_on, kept.paid_on, kept.note) == (
        "paid",
        date(2026, 11, 10),
        date(2026, 11, 20),
        "F-12",
    )
    note(application, one, "due", None, world.sanne)
    kept = Due.objects.get()
    assert (kept.state, kept.invoiced_on, kept.paid_on) == ("due", None, None)
    assert Event.objects.filter(verb="note_payment").count() == 3


@pytest.mark.parametrize("on", [date(2026, 11, 1), date(2026, 11, 24), None])
def test_a_day_that_cannot_be(world: World, on: date | None) -> None:
    application = world.application("working")
    with pytest.raises(Blocked):
        note(application, due(application), "invoiced", on, world.sanne)
    assert Due.objects.get().state == "due"


def test_paid_before_it_was_invoiced_cannot_be(world: World) -> None:
    application = world.application("working")
    one = due(application)
    note(application, one, "invoiced", date(2026, 11, 10), world.sanne)
    with pytest.raises(Blocked, match="10-11-2026"):
        note(application, one, "paid", date(2026, 11, 9), world.sanne)


@pytest.mark.parametrize("name", ["fatima", "ad", "boris"])
def test_only_the_office_notes(world: World, name: str) -> None:
    application = world.application("working")
    with pytest.raises(NotPermitted):
        note(application, due(application), "paid", TODAY, getattr(world, name))


def test_an_amount_of_another_application_is_not_found(world: World) -> None:
    mine = world.application("working")
    other = due(world.application("working", organisation=world.club))
    with pytest.raises(Due.DoesNotExist):
        note(mine, other, "paid", TODAY, world.sanne)
    at = reverse("keurmerk:note_payment", args=[mine.code])
    data = {"number": other.pk, "state": "paid", "on": "2026-11-20", "note": ""}
    assert browser(world.sanne).post(at, data).status_code == 404
    assert Due.objects.get().state == "due"


def test_the_page_shows_amounts_to_those_they_concern(world: World) -> None:
    application = world.application("working")
    one = due(application)
    at = reverse("keurmerk:note_payment", args=[application.code])
    for name in ("fatima", "wim", "ad"):
        page = browser(getattr(world, name)).get(at).content.decode()
        assert "€ 450,00" in page
        assert "Leg vast" not in page
    sanne = browser(world.sanne)
    assert "Leg vast" in sanne.get(at, {"bedrag": one.pk}).content.decode()
    assert sanne.post(at, {"number": one.pk, "state": "paid", "on": "", "note": ""}).status_code == 422
    assert sanne.post(at, {"number": one.pk, "state": "paid", "on": "2026-11-20", "note": "F-1"}).status_code == 302
    page = browser(world.fatima).get(at).content.decode()
    assert "20 november 2026" in page
    assert "F-1" not in page


def test_totals_of_a_year_are_exact_and_leave_the_demo_out(world: World) -> None:
    first = world.application("working")
    due(first)
    due(first, "advice", "0.10", "0.02")
    demo = world.application("working", organisation=world.club, demo=True)
    due(demo)
    assert [(one.kind, one.state, one.number, one.amount, one.vat) for one in totals(2026)] == [
        ("advice", "due", 1, Decimal("0.10"), Decimal("0.02")),
        ("audit", "due", 1, Decimal("450.00"), Decimal("78.10")),
    ]
    assert totals(2025) == []
