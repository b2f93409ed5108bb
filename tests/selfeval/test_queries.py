"""What selfeval reads: versions, links, and how far an evaluation is."""

from decimal import Decimal
from uuid import uuid4

import pytest

from selfeval import actions, queries
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries import Stand
from selfeval.queries.answering import evaluation_to_answer
from tests.selfeval.cast import LARGE, NOW, SMALL, entry, file, later, loaded, save, started


def themes(evaluation):
    return {one.theme.code: (one.answered, one.total, one.unknown, one.state) for one in Stand(evaluation).themes}


def test_an_evaluation_begins_with_everything_open(version):
    assert themes(started(version)) == {"A-1": (0, 2, 0, "new"), "A-2": (0, 1, 0, "new"), "B-1": (0, 1, 0, "new")}


def test_progress_counts_answers_that_count(evaluation):
    save(evaluation, A1=0, A2="?", A3=3, A4=entry("", "", "Later"), B1=entry(3))
    stand = Stand(evaluation)

    assert themes(evaluation) == {"A-1": (1, 2, 1, "busy"), "A-2": (0, 1, 0, "new"), "B-1": (1, 1, 0, "done")}
    assert (stand.answered, stand.total, [s.code for s in stand.unanswered]) == (2, 4, ["A2", "A4"])


def test_a_theme_in_which_nothing_applies_is_there_but_empty(db):
    raw = file()
    raw["parts"][0]["themes"][1]["statements"][0] |= {"applies_if": "alcohol"}
    evaluation = started(loaded(raw))

    assert themes(evaluation)["A-2"] == (0, 0, 0, "none")
    assert Stand(evaluation).theme_stand("A-2").total == 0
    assert Stand(evaluation).theme_stand("Z-9") is None


@pytest.mark.parametrize(("statements", "minutes"), [(0, 0), (1, 1), (2, 2), (70, 41), (52, 31)])
def test_time_left_is_rounded_up(statements, minutes):
    assert queries.minutes_for(statements) == minutes


def test_decimals_come_back_exact(version):
    evaluation = started(version, {**LARGE, "paid_fte": Decimal("0.1")})
    evaluation.refresh_from_db()

    assert queries.profile_of(evaluation, queries.instrument_of(version))["paid_fte"] == Decimal("0.1")


def test_a_fact_the_instrument_does_not_know_is_passed_over(evaluation):
    evaluation.profile = {**evaluation.profile, "removed": 1}

    assert "removed" not in queries.profile_of(evaluation, queries.instrument_of(evaluation.instrument_version))


# --- Versions -----------------------------------------------------------------------------------------------------------


def test_a_version_is_found_by_name_or_else_the_newest_in_use(version):
    draft = loaded(file(version="2027.1"), publish=False, now=later(5))

    assert queries.find_version("proef") == version
    assert queries.find_version("proef", "2027.1") == draft
    assert queries.current_version() == version


@pytest.mark.parametrize("name", [("onbekend", None), ("proef", "1999")])
def test_a_version_that_is_not_there_is_not_found(version, name):
    with pytest.raises(InstrumentVersion.DoesNotExist):
        queries.find_version(*name)


def test_an_instrument_is_read_once_for_each_seal(version, django_assert_num_queries):
    queries.instrument_of(version)
    with django_assert_num_queries(0):
        assert queries.instrument_of(InstrumentVersion(sha256=version.sha256)) is queries.instrument_of(version)


# --- Links --------------------------------------------------------------------------------------------------------------


def test_only_a_living_link_opens(evaluation):
    token = actions.issue_link(evaluation, now=NOW)

    assert queries.evaluation_behind(token, evaluation.pk) == evaluation
    assert queries.evaluation_behind(token, uuid4()) is None
    assert queries.evaluation_behind("") is None
    assert queries.evaluation_behind(queries.token_seal(token)) is None  # what the database knows opens nothing
    actions.withdraw_links(evaluation, now=NOW)
    assert queries.evaluation_behind(token, evaluation.pk) is None


def test_several_links_to_one_evaluation_show_it_once_and_the_last_changed_first(version):
    old, new = started(version), started(version, SMALL)
    save(new, A1=1)
    tokens = [actions.issue_link(one, now=NOW) for one in (old, old, new)]

    assert queries.evaluations_behind(tokens) == [new, old]
    assert queries.evaluations_behind([]) == []


def test_pages_do_not_drag_the_whole_instrument_along(evaluation):
    token = actions.issue_link(evaluation, now=NOW)
    found = queries.evaluation_behind(token)

    assert found.instrument_version.get_deferred_fields() == {"definition"}


# --- For the report -----------------------------------------------------------------------------------------------------


def test_the_report_gets_the_figures_as_they_were_stored(done):
    Evaluation.objects.filter(pk=done.pk).update(result={**done.result, "overall": {"score": "12", "shown": "12,0"}})
    evaluated = queries.evaluated(Evaluation.objects.get())

    assert evaluated.outcome.overall == 12
    assert evaluated.answers["A2"].reason == "Past niet."
    assert (evaluated.organisation, evaluated.route, str(evaluated.completed_on)) == ("De Brug", "full", "2026-11-23")


def test_the_day_of_completion_is_the_day_in_amsterdam(evaluation):
    save(evaluation, A1=1, A2=1, A4=1, B1=1)
    done = actions.complete(evaluation, now=NOW.replace(hour=23, minute=30))

    assert str(queries.evaluated(done).completed_on) == "2026-11-24"


def test_there_is_no_report_of_what_is_open(evaluation):
    with pytest.raises(ValueError, match="niet is afgerond"):
        queries.evaluated(evaluation)


def test_what_answering_reads_is_the_same_evaluation(evaluation):
    token = actions.issue_link(evaluation, now=NOW)
    whole, narrow = queries.evaluation_behind(token), evaluation_to_answer(token, evaluation.pk)
    assert whole == narrow
    names = ("state", "organisation_id", "profile", "route", "replaced", "repeats", "copied_from_id", "changed_at")
    assert [getattr(whole, name) for name in names] == [
        getattr(narrow, name) for name in names
    ]  # the last is read afresh
    assert queries.instrument_of(narrow.instrument_version) == queries.instrument_of(whole.instrument_version)
    assert narrow.instrument_version.code == whole.instrument_version.code
    assert evaluation_to_answer(token, uuid4()) is None
    assert evaluation_to_answer("", evaluation.pk) is None
    actions.withdraw_links(evaluation, now=NOW)
    assert evaluation_to_answer(token, evaluation.pk) is None
