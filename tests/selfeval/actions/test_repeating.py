"""Beginning again: every old answer is asked after, none counts unseen, none is lost; and what a newer instrument changes."""

from typing import Any

import pytest

from selfeval import actions, queries
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries.earlier import CHANGED, CONFIRMED, OPEN, earlier_of, tally
from tests.raw_instrument import part, raw, statement
from tests.selfeval.actions.history import happened
from tests.selfeval.cast import FATIMA, completed, entry, file, later, loaded, sent


@pytest.fixture
def done(db: Any) -> Evaluation:
    """A1 3, A2 n.v.t., A4 2, B1 1."""
    return completed(loaded(file()))


def again(done: Evaluation, minutes: float = 10) -> Evaluation:
    return actions.repeat(done, by=None, now=later(minutes))[0]


def newer(**fields: Any) -> InstrumentVersion:
    """The instrument a year later: A1 says something else, A5 is new, and the rest is the same."""
    first = [
        statement("A1", starred=True, text="Heel anders."),
        statement("A2", allow_na=True),
        statement("A3", applies_if="minors", allow_na=True),
        statement("A5"),
    ]
    third = [statement("B1", starred=True), statement("B2", applies_if="alcohol")]
    parts = part("A", first, [statement("A4", starred=True, essential=True)]), part("B", third)
    return loaded(raw(*parts, **{"version": "2027.1"} | fields), now=later(5))


def test_nothing_is_answered_yet_and_everything_is_asked(done: Evaluation) -> None:
    made = again(done)
    stand = queries.Stand(made)
    found = earlier_of(made)
    assert stand.answered == 0
    assert made.state == "started"
    assert (made.profile, made.route, made.copied_from) == (done.profile, done.route, done)
    assert found is not None
    assert found.entries == queries.entries_of(done)
    assert not found.anew
    assert [found.stand(s.code, stand.entry(s.code)) for s in stand.statements] == [OPEN] * 4


def test_an_answer_is_confirmed_or_changed_and_the_old_one_stays_in_sight(done: Evaluation) -> None:
    made = again(done)
    actions.save_answers(made, sent(A1=3, A4=3, B1="?"), device=FATIMA, now=later(11))
    stand, found = queries.Stand(made), earlier_of(made)
    assert found is not None
    stands = {s.code: found.stand(s.code, stand.entry(s.code)) for s in stand.statements}
    assert stands == {"A1": CONFIRMED, "A2": OPEN, "A4": CHANGED, "B1": OPEN}
    counted = tally(stand)
    assert counted is not None
    assert (counted.confirmed, counted.changed, counted.open, counted.anew) == (1, 1, 2, 0)


def test_another_remark_is_a_change(done: Evaluation) -> None:
    made = again(done)
    found = earlier_of(made)
    assert found is not None
    assert found.stand("A1", entry(3, remark="Nu ook op papier.")) == CHANGED


def test_it_is_not_completed_while_one_answer_was_not_confirmed(done: Evaluation) -> None:
    made = again(done)
    actions.save_answers(made, sent(A1=3, A2=entry("nvt", "Past niet."), A4=2), device=FATIMA, now=later(11))
    with pytest.raises(actions.Blocked, match="B1"):
        actions.complete(made, now=later(12))
    actions.save_answers(made, sent(B1=1), device=FATIMA, now=later(13))
    assert actions.complete(made, now=later(14)).result == done.result


def test_pressed_twice_there_is_one_and_a_copy_is_another(done: Evaluation) -> None:
    copy, _token = actions.copy_evaluation(done, now=later(9))
    first, second = again(done), again(done, 11)
    assert first == second
    assert first != copy
    assert actions.copy_evaluation(done, now=later(12))[0] == copy
    told = {"copied_from": str(done.pk), "instrument": str(done.instrument_version_id), "route": "full"}
    assert happened(first) == [("repeat", told)]


def test_after_completion_the_next_one_is_new(done: Evaluation) -> None:
    first = again(done)
    whole = sent(A1=3, A2=entry("nvt", "Past niet."), A4=2, B1=1)
    actions.save_answers(first, whole, device=FATIMA, now=later(11))
    actions.complete(first, now=later(12))
    assert again(done, 13) != first


def test_of_an_open_one_there_is_nothing_to_repeat(done: Evaluation) -> None:
    with pytest.raises(actions.WrongState):
        actions.repeat(again(done), by=None, now=later(11))


def test_a_newer_instrument_asks_what_is_new_or_changed_anew(done: Evaluation) -> None:
    version = newer()
    made = again(done)
    found, counted = earlier_of(made), tally(queries.Stand(made))
    assert found is not None
    assert counted is not None
    assert made.instrument_version == version
    assert set(found.entries) == {"A2", "A4", "B1"}
    assert found.anew == {"A1", "A5"}
    assert (counted.open, counted.anew, counted.other_version) == (3, 2, True)


def test_on_another_scale_no_answer_still_says_the_same(done: Evaluation) -> None:
    newer(scale=[{"label": f"Stand {level}"} for level in range(4)])
    found = earlier_of(again(done))
    assert found is not None
    assert not found.entries


def test_a_newer_instrument_that_asks_a_deciding_fact_nobody_gave_waits(done: Evaluation) -> None:
    facts = [*file()["profile"], {"key": "abroad", "type": "bool", "question": "Ook buiten Nederland?", "why": "."}]
    loaded(raw(part("A", [statement("A1", starred=True, applies_if="abroad")]), version="2027.1", profile=facts))
    made = again(done)
    assert made.instrument_version == done.instrument_version
    assert queries.Stand(made).total == 4


def test_when_the_old_one_is_erased_nothing_of_it_is_asked_any_more(done: Evaluation) -> None:
    made = again(done)
    Evaluation.objects.filter(pk=done.pk).delete()
    made.refresh_from_db()
    assert earlier_of(made) is None
    assert queries.Stand(made).answered == 0
