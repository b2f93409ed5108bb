"""The plan of approach: written together, agreed, handed in, approved or sent back; and what is due then."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from auditors import actions as network
from goedgeregeld.accounts.models import Membership
from goedgeregeld.events.models import Event
from keurmerk.actions import plan as acts
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Application, Due, Fees
from keurmerk.planning import Deduction, compare
from keurmerk.queries.fees import fees_of
from keurmerk.queries.plan import draft_of, star_is_open
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.plans import WHOLE, in_intake, saved, with_office

# --- Writing it ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ad", "fatima", "iris"])
def test_adviser_and_organisation_write_it(world: World, name: str) -> None:
    application = in_intake(world)
    plan = saved(application, getattr(world, name))
    assert (plan.contents, plan.changes, plan.changed_by) == (WHOLE, 1, getattr(world, name))
    assert Event.objects.get(verb="save_plan").data == {"version": 1}
    assert Application.objects.get().waits_for == "organisation"  # it is whole: now they say yes


@pytest.mark.parametrize("name", ["wim", "sanne", "boris", "anouk", "aud"])
def test_nobody_else_does(world: World, name: str) -> None:
    application = in_intake(world)
    with pytest.raises(NotPermitted):
        saved(application, getattr(world, name))


def test_a_plan_with_holes_waits_for_the_adviser(world: World) -> None:
    application = in_intake(world)
    saved(application, world.fatima, hours=Decimal(0))
    assert Application.objects.get().waits_for == "adviser"


def test_who_did_not_see_the_last_change_is_told(world: World) -> None:
    application = in_intake(world)
    saved(application, world.ad)
    with pytest.raises(acts.ChangedMeanwhile) as refused:
        acts.save_plan(application, WHOLE, seen=0, by=world.fatima, now=NOW)
    assert refused.value.plan.changed_by == world.ad
    assert draft_of(application).changes == 1


def test_the_same_again_changes_nothing(world: World) -> None:
    application = in_intake(world)
    plan = saved(application, world.ad)
    acts.agree_plan(application, seen=plan.changes, by=world.fatima, now=NOW)
    with pytest.raises(acts.NothingChanged):
        saved(application, world.ad)
    assert draft_of(application).agreed_by == world.fatima


# --- Agreeing -----------------------------------------------------------------------------------------------------------


def test_a_beheerder_agrees_and_a_change_takes_it_back(world: World) -> None:
    application = in_intake(world)
    plan = saved(application, world.ad)
    acts.agree_plan(application, seen=plan.changes, by=world.fatima, now=NOW)
    assert (draft_of(application).agreed_by, Application.objects.get().waits_for) == (world.fatima, "adviser")
    saved(application, world.ad, remarks="Toch nog iets.")
    assert draft_of(application).agreed_at is None
    assert Application.objects.get().waits_for == "organisation"


@pytest.mark.parametrize("name", ["ad", "iris", "wim", "sanne", "boris"])
def test_nobody_else_agrees(world: World, name: str) -> None:
    application = in_intake(world)
    plan = saved(application, world.ad)
    with pytest.raises(NotPermitted):
        acts.agree_plan(application, seen=plan.changes, by=getattr(world, name), now=NOW)


def test_not_with_what_one_did_not_see(world: World) -> None:
    application = in_intake(world)
    saved(application, world.ad)
    saved(application, world.ad, rate=Decimal(750))
    with pytest.raises(WrongState, match="intussen gewijzigd"):
        acts.agree_plan(application, seen=1, by=world.fatima, now=NOW)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"intake_on": None}, "wanneer het intakegesprek was"),
        ({"steps": ()}, "welke stappen"),
        ({"audit_fee": None, "locations": 5, "scope": "Alle vijf"}, "meer dan vier locaties"),
        ({"route": "star"}, "sterroute"),
        ({"deductions": (Deduction("Gemeente", Decimal(5000)),)}, "meer subsidie"),
    ],
)
def test_not_with_a_plan_that_is_not_whole(world: World, changes: dict[str, Any], why: str) -> None:
    application = in_intake(world)
    plan = saved(application, world.ad, **changes)
    with pytest.raises(Blocked, match=why):
        acts.agree_plan(application, seen=plan.changes, by=world.fatima, now=NOW)


# --- Handing in ---------------------------------------------------------------------------------------------------------


def test_the_adviser_hands_it_in(world: World) -> None:
    application = with_office(world)
    plan = application.plans.get()
    assert (application.state, application.waits_for) == ("plan_review", "office")
    assert (plan.state, plan.submitted_by, plan.agreed_by) == ("submitted", world.ad, world.fatima)


def test_not_before_the_organisation_agreed(world: World) -> None:
    application = in_intake(world)
    saved(application, world.ad)
    with pytest.raises(Blocked, match="nog niet akkoord"):
        acts.submit_plan(application, by=world.ad, now=NOW)


def test_not_by_an_adviser_whose_authorisation_ended(world: World) -> None:
    application = in_intake(world)
    plan = saved(application, world.ad)
    acts.agree_plan(application, seen=plan.changes, by=world.fatima, now=NOW)
    network.end(world.ad.profile, "adviser", reason="Andere baan.", by=None, now=NOW)
    with pytest.raises(Blocked, match="autorisatie"):
        acts.submit_plan(application, by=world.ad, now=NOW)


def test_what_was_handed_in_is_not_changed(world: World) -> None:
    application = with_office(world)
    with pytest.raises(WrongState):
        acts.save_plan(application, WHOLE, seen=1, by=world.ad, now=NOW)


# --- Judging ------------------------------------------------------------------------------------------------------------


def test_approving_makes_what_is_due(world: World) -> None:
    application = with_office(world, deductions=(Deduction("Gemeente", Decimal(452)),))
    plan = acts.approve_plan(application, remarks="Mooi plan.", by=world.sanne, now=NOW, moves=application.moves)
    assert (plan.state, plan.judged_by, plan.judged_remarks) == ("approved", world.sanne, "Mooi plan.")
    assert Application.objects.get().state == "working"
    assert list(Due.objects.order_by("kind").values_list("kind", "payee", "amount", "vat", "due_since", "state")) == [
        ("advice", "Ad", Decimal("1000.00"), Decimal("173.55"), date(2026, 11, 23), "due"),
        ("audit", "Vereniging NOV", Decimal("450.00"), Decimal("78.10"), date(2026, 11, 23), "due"),
    ]


def test_an_employer_sends_the_bill_and_what_is_free_is_not_due(world: World) -> None:
    values = {"employer_name": "Vrijwilligerscentrale Utrecht", "volunteer_centre": True}
    network.keep_profile(world.ad, values, by=None, now=NOW)
    acts.approve_plan(with_office(world), remarks="", by=world.sanne, now=NOW)
    assert Due.objects.get(kind="advice").payee == "Vrijwilligerscentrale Utrecht"


def test_free_advice_is_not_due(world: World) -> None:
    acts.approve_plan(with_office(world, rate=Decimal(0)), remarks="", by=world.sanne, now=NOW)
    assert list(Due.objects.values_list("kind", flat=True)) == ["audit"]


def test_sending_back_begins_a_new_version_as_a_copy(world: World) -> None:
    application = with_office(world)
    copy = acts.return_plan(application, remarks="De data zijn te krap.", by=world.sanne, now=NOW)
    assert (copy.version, copy.state, copy.contents, copy.changes, copy.agreed_at) == (2, "draft", WHOLE, 0, None)
    first = application.plans.get(version=1)
    assert (first.state, first.judged_remarks) == ("returned", "De data zijn te krap.")
    assert (Application.objects.get().state, Due.objects.count()) == ("intake", 0)
    again = saved(application, world.ad, hours=Decimal(20))
    found = compare(application.plans.get(version=1).contents, again.contents)
    assert [one.name for one in found.fields] == ["hours"]
    assert found.words == "Anders: uren van de adviseur."


@pytest.mark.parametrize("name", ["ad", "fatima", "aud", "boris"])
def test_only_the_office_judges(world: World, name: str) -> None:
    application = with_office(world)
    with pytest.raises(NotPermitted):
        acts.approve_plan(application, remarks="", by=getattr(world, name), now=NOW)


def test_four_eyes(world: World) -> None:
    application = with_office(world)
    Membership.objects.create(organisation=world.bank, user=world.sanne, right="reader", since=NOW)
    with pytest.raises(Blocked, match="hoort zelf bij deze organisatie"):
        acts.approve_plan(application, remarks="", by=world.sanne, now=NOW)
    acts.approve_plan(application, remarks="", by=world.stef, now=NOW)


# --- What it is made with -----------------------------------------------------------------------------------------------


def test_fees_are_those_of_the_year_or_the_last_before_it(world: World) -> None:
    assert fees_of(2026).audit == 450
    Fees.objects.create(year=2025, audit="418.66", hourly_rate=70, vat_percentage=21)
    assert [fees_of(year).audit for year in (2024, 2025, 2027)] == [450, Decimal("418.66"), Decimal("418.66")]


@pytest.mark.parametrize(
    ("volunteers", "fte", "is_open"), [(99, "1.999", True), (100, "0", False), (5, "2", False), (None, None, False)]
)
def test_the_star_route_follows_what_is_known(
    world: World, published: Any, volunteers: int | None, fte: str | None, is_open: bool
) -> None:
    world.bank.volunteers, world.bank.paid_fte = volunteers, fte and Decimal(fte)
    world.bank.save()
    assert star_is_open(world.application()) is is_open


def test_a_talk_still_to_come_holds_it_back(world: World) -> None:
    application = in_intake(world)
    plan = saved(application, world.ad, intake_on=NOW.date() + timedelta(days=1))
    with pytest.raises(Blocked, match="moet nog komen"):
        acts.agree_plan(application, seen=plan.changes, by=world.fatima, now=NOW)
