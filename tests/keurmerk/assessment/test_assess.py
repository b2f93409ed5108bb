"""Judging the dossier as it is typed: saved by statement, nothing lost between two tabs, taken over in one press."""

from typing import Any

import pytest

from goedgeregeld.events.models import Event
from keurmerk.actions import assessment
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.judging import Opinion, Talk
from keurmerk.models import Application, Assessment, Judgement
from keurmerk.queries.assessment import Assessing
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.judged import WHOLE, current, judge, sent, submit

FINE = "sufficient"


@pytest.fixture
def application(world: World) -> Application:
    made = world.application("assessment")
    submit(made)
    return made


def noted() -> list[Any]:
    return [event.data for event in Event.objects.filter(verb="assess").order_by("pk")]


def test_a_judgement_is_kept_with_what_agreeing_means(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("3", FINE), A2=Opinion("1", "insufficient", "Ontbreekt."))
    kept = {one.statement: (one.agrees, one.choice, one.evidence, one.remark) for one in Judgement.objects.all()}
    assert kept == {"A1": (True, "3", FINE, ""), "A2": (False, "1", "insufficient", "Ontbreekt.")}
    assert noted() == [{"statements": ["A1", "A2"]}]
    assert (current(application).done, current(application).total) == (2, 4)


def test_the_assessment_is_made_once(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("3", FINE))
    judge(application, world.ad, A2=Opinion("2", FINE))
    assert Assessment.objects.get().adviser == world.ad
    assert Assessment.objects.get().started_at == NOW


@pytest.mark.parametrize("name", ["anouk", "aud", "sanne", "fatima"])
def test_only_the_adviser_judges(world: World, application: Application, name: str) -> None:
    with pytest.raises(NotPermitted):
        judge(application, getattr(world, name), A1=Opinion("3"))


def test_only_while_it_is_being_assessed(world: World) -> None:
    application = world.application("audit")
    submit(application)
    with pytest.raises(WrongState):
        judge(application, world.ad, A1=Opinion("3"))


def test_without_a_dossier_there_is_nothing_to_judge(world: World) -> None:
    with pytest.raises(Blocked, match="geen dossier"):
        judge(world.application("assessment"), world.ad, A1=Opinion("3"))


def test_a_page_of_an_earlier_dossier_is_refused(world: World, application: Application) -> None:
    with pytest.raises(WrongState):
        assessment.save_opinions(application, sent(A1=Opinion("3")), by=world.ad, now=NOW, moves=7)


def test_two_tabs_each_keep_the_field_they_touched(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("3"))
    saved = judge(application, world.ad, A1=Opinion("", FINE))
    assert saved.assessing.opinion("A1") == Opinion("3", FINE)
    assert saved.overwrote == {}


def test_where_both_changed_the_same_field_the_last_wins_and_is_told(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("3", "", "eerste tab"))
    saved = judge(application, world.ad, A1=Opinion("2", "", "tweede tab"))
    assert saved.assessing.opinion("A1") == Opinion("2", "", "tweede tab")
    assert saved.overwrote == {"A1": Opinion("3", "", "eerste tab")}


def test_what_stands_there_already_is_not_written_down_again(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("3"))
    judge(application, world.ad, A1=Opinion("3"))
    assert len(noted()) == 1


def test_one_that_does_not_fit_holds_up_no_other(world: World, application: Application) -> None:
    saved = judge(application, world.ad, A2=Opinion("3"), A1=Opinion("nvt"), Z9=Opinion("1"))
    assert {one.statement for one in Judgement.objects.all()} == {"A2"}
    assert list(saved.refused) == ["A1", "Z9"]


def over(application: Application, by: Any, *codes: str) -> Assessing:
    return assessment.save_opinions(application, {}, over=codes, by=by, now=NOW).assessing


def test_taking_over_agrees_where_nothing_was_said(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("2"), A2=Opinion("", "insufficient"))
    found = over(application, world.ad, "A1", "A2", "A4", "B1", "Z9")
    assert found.opinions == {
        "A1": Opinion("2"),
        "A2": Opinion("", "insufficient"),
        "A4": Opinion("3", FINE),
        "B1": Opinion("3", FINE),
    }


def test_what_nothing_shows_is_not_taken_over_unseen(world: World) -> None:
    application = world.application("assessment")
    submit(application, {"A1": "3", "A2": "nvt", "A4": "0", "B1": "1"}, bare=("A1", "A2", "A4", "B1"))
    found = over(application, world.ad, "A1", "A2", "A4", "B1")
    assert found.opinions == {"A2": Opinion("nvt", FINE), "A4": Opinion("0", FINE)}


def test_what_was_judged_before_and_did_not_change_is_offered_again(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("3", FINE, "Mooi."), A2=Opinion("1", FINE, "Nee."), A4=Opinion("3", FINE))
    assessment.return_dossier(application, remarks="Vul aan.", by=world.ad, now=NOW)
    Application.objects.update(state="assessment")
    submit(application, {"A1": "3", "A2": "2", "A4": "2", "B1": "3"}, explanations={"A1": "Nieuw."})
    found = current(application)
    assert found.carried == {"A2": Opinion("1", FINE, "Nee.")}  # A1 and A4 changed, B1 was not judged
    assert found.done == 0
    assert over(application, world.ad, "A2").opinion("A2") == Opinion("1", FINE, "Nee.")


def test_the_talk_is_kept_as_it_is_typed(world: World, application: Application) -> None:
    first = sent(talk=Talk(report="Eerst."))["talk"]
    assessment.save_talk(application, first, by=world.ad, now=NOW)
    talk, replaced = assessment.save_talk(
        application, sent(talk=Talk("2026-11-20", "Fatima"))["talk"], by=world.ad, now=NOW
    )
    assert (talk, replaced) == (Talk("2026-11-20", "Fatima", "Eerst."), ())
    talk, replaced = assessment.save_talk(application, sent(talk=Talk(report="Anders."))["talk"], by=world.ad, now=NOW)
    assert (talk.report, replaced) == ("Anders.", ("report",))


@pytest.mark.parametrize("day", ["2026-11-24", "2026-02-30", "gisteren"])
def test_a_talk_was_on_a_day_that_was(world: World, application: Application, day: str) -> None:
    with pytest.raises(Blocked):
        assessment.save_talk(application, sent(talk=Talk(day))["talk"], by=world.ad, now=NOW)


def test_a_whole_talk_is_whole() -> None:
    assert WHOLE.whole
    assert not Talk("2026-11-20", "Fatima").whole
