"""The advice: what holds it back, what it leaves behind, and that it is fixed from then on."""

from collections.abc import Callable
from typing import Any

import pytest

from goedgeregeld.events.models import Event
from keurmerk.actions import assessment
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.judging import Opinion
from keurmerk.models import Application, Assessment
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.judged import current, hold_talk, judge, judge_all, sent, submit

Act = Callable[..., Application]
ACTS: dict[str, Act] = {
    "advise_positively": assessment.advise_positively,
    "advise_negatively": assessment.advise_negatively,
    "end_negatively": assessment.end_negatively,
}


@pytest.fixture
def application(world: World) -> Application:
    made = world.application("assessment")
    submit(made)
    return made


def positively(application: Application, by: Any) -> Application:
    return assessment.advise_positively(application, reasons="Het klopt.", by=by, now=NOW)


def test_a_positive_advice_goes_to_nov_with_the_corrected_figures(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("2", "sufficient", "Nog niet overal."))
    judge_all(application, world.ad)
    assert positively(application, world.ad).state == "audit_assignment"
    kept = Assessment.objects.get()
    assert (kept.positive, kept.reasons, kept.advised_at) == (True, "Het klopt.", NOW)
    assert kept.result["ready"]
    assert kept.result["parts"]["A"]["score"] == "700/9"
    assert current(application).own_outcome.parts["A"] != current(application).outcome.parts["A"]
    assert Event.objects.get(verb="advise_positively").data == {"number": 1}


def test_everything_must_be_judged_and_talked_about(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("1", "sufficient"), A2=Opinion("2", "sufficient"))
    with pytest.raises(Blocked) as blocked:
        positively(application, world.ad)
    assert blocked.value.reasons == (
        "Je hebt over 3 stellingen nog geen (heel) oordeel gegeven: A1, A4, B1.",
        "Er is nog geen verslag van het beoordelingsgesprek: wanneer, wie erbij waren en wat er is besproken.",
    )


def test_it_must_be_ready_with_the_corrections(world: World, application: Application) -> None:
    judge(application, world.ad, A4=Opinion("1", "sufficient", "Is nog niet gedaan."))
    judge_all(application, world.ad)
    assert current(application).own_outcome.ready
    with pytest.raises(Blocked, match="norm"):
        positively(application, world.ad)


def test_an_essential_statement_must_be_shown(world: World, application: Application) -> None:
    judge(application, world.ad, A4=Opinion("3", "insufficient", "Ontbreekt."))
    judge(application, world.ad, A1=Opinion("3", "insufficient", "Ontbreekt ook."))
    judge_all(application, world.ad)
    with pytest.raises(Blocked) as blocked:
        positively(application, world.ad)
    assert blocked.value.reasons == ("Bij een essentiële stelling is het bewijs niet voldoende: A4.",)


def test_a_negative_advice_needs_reasons_only(world: World, application: Application) -> None:
    done = assessment.advise_negatively(application, reasons="Nog niet.", by=world.ad, now=NOW)
    assert (done.state, Assessment.objects.get().positive) == ("working", False)


def test_it_can_end_with_a_negative_advice(world: World, application: Application) -> None:
    done = assessment.end_negatively(application, reasons="Het past niet.", by=world.ad, now=NOW)
    kept = Application.objects.get()
    assert (done.state, kept.ended_at, kept.end_reason) == ("withdrawn", NOW, "Het past niet.")


def test_a_dossier_that_is_given_back_has_no_advice_but_remarks(world: World, application: Application) -> None:
    done = assessment.return_dossier(application, remarks="Vul B1 aan.", by=world.ad, now=NOW)
    kept = Assessment.objects.get()
    assert (done.state, kept.positive, kept.reasons, kept.advised_at) == ("working", None, "Vul B1 aan.", NOW)


def test_what_was_advised_never_changes(world: World, application: Application) -> None:
    judge_all(application, world.ad)
    positively(application, world.ad)
    with pytest.raises(WrongState):
        judge(application, world.ad, A1=Opinion("0"))
    with pytest.raises(WrongState):
        hold_talk(application, world.ad)


def test_a_new_dossier_gets_an_assessment_of_its_own(world: World, application: Application) -> None:
    judge(application, world.ad, A1=Opinion("3", "sufficient"))
    assessment.advise_negatively(application, reasons="Nog niet.", by=world.ad, now=NOW)
    Application.objects.update(state="assessment")
    submit(application)
    judge(application, world.ad, A1=Opinion("2", "sufficient"))
    first, second = Assessment.objects.order_by("pk")
    assert (first.submission.number, first.judgements.get().choice, first.reasons) == (1, "3", "Nog niet.")
    assert (second.submission.number, second.judgements.get().choice, second.advised_at) == (2, "2", None)


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("name", ["anouk", "aud", "sanne", "fatima"])
def test_only_the_adviser_advises(world: World, application: Application, verb: str, name: str) -> None:
    with pytest.raises(NotPermitted):
        ACTS[verb](application, reasons="Zo.", by=getattr(world, name), now=NOW)


def test_a_second_tab_that_saves_after_the_advice_changes_nothing(world: World, application: Application) -> None:
    judge_all(application, world.ad)
    seen = current(application).opinions
    positively(application, world.ad)
    with pytest.raises(WrongState):
        assessment.save_opinions(application, sent(seen, A1=Opinion("0")), by=world.ad, now=NOW)
    assert current(application).opinions == seen
