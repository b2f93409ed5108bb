"""change_profile and choose_route."""

import pytest

from selfeval import actions, queries
from selfeval.models import Evaluation
from tests.selfeval.actions.history import everything, happened
from tests.selfeval.cast import LARGE, SMALL, entry, later, save, started


def change(evaluation, profile, name="De Brug"):
    return actions.change_profile(evaluation, profile=profile, organisation_name=name, now=later(5))


def applying(evaluation):
    return [s.code for s in queries.Stand(evaluation).statements]


def test_another_profile_makes_other_statements_apply_and_keeps_all_answers(version):
    evaluation = started(version, {**LARGE, "minors": True})
    save(evaluation, A3=1, B1=2)
    changed = change(evaluation, LARGE)

    assert applying(changed) == ["A1", "A2", "A4", "B1"]
    assert queries.entries_of(changed) == {"A3": entry(1), "B1": entry(2)}
    assert applying(change(changed, {**LARGE, "minors": True, "alcohol": True})) == ["A1", "A2", "A3", "A4", "B1", "B2"]


def test_a_star_route_that_is_no_longer_open_becomes_the_full_one(version):
    changed = change(started(version, SMALL), LARGE)

    assert changed.route == "full"
    assert happened(changed)[-1] == ("change_profile", {"route": "full"})


def test_a_route_that_was_chosen_stays_chosen(version):
    assert change(started(version, LARGE), SMALL).route == "full"
    assert change(started(version, SMALL), {**SMALL, "minors": True}).route == "star"


def test_the_event_does_not_tell_the_profile(evaluation):
    change(evaluation, {**LARGE, "volunteers": 777}, "Geheime club")

    assert "777" not in str(happened(evaluation))
    assert "Geheime" not in str(happened(evaluation))


def test_decimals_stay_exact(evaluation):
    changed = change(evaluation, {**LARGE, "paid_fte": queries.Decimal("1.999")})

    assert queries.profile_of(Evaluation.objects.get(), queries.instrument_of(changed.instrument_version))[
        "paid_fte"
    ] == queries.Decimal("1.999")


def test_whoever_may_take_the_star_route_may_choose_the_full_one_and_back(version):
    evaluation = started(version, SMALL)
    evaluation = actions.choose_route(evaluation, route="full", now=later(1))
    evaluation = actions.choose_route(evaluation, route="star", now=later(2))

    assert happened(evaluation)[1:] == [("choose_route", {"route": "full"}), ("choose_route", {"route": "star"})]
    assert Evaluation.objects.get().route == "star"
    assert applying(evaluation) == ["A1", "A4", "B1"]


def test_choosing_the_route_that_was_taken_writes_nothing(evaluation):
    before = everything()
    actions.choose_route(evaluation, route="full", now=later(1))

    assert everything() == before


@pytest.mark.parametrize("route", ["star", "", "geheim"])
def test_a_route_that_is_not_open_is_refused_and_nothing_is_written(evaluation, route):
    before = everything()
    with pytest.raises(actions.Blocked, match="niet open"):
        actions.choose_route(evaluation, route=route, now=later(1))

    assert everything() == before
