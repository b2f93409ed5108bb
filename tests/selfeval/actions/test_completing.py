"""complete and copy_evaluation, and that nothing changes what is completed."""

import pytest

from selfeval import actions, queries, scoring
from selfeval.models import Evaluation
from selfeval.sheets.answers import FilledSheet
from tests.selfeval.actions.history import everything, happened, verbs
from tests.selfeval.cast import FATIMA, LARGE, SMALL, completed, entry, later, save, sent, started


def test_completing_stores_exactly_the_figures_of_the_answers(done):
    done.refresh_from_db()
    outcome = scoring.score(
        queries.instrument_of(done.instrument_version), LARGE, "full", {"A1": 3, "A2": "nvt", "A4": 2, "B1": 1}
    )

    assert done.result == scoring.as_json(queries.instrument_of(done.instrument_version), outcome)
    assert done.result["overall"] == {"score": "200/3", "shown": "66,7"}
    assert (done.state, done.completed_at, done.changed_at) == ("completed", later(2), later(2))


def test_completing_is_written_down_once(done):
    assert happened(done)[-1] == ("complete", {"route": "full", "overall": "200/3"})
    assert verbs(done).count("complete") == 1


def test_every_open_statement_is_named_and_nothing_is_written(evaluation):
    save(evaluation, A1=1, A2="?", A3=1, A4=entry("", "", "Later."))
    before = everything()
    with pytest.raises(actions.Blocked) as blocked:
        actions.complete(evaluation, now=later(3))

    assert blocked.value.reasons == (
        "A2 is nog niet beantwoord.",
        "A4 is nog niet beantwoord.",
        "B1 is nog niet beantwoord.",
    )
    assert everything() == before


def test_only_what_applies_has_to_be_answered(version):
    evaluation = started(version, SMALL)
    save(evaluation, A1=1, A4=1, B1=1)

    assert actions.complete(evaluation, now=later(2)).result["route"] == "star"


def test_an_answer_that_does_not_apply_does_not_count(version):
    evaluation = started(version)
    save(evaluation, A1=3, A2=3, A3=0, A4=3, B1=3, B2=0)

    assert actions.complete(evaluation, now=later(2)).result["overall"]["score"] == "100"


ACTS = {
    "save_answers": lambda one: actions.save_answers(one, sent(A1=0), device=FATIMA, now=later(9)),
    "save_answers, nothing new": lambda one: actions.save_answers(one, {}, device=FATIMA, now=later(9)),
    "change_profile": lambda one: actions.change_profile(one, profile=SMALL, organisation_name="X", now=later(9)),
    "choose_route": lambda one: actions.choose_route(one, route="full", now=later(9)),
    "complete": lambda one: actions.complete(one, now=later(9)),
    "take_in_sheet": lambda one: actions.take_in_sheet(
        one, FilledSheet(entries={"A1": entry(0)}), device=FATIMA, now=later(9)
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_changes_what_is_completed(done, act):
    before = everything()
    with pytest.raises(actions.WrongState, match="afgerond"):
        act(done)

    assert everything() == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_also_not_with_an_old_copy_in_hand_that_still_thinks_it_is_open(version, act):
    old = started(version)
    save(old, A1=3, A2=3, A4=2, B1=1)
    actions.complete(Evaluation.objects.get(), now=later(2))
    before = everything()
    with pytest.raises(actions.WrongState):
        act(old)

    assert everything() == before


# --- Copying ------------------------------------------------------------------------------------------------------------


def test_a_copy_is_open_and_holds_everything_but_the_result(done):
    copy, token = actions.copy_evaluation(done, now=later(10))

    assert queries.evaluation_behind(token) == copy
    assert queries.entries_of(copy) == queries.entries_of(done)
    assert (copy.state, copy.result, copy.completed_at) == ("in_progress", None, None)
    assert (copy.profile, copy.route, copy.organisation_name) == (done.profile, done.route, done.organisation_name)
    assert (copy.copied_from, copy.instrument_version) == (done, done.instrument_version)
    assert happened(copy) == [("copy", {"copied_from": str(done.pk)})]


def test_changing_the_copy_leaves_the_original_as_it_was(done):
    copy, _token = actions.copy_evaluation(done, now=later(10))
    before = queries.entries_of(done)
    actions.save_answers(copy, sent({"A1": entry(3)}, A1=0), device=FATIMA, now=later(10))
    actions.complete(copy, now=later(11))

    assert queries.entries_of(done) == before
    assert queries.entries_of(copy)["A1"] == entry(0)
    assert Evaluation.objects.get(pk=done.pk).result == done.result


def test_pressed_twice_there_is_one_copy(done):
    first, _one = actions.copy_evaluation(done, now=later(10))
    second, _other = actions.copy_evaluation(done, now=later(11))

    assert first == second
    assert verbs(first) == ["copy"]


def test_when_the_copy_is_completed_the_next_one_is_new(done):
    first, _token = actions.copy_evaluation(done, now=later(10))
    actions.complete(first, now=later(11))
    second, _token = actions.copy_evaluation(done, now=later(12))

    assert first != second


def test_a_copy_of_which_the_link_was_withdrawn_is_not_handed_out_through_the_original(done):
    copy, _token = actions.copy_evaluation(done, now=later(10))
    actions.withdraw_links(copy, now=later(11))
    other, _token = actions.copy_evaluation(done, now=later(12))

    assert other != copy


def test_what_is_still_open_cannot_be_copied(evaluation):
    before = everything()
    with pytest.raises(actions.WrongState):
        actions.copy_evaluation(evaluation, now=later(1))

    assert everything() == before


def test_the_demo_stays_a_demo(version):
    done = completed(version)
    Evaluation.objects.filter(pk=done.pk).update(demo=True)
    copy, _token = actions.copy_evaluation(done, now=later(10))

    assert copy.demo
