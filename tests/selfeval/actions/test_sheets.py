"""take_in_sheet and start_from_sheet: all of it, or nothing."""

from uuid import uuid4

import pytest

from selfeval import actions, queries
from selfeval.models import Evaluation, Overwrite
from selfeval.sheets.answers import FilledSheet, InvalidSheet
from tests.selfeval.actions.history import everything, verbs
from tests.selfeval.cast import LARGE, NOW, SMALL, WIM, entry, later, save, started


def take_in(evaluation, device=WIM, **filled):
    return actions.take_in_sheet(evaluation, FilledSheet(**filled), device=device, now=later(5))


def start(version, pk=None, **filled):
    return actions.start_from_sheet(version, FilledSheet(**filled), device=WIM, now=NOW, pk=pk)


def test_profile_route_and_answers_come_in(version):
    evaluation = started(version, LARGE)
    saved = take_in(
        evaluation, profile=SMALL, organisation="Nieuwe naam", route="star", entries={"A1": entry(2), "B1": entry("?")}
    )

    evaluation = Evaluation.objects.get()
    assert (evaluation.organisation_name, evaluation.route, evaluation.profile["volunteers"]) == (
        "Nieuwe naam",
        "star",
        80,
    )
    assert queries.entries_of(evaluation) == {"A1": entry(2), "B1": entry("?")} == saved.entries
    assert verbs(evaluation) == ["start", "change_profile", "choose_route", "answer"]


def test_what_the_sheet_leaves_empty_stays_as_it_was(evaluation):
    save(evaluation, A1=entry(1, remark="Blijft."))
    take_in(evaluation, entries={"A1": entry(), "A2": entry(2)})

    evaluation.refresh_from_db()
    assert queries.entries_of(evaluation) == {"A1": entry(1, remark="Blijft."), "A2": entry(2)}
    assert evaluation.organisation_name == "De Brug"
    assert verbs(evaluation) == ["start", "answer", "answer"]


def test_what_changed_since_the_sheet_was_handed_out_is_kept_and_told(evaluation):
    save(evaluation, A1=1, A2=1)
    handed_out = {"A1": entry(1).mark, "A2": entry(1).mark}
    save(evaluation, {"A1": entry(1), "A2": entry(1)}, A1=2, A2=2)
    take_in(evaluation, entries={"A1": entry(1), "A2": entry(3)}, seen=handed_out)

    assert queries.entries_of(evaluation) == {"A1": entry(2), "A2": entry(3)}
    assert Overwrite.objects.get().before["choice"] == "2"


@pytest.mark.parametrize(
    ("filled", "refusal"),
    [
        ({"profile": SMALL, "entries": {"B1": entry(1), "A1": entry(9)}}, actions.Blocked),
        ({"profile": LARGE, "route": "star", "entries": {"A1": entry(1)}}, InvalidSheet),
        ({"organisation": "Andere naam", "entries": {"A1": entry("nvt", "Mag niet.")}}, actions.Blocked),
    ],
)
def test_one_thing_wrong_and_nothing_at_all_comes_in(evaluation, filled, refusal):
    before = everything()
    with pytest.raises(refusal):
        take_in(evaluation, **filled)

    assert everything() == before


def test_an_evaluation_starts_from_a_sheet(version):
    evaluation, token = start(version, profile=SMALL, organisation="De Brug", route="full", entries={"A1": entry(3)})

    assert queries.evaluation_behind(token) == evaluation
    evaluation.refresh_from_db()
    assert (evaluation.route, evaluation.state, evaluation.organisation_name) == ("full", "in_progress", "De Brug")
    assert queries.entries_of(evaluation) == {"A1": entry(3)}
    assert verbs(evaluation) == ["start", "choose_route", "answer"]


def test_pressed_twice_a_sheet_starts_one_evaluation(version):
    pk = uuid4()
    for _ in range(2):
        start(version, pk, profile=SMALL, route="full", entries={"A1": entry(3)})

    assert Evaluation.objects.count() == 1
    assert verbs(Evaluation.objects.get()) == ["start", "choose_route", "answer"]


@pytest.mark.parametrize(
    ("filled", "refusal"),
    [
        ({"profile": {"volunteers": 80}, "entries": {}}, InvalidSheet),
        ({"profile": LARGE, "route": "star", "entries": {}}, InvalidSheet),
        ({"profile": SMALL, "entries": {"A1": entry(7)}}, actions.Blocked),
    ],
)
def test_a_sheet_that_cannot_be_taken_in_starts_nothing(version, filled, refusal):
    before = everything()
    with pytest.raises(refusal):
        start(version, **filled)

    assert everything() == before


def test_missing_facts_are_all_named(version):
    with pytest.raises(InvalidSheet) as invalid:
        start(version, profile={"volunteers": 80})

    facts = queries.instrument_of(version).facts
    asked = [f"blad Profiel: Vul dit nog in: {facts[key].question}" for key in ("paid_fte", "minors", "alcohol")]
    assert [str(problem) for problem in invalid.value.problems] == asked


def test_a_workbook_handed_out_by_another_evaluation_starts_one_with_all_its_answers(version):
    """Were lost: answers that stood in the workbook when it was handed out counted as seen, not as given."""
    entries = {"A1": entry(3), "A2": entry("nvt", "Geen pand.")}
    evaluation, _token = start(
        version, profile=LARGE, entries=entries, seen={code: one.mark for code, one in entries.items()}
    )

    assert queries.entries_of(evaluation) == entries
