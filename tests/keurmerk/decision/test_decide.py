"""The decision: who may take it, what may be decided on which judgement, and what it leaves behind."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from goedgeregeld.accounts.models import Membership, Role
from goedgeregeld.events.models import Event
from keurmerk.actions import decision as acts
from keurmerk.actions.audit import Proposed
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Application, Appointment, Assessment, Condition, Decision, Mark
from keurmerk.states import Party
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.decided import DEMANDS, MAY, again, to_decide, upheld

ACTS: dict[str, Callable[..., Decision]] = {
    "grant": acts.grant,
    "grant_conditionally": lambda application, **rest: acts.grant_conditionally(application, demands=DEMANDS, **rest),
    "refuse": acts.refuse,
}
OUTCOMES = {"grant": "met", "grant_conditionally": "met_with_conditions", "refuse": "not_met"}
BEST_FIRST = list(ACTS)


def decide(verb: str, application: Application, by: Any, **rest: Any) -> Decision:
    return ACTS[verb](application, reasons="Daarom.", by=by, now=NOW, **rest)


@pytest.mark.parametrize(
    ("verb", "state", "waits_for"),
    [
        ("grant", "granted", Party.NOBODY),
        ("grant_conditionally", "conditional", Party.ORGANISATION),
        ("refuse", "refused", Party.NOBODY),
    ],
)
def test_what_was_decided_is_kept(world: World, verb: str, state: str, waits_for: str) -> None:
    application = to_decide(world, OUTCOMES[verb])
    decide(verb, application, world.sanne)
    now, kept = again(application), Decision.objects.get()
    assert (now.state, now.waits_for, now.moves) == (state, waits_for, 1)
    assert (kept.outcome, kept.reasons, kept.by, kept.at) == (OUTCOMES[verb], "Daarom.", world.sanne, NOW)
    assert Event.objects.filter(object_type="keurmerk.application").values_list("verb", flat=True).get() == verb
    assert Mark.objects.count() == (verb == "grant")


def test_conditions_have_a_last_day_each_and_the_application_the_last_of_all(world: World) -> None:
    application = to_decide(world, "met_with_conditions")
    decide("grant_conditionally", application, world.sanne)
    assert again(application).due_on == MAY
    assert [(one.until, one.statement) for one in Condition.objects.all()] == [(date(2027, 3, 1), ""), (MAY, "A1")]


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("recommended", OUTCOMES.values())
def test_never_more_than_the_auditor_recommends(world: World, verb: str, recommended: str) -> None:
    application = to_decide(world, recommended)
    order = list(OUTCOMES.values())
    if order.index(OUTCOMES[verb]) < order.index(recommended):
        with pytest.raises(Blocked, match="Meer dan dat"):
            decide(verb, application, world.sanne)
        assert not Decision.objects.exists()
    else:
        assert decide(verb, application, world.sanne).outcome == OUTCOMES[verb]


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("recommended", ["met", "met_with_conditions"])
def test_after_an_objection_it_is_as_the_second_auditor_says(world: World, verb: str, recommended: str) -> None:
    application = upheld(world, recommended)
    if OUTCOMES[verb] == recommended:
        assert decide(verb, application, world.sol).audit.round == 2
    else:
        with pytest.raises(Blocked, match="het besluit volgt dat oordeel"):
            decide(verb, application, world.sol)


@pytest.mark.parametrize("verb", ACTS)
def test_the_first_decision_is_not_decided_again_by_who_took_it(world: World, verb: str) -> None:
    application = upheld(world, "met")
    with pytest.raises(Blocked, match="eerder een besluit"):
        decide(verb, application, world.sanne)


# --- Four eyes ----------------------------------------------------------------------------------------------------------


def _auditor(world: World, application: Application) -> None:
    application.audits.update(auditor=world.sanne)


def _adviser(world: World, application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(adviser=world.sanne)


def _adviser_before(world: World, application: Application) -> None:
    Appointment.objects.filter(work="adviser").update(user=world.sanne)


def _assessed(world: World, application: Application) -> None:
    Assessment.objects.create(submission=application.submissions.get(), adviser=world.sanne, started_at=NOW)


def _approved(world: World, application: Application) -> None:
    application.plans.update(judged_by=world.sanne)


def _member(world: World, application: Application) -> None:
    Membership.objects.create(organisation=world.bank, user=world.sanne, right="reader", since=NOW)


def _agreed(world: World, application: Application) -> None:
    application.plans.update(agreed_by=world.sanne)


def _submitted(world: World, application: Application) -> None:
    application.submissions.update(submitted_by=world.sanne)


def _requested(world: World, application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(requested_by=world.sanne)


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize(
    ("hand", "words"),
    [
        (_auditor, "zelf auditor"),
        (_adviser, "adviseur in dit traject"),
        (_adviser_before, "adviseur in dit traject"),
        (_assessed, "adviseur in dit traject"),
        (_approved, "plan van aanpak goed"),
        (_member, "hoort bij deze organisatie"),
        (_agreed, "namens haar"),
        (_submitted, "namens haar"),
        (_requested, "namens haar"),
    ],
)
def test_who_had_a_hand_in_it_does_not_decide(world: World, verb: str, hand: Any, words: str) -> None:
    application = to_decide(world, OUTCOMES[verb])
    hand(world, application)
    with pytest.raises(Blocked, match=words):
        decide(verb, application, world.sanne)
    assert again(application).state == "decision"
    assert decide(verb, application, world.sol).by == world.sol


def test_who_was_asked_to_advise_and_declined_may_decide(world: World) -> None:
    application = to_decide(world)
    Appointment.objects.create(
        application=application, work="adviser", user=world.sanne, state="declined", reason="Druk.", asked_at=NOW,
        answered_at=NOW,
    )  # fmt: skip
    assert decide("grant", application, world.sanne)


# --- Who, when, again ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("name", ["fatima", "wim", "ad", "aud", "otto", "boris"])
def test_only_the_office_decides(world: World, verb: str, name: str) -> None:
    application = to_decide(world, OUTCOMES[verb])
    with pytest.raises(NotPermitted):
        decide(verb, application, getattr(world, name))
    assert not Decision.objects.exists()


def test_an_administrator_is_of_the_office(world: World) -> None:
    assert decide("grant", to_decide(world), world.bea)


def test_an_auditor_who_is_also_staff_is_stopped_by_four_eyes(world: World) -> None:
    Role.objects.create(user=world.aud, kind="staff", since=NOW)
    with pytest.raises(Blocked, match="zelf auditor"):
        decide("grant", to_decide(world), world.aud)


@pytest.mark.parametrize("first", ACTS)
@pytest.mark.parametrize("second", ACTS)
def test_a_second_press_finds_another_state(world: World, first: str, second: str) -> None:
    application = to_decide(world, OUTCOMES[first])
    decide(first, application, world.sanne)
    with pytest.raises(WrongState):
        decide(second, application, world.sol)
    assert Decision.objects.count() == 1
    assert Event.objects.filter(verb__in=ACTS).count() == 1


def test_a_stale_page_decides_nothing(world: World) -> None:
    application = to_decide(world, moves=4)
    with pytest.raises(WrongState, match="intussen"):
        decide("grant", application, world.sanne, moves=3)


def test_without_a_judgement_nothing_is_decided(world: World) -> None:
    with pytest.raises(Blocked, match="nog geen oordeel"):
        decide("grant", world.application("decision"), world.sanne)


@pytest.mark.parametrize("until", [NOW.date(), date(2025, 1, 1), date(2027, 11, 24)])
def test_a_condition_has_its_last_day_after_today_and_within_a_year(world: World, until: date) -> None:
    application = to_decide(world, "met_with_conditions")
    with pytest.raises(Blocked, match="binnen een jaar"):
        acts.grant_conditionally(
            application, reasons="x", demands=[*DEMANDS, Proposed("x", until)], by=world.sanne, now=NOW
        )
    assert (Decision.objects.count(), Condition.objects.count()) == (0, 0)


def test_there_is_at_least_one_condition(world: World) -> None:
    application = to_decide(world, "met_with_conditions")
    with pytest.raises(Blocked, match="welke voorwaarden"):
        acts.grant_conditionally(application, reasons="x", demands=[], by=world.sanne, now=NOW)
