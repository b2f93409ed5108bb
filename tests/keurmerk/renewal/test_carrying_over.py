"""What a renewal begins with: answers, explanations and evidence of the time before; nothing counts unseen or is copied."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from goedgeregeld.events.models import Event
from keurmerk.actions import dossier as dossiers
from keurmerk.actions import evidence as evidence_acts
from keurmerk.actions import files
from keurmerk.actions.carrying_over import confirm_carried
from keurmerk.actions.erasing import erase_of
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.dossiers import Explained
from keurmerk.models import Application, Carried, Evidence, Explanation, Mark, Submission
from keurmerk.queries import Reading
from keurmerk.queries.dossier import working
from keurmerk.states import ScanState
from selfeval.models import Evaluation
from selfeval.queries import Stand
from selfeval.queries.earlier import earlier_of
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.judged import sent
from tests.keurmerk.renewal.stage import SAID, THEN, again, confirm_answers, held, renewing
from tests.raw_instrument import part, raw, statement
from tests.selfeval.cast import loaded

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def reading(application: Application, world: World) -> Reading:
    return Reading(again(application), me=world.fatima.pk, today=TODAY)


def test_the_answers_are_asked_after_and_none_counts(world: World) -> None:
    made = renewing(world)
    found = earlier_of(made.evaluation)
    assert found is not None
    assert {code: entry.choice for code, entry in found.entries.items()} == {"A1": "3", "A2": "2", "A4": "3", "B1": "3"}
    assert Stand(made.evaluation).answered == 0
    assert made.evaluation.organisation == world.bank


def test_explanations_and_evidence_stand_at_their_statements(world: World) -> None:
    made = renewing(world)
    book = working(made)
    assert book is not None
    assert {line.code: line.item.explanation for line in book.lines if line.item.explanation} == SAID
    assert {line.code: [one.title for one in line.pieces] for line in book.lines if line.pieces} == {
        "A1": ["Plan", "Regels"],
        "A4": ["Plan"],
    }
    assert set(Carried.objects.values_list("statement", "confirmed_at")) == {("A1", None), ("A4", None)}


def test_a_file_stands_on_disk_once_and_goes_with_the_last_piece(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    renewing(world, "working")
    old, new = Evidence.objects.filter(title="Plan").order_by("pk")
    assert (old.file.name, new.carried_from) == (new.file.name, old)
    with django_capture_on_commit_callbacks(execute=True):
        evidence_acts.remove_evidence(new, by=world.fatima, now=NOW)
    assert default_storage.exists(old.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        files.erase_after_commit(old)
        old.delete()
    assert not default_storage.exists(old.file.name)


def test_erasing_the_organisation_erases_the_file(world: World, django_capture_on_commit_callbacks: Any) -> None:
    renewing(world)
    name = Evidence.objects.filter(title="Plan")[0].file.name
    with django_capture_on_commit_callbacks(execute=True):
        erase_of(world.bank, by=world.fatima, now=NOW)
    assert not Evidence.objects.exists()
    assert not default_storage.exists(name)


def test_a_harmful_file_stays_behind(world: World) -> None:
    held(world)
    Evidence.objects.filter(title="Plan").update(scan=ScanState.INFECTED)
    made = renewing(world)
    assert list(Evidence.objects.filter(application=made).values_list("title", flat=True)) == ["Regels"]


def test_what_was_taken_over_holds_the_dossier_back_until_somebody_looked(world: World) -> None:
    made = renewing(world, "working")
    confirm_answers(made)
    with pytest.raises(Blocked, match="Bij 2 stellingen staat toelichting of bewijs van de vorige keer"):
        dossiers.submit_dossier(made, by=world.fatima, now=NOW)
    confirm_carried(made, "A1", by=world.iris, now=NOW)
    assert reading(made, world).carried_open == ["A4"]
    dossiers.save_explanations(
        made, sent({"A4": Explained(SAID["A4"])}, A4=Explained("Anders.")), by=world.iris, now=NOW
    )
    assert reading(made, world).carried_open == []
    assert dossiers.submit_dossier(made, by=world.fatima, now=NOW).number == 1


def test_said_twice_it_is_told_once(world: World) -> None:
    made = renewing(world, "working")
    confirm_carried(made, "A1", by=world.iris, now=NOW)
    confirm_carried(made, "A1", by=world.fatima, now=NOW)
    assert Carried.objects.get(statement="A1").confirmed_by == world.iris
    told = Event.objects.filter(verb="work_on_dossier").values_list("data", flat=True)
    assert list(told) == [{"work": "confirm_carried", "statements": ["A1"]}]


def test_who_may_not_and_what_is_not_there(world: World) -> None:
    made = renewing(world, "working")
    for name in ("wim", "boris", "ad", "sanne"):
        with pytest.raises(NotPermitted):
            confirm_carried(made, "A1", by=getattr(world, name), now=NOW)
    with pytest.raises(WrongState):
        confirm_carried(made, "B1", by=world.iris, now=NOW)


def test_where_the_statement_changed_nothing_is_taken_over_but_the_piece_is_there(world: World) -> None:
    held(world)
    first = [statement("A1", starred=True, text="Anders."), statement("A2", allow_na=True)]
    second = [statement("A4", starred=True, essential=True)]
    loaded(raw(part("A", first, second), part("B", [statement("B1", starred=True)]), version="2026.2"), now=NOW)
    made = renewing(world)
    assert list(Carried.objects.values_list("statement", flat=True)) == ["A4"]
    assert list(Explanation.objects.filter(application=made).values_list("statement", flat=True)) == ["A4"]
    assert Evidence.objects.filter(application=made).count() == 2


@pytest.mark.parametrize("application", [True, False])
def test_without_a_dossier_the_last_completed_evaluation_is_asked_after(world: World, application: bool) -> None:
    mark = held(world)
    Submission.objects.all().delete()
    if not application:
        Mark.objects.update(application=None, imported_at=THEN)
    made = renewing(world)
    assert made.renews == mark
    assert made.evaluation.copied_from.organisation == world.bank
    assert not Carried.objects.exists()


def test_without_any_answers_it_begins_empty(world: World) -> None:
    held(world)
    Submission.objects.all().delete()
    Application.objects.update(evaluation=None)
    Evaluation.objects.all().delete()
    assert renewing(world).evaluation is None


def test_of_a_cleared_dossier_only_the_answers_are_left(world: World) -> None:
    held(world)
    Application.objects.update(cleared_at=NOW)
    made = renewing(world)
    assert made.evaluation is not None
    assert not Evidence.objects.filter(application=made).exists()
    assert not Carried.objects.exists()
