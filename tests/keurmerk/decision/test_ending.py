"""Stopping before there is a decision: by the organisation, or by the office with a reason."""

from datetime import date
from typing import Any

import pytest

from keurmerk.actions import assessment
from keurmerk.actions import ending as acts
from keurmerk.actions.ritual import NotPermitted, WrongState
from keurmerk.models import Application, Due
from keurmerk.states import BEFORE_DECISION, ApplicationState
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.decided import to_assign, to_decide
from tests.keurmerk.judged import submit

AFTER = [state for state in ApplicationState if state not in BEFORE_DECISION]


def due(application: Application, kind: str = "audit", state: str = "due", note: str = "") -> Due:
    return Due.objects.create(
        application=application, kind=kind, payee="NOV", amount="450.00", vat="78.10", state=state, note=note,
        due_since=date(2026, 11, 1),
    )  # fmt: skip


@pytest.mark.parametrize("state", BEFORE_DECISION)
def test_from_any_state_before_the_decision(world: World, state: str) -> None:
    acts.withdraw(world.application(state), reason="Geen tijd.", by=world.fatima, now=NOW)
    kept = Application.objects.get()
    assert (kept.state, kept.ended_at, kept.end_reason, kept.due_on) == ("withdrawn", NOW, "Geen tijd.", None)
    assert kept.waits_for == "nobody"
    again = world.application(state)  # and a new one may begin
    acts.let_lapse(again, reason="Al een jaar stil.", by=world.sanne, now=NOW)
    assert Application.objects.get(pk=again.pk).end_reason == "Al een jaar stil."


@pytest.mark.parametrize("state", AFTER)
def test_not_after_it(world: World, state: str) -> None:
    with pytest.raises(WrongState):
        acts.withdraw(world.application(state), by=world.fatima, now=NOW)
    with pytest.raises(WrongState):
        acts.let_lapse(Application.objects.get(), reason="x", by=world.sanne, now=NOW)


@pytest.mark.parametrize("name", ["iris", "wim", "boris", "ad", "sanne"])
def test_only_a_beheerder_stops(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        acts.withdraw(world.application("working"), by=getattr(world, name), now=NOW)


@pytest.mark.parametrize("name", ["fatima", "ad", "boris"])
def test_only_the_office_closes(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        acts.let_lapse(world.application("working"), reason="x", by=getattr(world, name), now=NOW)


def test_a_second_press_finds_another_state(world: World) -> None:
    application = world.application("working")
    acts.withdraw(application, by=world.fatima, now=NOW)
    with pytest.raises(WrongState):
        acts.withdraw(application, by=world.fatima, now=NOW)


@pytest.mark.parametrize("state", ["due", "invoiced", "paid"])
def test_an_audit_that_never_began_is_not_due(world: World, state: str) -> None:
    application = to_assign(world)
    due(application, state=state)
    advice = due(application, "advice")
    acts.withdraw(application, by=world.fatima, now=NOW)
    kept = Due.objects.get(kind="audit")
    assert kept.state == ("cancelled" if state == "due" else state)
    assert ("Vervallen" in kept.note) == (state == "due")
    assert Due.objects.get(pk=advice.pk).state == "due"


def test_a_note_of_the_office_stays(world: World) -> None:
    application = to_assign(world)
    due(application, note="Afgesproken met Fatima.")
    acts.let_lapse(application, reason="x", by=world.sanne, now=NOW)
    assert (Due.objects.get().state, Due.objects.get().note) == ("cancelled", "Afgesproken met Fatima.")


def test_an_audit_that_began_stays_due(world: World) -> None:
    application: Any = to_decide(world)
    due(application)
    acts.withdraw(application, by=world.fatima, now=NOW)
    assert Due.objects.get().state == "due"


def test_an_application_that_ends_with_a_negative_advice_owes_no_audit_either(world: World) -> None:
    application = world.application("assessment")
    submit(application)
    due(application)
    assessment.end_negatively(application, reasons="Het past niet.", by=world.ad, now=NOW)
    assert Due.objects.get().state == "cancelled"
    assert Application.objects.get().end_reason == "Het past niet."
