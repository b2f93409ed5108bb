"""Two threads at the same moment, on a database that several connections share. Run by `test_races`, once an engine."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from selfeval import actions, queries
from selfeval.models import Answer, Evaluation, Overwrite
from tests.selfeval.actions.history import verbs
from tests.selfeval.cast import FATIMA, LARGE, WIM, entry, file, later, loaded, save, sent, started

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8
WITH_MINORS = {**LARGE, "minors": True}


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment, each on a connection of its own; what each gave, or the exception it raised."""
    gate, results = Barrier(len(acts)), [None] * len(acts)

    def run(at: int, act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(timeout=20)
            results[at] = act()
        except Exception as raised:  # noqa: BLE001 - the test looks at what was raised
            results[at] = raised
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return results


def saving(evaluation: Evaluation, device: str, **choices: object) -> Callable[[], Any]:
    return lambda: actions.save_answers(evaluation, sent(**choices), device=device, now=later(5))


def completing(evaluation: Evaluation) -> Callable[[], Any]:
    return lambda: actions.complete(evaluation, now=later(6))


def kinds(results: list[Any]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


@pytest.fixture
def version():
    return loaded(file())


def ready(version) -> Evaluation:
    evaluation = started(version)
    save(evaluation, A1=1, A2=1, A4=1, B1=1)
    return evaluation


def test_the_database_is_shared_by_threads():
    assert connection.vendor == "postgresql" or connection.settings_dict["NAME"].endswith("races.sqlite3")


def test_different_statements_are_both_kept(version):
    for _ in range(ROUNDS):
        evaluation = started(version)
        results = at_once(saving(evaluation, FATIMA, A1=1, A2=2), saving(evaluation, WIM, A4=3, B1=0))

        assert kinds(results) == ["Saved", "Saved"]
        assert queries.entries_of(evaluation) == {"A1": entry(1), "A2": entry(2), "A4": entry(3), "B1": entry(0)}
        assert verbs(evaluation) == ["start", "answer", "answer"]


def test_the_same_statement_keeps_the_last_and_tells_the_first(version):
    for _ in range(ROUNDS):
        evaluation = started(version)
        results = at_once(saving(evaluation, FATIMA, A1=1), saving(evaluation, WIM, A1=2))

        assert kinds(results) == ["Saved", "Saved"]
        answer, overwrite = Answer.objects.get(evaluation=evaluation), evaluation.overwrites.get()
        assert {overwrite.device, answer.device} == {FATIMA, WIM}
        assert (overwrite.before["choice"], str(answer.level)) in {("1", "2"), ("2", "1")}
        assert verbs(evaluation) == ["start", "answer", "answer"]


def test_completing_and_saving_at_once_leave_one_truth(version):
    for _ in range(ROUNDS):
        evaluation = ready(version)
        complete, saved = at_once(completing(evaluation), saving(evaluation, WIM, A1=3))
        evaluation.refresh_from_db()

        assert isinstance(complete, Evaluation)
        assert isinstance(saved, actions.Saved | actions.WrongState)
        assert (
            evaluation.result["overall"]
            == queries.scoring.as_json(queries.instrument_of(version), queries.Stand(evaluation).outcome())["overall"]
        )
        assert (queries.entries_of(evaluation)["A1"] == entry(3)) == isinstance(saved, actions.Saved)
        assert verbs(evaluation)[-1] == "complete"


def test_completing_and_changing_the_profile_at_once_leave_one_truth(version):
    for _ in range(ROUNDS):
        evaluation = ready(version)
        complete, changed = at_once(
            completing(evaluation),
            lambda one=evaluation: actions.change_profile(
                one, profile=WITH_MINORS, organisation_name="X", now=later(5)
            ),
        )
        evaluation.refresh_from_db()

        assert (type(complete), type(changed)) in {
            (Evaluation, actions.WrongState),
            (actions.Blocked, Evaluation),
        }
        assert (evaluation.state == "completed") == isinstance(complete, Evaluation)


def test_completing_twice_at_once_completes_once(version):
    for _ in range(ROUNDS):
        evaluation = ready(version)

        assert kinds(at_once(completing(evaluation), completing(evaluation))) == ["Evaluation", "WrongState"]
        assert verbs(evaluation).count("complete") == 1


def test_starting_twice_at_once_starts_one(version):
    for _ in range(ROUNDS):
        Evaluation.objects.all().delete()
        pk = Evaluation().pk
        results = at_once(
            *[
                lambda one=pk: actions.start_evaluation(
                    version, profile=LARGE, organisation_name="De Brug", now=later(0), pk=one
                )
                for _ in range(2)
            ]
        )

        assert kinds(results) == ["tuple", "tuple"]
        evaluation = Evaluation.objects.get()
        assert verbs(evaluation) == ["start"]
        assert all(queries.evaluation_behind(token) == evaluation for _one, token in results)


def test_copying_twice_at_once_makes_one_copy(version):
    for _ in range(ROUNDS):
        evaluation = actions.complete(ready(version), now=later(6))
        act = lambda one=evaluation: actions.copy_evaluation(one, now=later(7))  # noqa: E731
        (first, _one), (second, _other) = at_once(act, act)

        assert first == second == evaluation.copies.get()


def test_loading_an_instrument_twice_at_once_keeps_one():
    results = at_once(*[lambda: loaded(file(version="2027.1"))] * 2)

    assert kinds(results) == ["InstrumentVersion", "InstrumentVersion"]
    assert verbs(results[0]) == ["load", "publish"]


def test_five_mails_a_day_also_when_pressed_many_times_at_once(version):
    evaluation = started(version)
    results = at_once(*[lambda: actions.mail_link(evaluation, token="x", to="f@example.org", now=later(1))] * 8)

    assert kinds(results) == ["NoneType"] * 5 + ["TooMany"] * 3


def test_no_overwrite_is_told_where_nothing_was_lost(version):
    for _ in range(ROUNDS):
        evaluation = started(version)
        at_once(saving(evaluation, FATIMA, A1=1), saving(evaluation, WIM, A1=1))

        assert not Overwrite.objects.filter(evaluation=evaluation).exists()
        assert queries.entries_of(evaluation) == {"A1": entry(1)}
