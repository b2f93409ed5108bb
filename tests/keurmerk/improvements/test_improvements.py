"""The adviser and the improvement plan: only with leave, only while it is this adviser, and a proposal is only that."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from goedgeregeld.events.models import Event
from keurmerk.actions import improvements as actions
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.models import Application, PlanLeave
from keurmerk.queries.improvements import leave_of, plan_rows
from selfeval import actions as selfeval
from selfeval.models import Evaluation, ImprovementAction
from selfeval.states import Progress
from tests.keurmerk.cast import NOW, World, browser
from tests.selfeval import cast as story

VALUES: dict[str, Any] = {
    "what": "Een code afspreken",
    "why": "Dat geeft rust.",
    "due": None,
    "effort": "",
    "statement": "",
}


@pytest.fixture
def evaluation(world: World) -> Evaluation:
    made = story.completed(story.loaded(story.file()))
    Evaluation.objects.filter(pk=made.pk).update(organisation=world.bank)
    made.refresh_from_db()
    return made


@pytest.fixture
def application(world: World, evaluation: Evaluation) -> Application:
    return world.application("working", evaluation=evaluation)


def page(application: Application, name: str = "improvements") -> str:
    return reverse(f"keurmerk:{name}", args=[application.code])


def test_without_leave_the_adviser_sees_and_proposes_nothing(
    world: World, application: Application, evaluation: Evaluation
) -> None:
    selfeval.add_action(evaluation, {"what": "Van de club zelf"}, by=None, now=NOW)
    shown = browser(world.ad).get(page(application)).content.decode()
    assert "niet met je gedeeld" in shown
    assert "Van de club zelf" not in shown
    assert browser(world.ad).get(page(application, "propose_improvement")).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.propose_improvement(application, VALUES, by=world.ad, now=NOW)


def test_a_beheerder_gives_leave_and_the_adviser_reads_no_addresses(
    world: World, application: Application, evaluation: Evaluation
) -> None:
    fields = {"what": "Van de club zelf", "owner_name": "Els", "owner_email": "els@example.org"}
    selfeval.add_action(evaluation, fields, by=None, now=NOW)
    browser(world.fatima).post(page(application, "plan_leave"), {"inzage": "ja"})
    shown = browser(world.ad).get(page(application)).content.decode()
    assert "Van de club zelf" in shown
    assert "Els" in shown
    assert "els@example.org" not in shown
    assert "Ad kijkt mee" in browser(world.wim).get(page(application)).content.decode()


def test_only_a_beheerder_gives_and_takes_leave_and_twice_is_once(world: World, application: Application) -> None:
    for user in (world.iris, world.wim, world.ad, world.sanne, world.boris):
        with pytest.raises(PermissionDenied):
            actions.give_plan_leave(application, by=user, now=NOW)
    for _ in range(2):
        actions.give_plan_leave(application, by=world.fatima, now=NOW)
    for user in (world.iris, world.ad):
        with pytest.raises(PermissionDenied):
            actions.take_plan_leave(application, by=user, now=NOW)
    for _ in range(2):
        actions.take_plan_leave(application, by=world.fatima, now=NOW)
    verbs = Event.objects.filter(verb__contains="plan_leave").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["give_plan_leave", "take_plan_leave"]


def test_leave_is_for_this_adviser_and_while_it_runs(world: World, application: Application) -> None:
    actions.give_plan_leave(application, by=world.fatima, now=NOW)
    Application.objects.filter(pk=application.pk).update(adviser=world.anouk)
    application.refresh_from_db()
    assert leave_of(application) is None
    actions.give_plan_leave(application, by=world.fatima, now=NOW)
    assert leave_of(application).adviser == world.anouk
    assert PlanLeave.objects.count() == 1
    Application.objects.filter(pk=application.pk).update(state="withdrawn")
    application.refresh_from_db()
    assert leave_of(application) is None
    with pytest.raises(WrongState):
        actions.give_plan_leave(application, by=world.fatima, now=NOW)


def test_who_is_only_asked_to_advise_gets_no_leave(world: World, evaluation: Evaluation) -> None:
    asked = world.application("requested")
    with pytest.raises(WrongState):
        actions.give_plan_leave(asked, by=world.fatima, now=NOW)
    assert browser(world.ad).get(page(asked)).status_code == 403


def test_a_proposal_is_taken_over_or_declined_by_the_organisation(
    world: World, application: Application, evaluation: Evaluation
) -> None:
    actions.give_plan_leave(application, by=world.fatima, now=NOW)
    ad, fatima = browser(world.ad), browser(world.fatima)
    assert ad.post(page(application, "propose_improvement"), {"what": ""}).status_code == 422
    ad.post(page(application, "propose_improvement"), {"what": "Een code afspreken", "statement": "B1"})
    one = ImprovementAction.objects.get()
    assert (one.state, one.proposed_by, one.evaluation_id) == (Progress.PROPOSED, world.ad, evaluation.pk)
    plan = reverse("selfeval:plan", args=[evaluation.pk])
    shown = fatima.get(plan).content.decode()
    assert "Voorgesteld door" in shown
    assert "Neem over in het plan" in shown
    fatima.post(f"{plan}{one.pk}/vervalt/", {"reason": "Dat is er al."})
    assert "Dat is er al." in ad.get(page(application)).content.decode()
    fatima.post(f"{plan}{one.pk}/verder/", {"naar": "accept"})
    one.refresh_from_db()
    assert (one.state, one.reason) == (Progress.PLANNED, "")


def test_the_adviser_has_no_way_into_the_plan_itself(
    world: World, application: Application, evaluation: Evaluation
) -> None:
    actions.give_plan_leave(application, by=world.fatima, now=NOW)
    one = actions.propose_improvement(application, VALUES, by=world.ad, now=NOW)
    ad, plan = browser(world.ad), reverse("selfeval:plan", args=[evaluation.pk])
    assert ad.get(plan).status_code == 404
    assert ad.post(f"{plan}{one.pk}/verder/", {"naar": "accept"}).status_code == 404


def test_without_a_completed_evaluation_there_is_nothing_to_propose_at(world: World) -> None:
    application = world.application("working")
    actions.give_plan_leave(application, by=world.fatima, now=NOW)
    with pytest.raises(Blocked, match="nog geen zelfevaluatie"):
        actions.propose_improvement(application, VALUES, by=world.ad, now=NOW)
    assert browser(world.ad).get(page(application, "propose_improvement")).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_the_plan_costs_one_query(
    world: World,
    application: Application,
    evaluation: Evaluation,
    rows: int,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    for n in range(rows):
        selfeval.add_action(evaluation, {"what": f"{n}", "owner": world.iris}, by=None, now=NOW)
    with django_assert_num_queries(1):
        assert len([one.who for one in plan_rows(application, today=NOW.date())]) == rows
