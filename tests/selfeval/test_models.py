"""What the database itself guards, and what rows say of themselves."""

import pytest
from django.db import IntegrityError, transaction
from django_fsm import ConcurrentTransition, TransitionNotAllowed
from hypothesis import given

from selfeval.models import Answer, Evaluation, InstrumentVersion, ResumeLink, StatementFeedback
from tests.selfeval.cast import NOW, entry, save
from tests.selfeval.test_entries import VALID


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@given(one=VALID)
def test_a_row_holds_an_entry_and_gives_it_back(one):
    assert Answer(**Answer.fields_of(one)).entry == one


def answer(evaluation, **fields):
    base = {"statement": "A1", "kind": "open", "saved_at": NOW}
    return lambda: Answer.objects.create(evaluation=evaluation, **{**base, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "level"},
        {"kind": "open", "level": 1},
        {"kind": "unknown", "level": 1},
        {"kind": "not_applicable", "level": 1, "reason": "x"},
        {"kind": "not_applicable"},
        {"kind": "level", "level": -1},
    ],
)
def test_half_an_answer_is_refused(evaluation, fields):
    refused(answer(evaluation, **fields))


def test_a_statement_is_answered_once(evaluation):
    answer(evaluation)()
    refused(answer(evaluation))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "completed"},
        {"state": "completed", "completed_at": NOW},
        {"state": "completed", "result": {}},
        {"completed_at": NOW},
        {"result": {}},
    ],
)
def test_half_a_completion_is_refused(evaluation, fields):
    refused(lambda: Evaluation.objects.filter(pk=evaluation.pk).update(**fields))


def test_versions_seals_and_opinions_are_there_once(version, evaluation):
    row = InstrumentVersion.objects.get()
    row.pk = None
    refused(row.save)
    ResumeLink.objects.create(evaluation=evaluation, token_sha256="x" * 64, created_at=NOW)
    refused(lambda: ResumeLink.objects.create(evaluation=evaluation, token_sha256="x" * 64, created_at=NOW))
    opinion = {"evaluation": evaluation, "statement": "A1", "opinion": "unclear", "at": NOW}
    StatementFeedback.objects.create(**opinion)
    refused(lambda: StatementFeedback.objects.create(**opinion))


def test_a_version_that_is_used_cannot_be_erased(evaluation):
    with pytest.raises(Exception, match="protected"):
        evaluation.instrument_version.delete()


def test_the_state_moves_only_by_its_machine(evaluation):
    with pytest.raises(AttributeError):
        evaluation.state = "completed"
    with pytest.raises(TransitionNotAllowed):
        evaluation.complete()  # nothing was answered


def test_a_stale_copy_cannot_save_over_a_newer_state(evaluation):
    stale = Evaluation.objects.get()
    save(evaluation, A1=1)
    stale.answer()

    with pytest.raises(ConcurrentTransition), transaction.atomic():
        stale.save()


def test_an_evaluation_does_not_tell_its_name(evaluation, done):
    """Its name shows where an organisation chose to show it; not in the admin, not in a log."""
    assert "De Brug" not in str(evaluation)
    assert str(evaluation.pk) in str(evaluation)


def test_rows_have_words_for_themselves(version, evaluation):
    save(evaluation, A1=2, A2=entry("nvt", "x"), A4=entry("", "", "Later"))

    assert [str(one) for one in Answer.objects.order_by("statement")] == ["A1: 2", "A2: nvt", "A4: –"]
    assert str(version) == "Proef 2026.1"
