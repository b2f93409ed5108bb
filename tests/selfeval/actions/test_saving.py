"""save_answers and mark_overwrites_seen."""

import pytest

from selfeval import actions, queries
from selfeval.models import Answer, Evaluation, Overwrite
from selfeval.queries import unseen_overwrites
from tests.selfeval.actions.history import everything, happened
from tests.selfeval.cast import FATIMA, WIM, entry, later, save, sent, started


def wim_saves(evaluation, seen=None, /, **choices):
    return actions.save_answers(evaluation, sent(seen, **choices), device=WIM, now=later(2))


def test_what_was_given_is_kept_whole(evaluation):
    given = {
        "A1": entry(0, remark="Zo is het."),
        "A2": entry("nvt", "Geen pand."),
        "A4": entry("?"),
        "B1": entry("", "", "?"),
    }
    saved = save(evaluation, **given)

    assert queries.entries_of(evaluation) == given == saved.entries
    assert saved.changed == ("A1", "A2", "A4", "B1")
    assert saved.overwrote == {}


def test_saving_is_written_down_once_with_codes_and_never_with_contents(evaluation):
    save(evaluation, A1=entry(3, remark="Vertrouwelijk"), A2=entry("nvt", "Besloten"))

    assert happened(evaluation)[1:] == [("answer", {"statements": ["A1", "A2"]})]


def test_the_evaluation_is_under_way_and_knows_when_it_changed(evaluation):
    save(evaluation, A1=1)
    evaluation = Evaluation.objects.get()

    assert evaluation.state == "in_progress"
    assert evaluation.changed_at == later(1)


def test_saving_what_stands_there_already_writes_nothing(evaluation):
    save(evaluation, A1=1)
    before = everything()
    saved = save(evaluation, A1=1, A2="")

    assert everything() == before
    assert saved.changed == ()


def test_nothing_sent_writes_nothing(evaluation):
    before = everything()
    save(evaluation)

    assert everything() == before


def test_an_answer_to_what_does_not_apply_is_kept_but_does_not_count(evaluation):
    save(evaluation, A3=3)

    assert queries.entries_of(evaluation) == {"A3": entry(3)}
    assert queries.Stand(evaluation).answered == 0


def test_two_people_at_different_statements_both_keep_theirs(evaluation):
    save(evaluation, A1=1, B1="")
    wim_saves(evaluation, A1="", B1=2)

    assert queries.entries_of(evaluation) == {"A1": entry(1), "B1": entry(2)}
    assert not Overwrite.objects.exists()


def test_at_the_same_statement_the_last_one_wins_and_the_first_is_told(evaluation):
    save(evaluation, A1=entry(1, remark="Van Fatima"))
    saved = wim_saves(evaluation, A1=3)

    assert queries.entries_of(evaluation) == {"A1": entry(3, remark="Van Fatima")}
    assert saved.overwrote == {"A1": entry(1, remark="Van Fatima")}
    (told,) = unseen_overwrites(evaluation, FATIMA)
    assert told.before == {"choice": "1", "reason": "", "remark": "Van Fatima"}
    assert told.after == {"choice": "3", "reason": "", "remark": "Van Fatima"}
    assert unseen_overwrites(evaluation, WIM) == []
    assert told.statement == "A1"


def test_whoever_saw_the_other_answer_replaces_it_without_ado(evaluation):
    save(evaluation, A1=1)
    wim_saves(evaluation, {"A1": entry(1)}, A1=3)

    assert queries.entries_of(evaluation) == {"A1": entry(3)}
    assert not Overwrite.objects.exists()


def test_two_tabs_of_one_device_are_not_told_of_each_other(evaluation):
    save(evaluation, A1=1)
    save(evaluation, A1=2)

    assert queries.entries_of(evaluation) == {"A1": entry(2)}
    assert not Overwrite.objects.exists()


def test_who_was_told_is_not_told_again(evaluation):
    save(evaluation, A1=1)
    wim_saves(evaluation, A1=2)
    numbers = [one.pk for one in unseen_overwrites(evaluation, FATIMA)]
    actions.mark_overwrites_seen(evaluation, numbers, device=FATIMA, now=later(3))

    assert unseen_overwrites(evaluation, FATIMA) == []
    assert Overwrite.objects.get().seen_at == later(3)


def test_nobody_can_mark_what_another_was_not_told(version, evaluation):
    save(evaluation, A1=1)
    wim_saves(evaluation, A1=2)
    numbers = [one.pk for one in unseen_overwrites(evaluation, FATIMA)]
    actions.mark_overwrites_seen(evaluation, numbers, device=WIM, now=later(3))
    actions.mark_overwrites_seen(started(version), numbers, device=FATIMA, now=later(3))

    assert len(unseen_overwrites(evaluation, FATIMA)) == 1


def test_a_clock_that_was_set_back_loses_no_answer(evaluation):
    actions.save_answers(evaluation, sent(A1=1), device=FATIMA, now=later(-60))

    assert queries.entries_of(evaluation) == {"A1": entry(1)}


def test_nvt_of_one_and_a_reason_erased_by_the_other_stay_together(evaluation):
    shown = {"A2": entry(2, "Geen pand.")}
    save(evaluation, A2=shown["A2"])
    wim_saves(evaluation, shown, A2=entry(2))
    save(evaluation, shown, A2=entry("nvt", "Geen pand."))

    assert queries.entries_of(evaluation) == {"A2": entry("nvt", "Geen pand.")}


@pytest.mark.parametrize("wrong", [entry("nvt", "Een reden."), entry(4), entry("ja"), entry(1, remark="x" * 4001)])
def test_an_entry_that_does_not_fit_is_refused_and_nothing_at_all_is_saved(evaluation, wrong):
    before = everything()
    with pytest.raises(actions.Blocked, match="A1: "):
        save(evaluation, B1=1, A1=wrong)

    assert everything() == before


def test_a_save_with_an_old_copy_of_the_evaluation_in_hand_works_on_the_new_one(evaluation):
    old = Evaluation.objects.get()
    save(evaluation, A1=1)
    save(old, A2=2)

    assert Answer.objects.count() == 2
    assert Evaluation.objects.get().state == "in_progress"
