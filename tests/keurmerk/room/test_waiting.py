"""For whom an application waits, said for each reader; the path it walks; and how acts are laid out."""

from datetime import date

import pytest

from goedgeregeld.accounts.queries import person
from keurmerk import path, waiting
from keurmerk.queries.arranging import NEXT, arranged
from keurmerk.queries.offers import Offer, fits
from keurmerk.states import ENDED, LIVE, TASKS, WAITS_FOR, ApplicationState, Party, Verb
from tests.keurmerk.cast import World

TODAY = date(2026, 11, 23)


def said(world: World, name: str, state: str, **fields: object) -> waiting.Standing:
    return waiting.standing(world.application(state, **fields), person(getattr(world, name)), today=TODAY)


@pytest.mark.parametrize("state", LIVE)
def test_whoever_is_waited_for_has_something_to_do(state: str) -> None:
    assert TASKS[state]
    assert waiting.task(state, WAITS_FOR[state])


@pytest.mark.parametrize(
    ("name", "state", "fields", "sentence"),
    [
        (
            "fatima",
            "plan_review",
            {"due_on": date(2026, 12, 3)},
            "Wacht op NOV: het plan van aanpak beoordelen, uiterlijk 3 december 2026.",
        ),
        (
            "sanne",
            "plan_review",
            {"due_on": date(2026, 12, 3)},
            "NOV is aan zet: het plan van aanpak beoordelen, uiterlijk 3 december 2026.",
        ),
        ("wim", "working", {}, "Jullie zijn aan zet: het dossier afmaken en indienen."),
        ("ad", "intake", {}, "Jij bent aan zet: het intakegesprek houden en het plan van aanpak maken."),
        ("fatima", "intake", {}, "Wacht op adviseur Ad: het intakegesprek houden en het plan van aanpak maken."),
        ("ad", "working", {}, "Wacht op Stichting De Bank: het dossier afmaken en indienen."),
        (
            "aud",
            "audit",
            {"due_on": date(2026, 11, 19)},
            "Jij bent aan zet: het dossier beoordelen. Te laat sinds 20 november 2026.",
        ),
        (
            "fatima",
            "audit",
            {"due_on": TODAY},
            "Wacht op auditor Aud: het dossier beoordelen, uiterlijk 23 november 2026.",
        ),
        ("fatima", "requested", {"waits_for": Party.OFFICE, "adviser": None}, "Wacht op NOV: een adviseur zoeken."),
        ("fatima", "withdrawn", {}, "Deze aanvraag is gestopt op 23 november 2026."),
        ("ad", "granted", {}, "NOV heeft het keurmerk toegekend op 23 november 2026."),
    ],
)
def test_the_sentence(world: World, name: str, state: str, fields: dict[str, object], sentence: str) -> None:
    assert said(world, name, state, **fields).sentence == sentence


def test_late_is_the_day_after_the_last_day_and_not_after_the_end(world: World) -> None:
    application = world.application("working", due_on=TODAY)
    assert not waiting.is_late(application, TODAY)
    assert waiting.is_late(application, date(2026, 11, 24))
    application = world.application("granted", organisation=world.club, due_on=date(2026, 1, 1))
    assert not waiting.is_late(application, TODAY)


def words(state: str, **facts: bool) -> list[tuple[str, str]]:
    return [(one["name"], one["state"]) for one in path.steps(state, **facts)]  # type: ignore[arg-type]


@pytest.mark.parametrize("state", ApplicationState)
def test_one_is_at_one_place_or_at_the_end(state: str) -> None:
    here = [name for name, at in words(state) if at == "here"]
    assert len(here) == (0 if state == "granted" else 1)


def test_the_path_while_working() -> None:
    assert words("working") == [
        ("Aanvraag", "done"),
        ("Plan van aanpak", "done"),
        ("Dossier", "here"),
        ("Beoordeling", "left"),
        ("Audit", "left"),
        ("Besluit", "left"),
        ("Keurmerk", "left"),
    ]


@pytest.mark.parametrize(
    ("state", "facts", "end"),
    [
        ("conditional", {}, [("Voorwaarden", "here"), ("Keurmerk", "left")]),
        ("granted", {"conditions": True}, [("Voorwaarden", "done"), ("Keurmerk", "done")]),
        ("granted", {}, [("Besluit", "done"), ("Keurmerk", "done")]),
        ("refused", {}, [("Besluit", "done"), ("Niet toegekend", "here")]),
        ("objection", {"objected": True}, [("Bezwaar", "here"), ("Uitkomst van het bezwaar", "left")]),
        ("refused", {"objected": True}, [("Bezwaar", "done"), ("Niet toegekend", "here")]),
        ("decision", {"objected": True, "again": True}, [("Nieuw besluit", "here"), ("Keurmerk", "left")]),
        ("granted", {"objected": True, "again": True}, [("Nieuw besluit", "done"), ("Keurmerk", "done")]),
    ],
)
def test_the_path_after_a_decision(state: str, facts: dict[str, bool], end: list[tuple[str, str]]) -> None:
    assert words(state, **facts)[-2:] == end


def test_the_path_of_what_stopped_goes_as_far_as_it_came() -> None:
    stopped = path.steps("withdrawn", acts={"accept", "approve_plan", "say"})
    assert [one["name"] for one in stopped] == ["Aanvraag", "Plan van aanpak", "Dossier", "Gestopt"]
    assert [one["name"] for one in path.steps("withdrawn")] == ["Aanvraag", "Gestopt"]


# --- How acts are laid out ------------------------------------------------------------------------------------------------


def test_what_brings_it_on_can_be_done_in_that_state() -> None:
    assert [(state, verb) for state, verbs in NEXT.items() for verb in verbs if not fits(verb, state)] == []
    assert set(NEXT) == set(LIVE)
    assert not set(NEXT) & set(ENDED)


def test_the_next_step_is_the_first_that_is_not_held_back() -> None:
    found = arranged(
        [
            Offer(Verb.SUBMIT_DOSSIER, ("Nog niet.",)),
            Offer(Verb.WITHDRAW),
            Offer(Verb.WORK_ON_DOSSIER),
            Offer(Verb.SAY),
        ],
        "working",
    )
    assert found.next == Offer(Verb.WORK_ON_DOSSIER)
    assert [one.verb for one in found.held_back] == [Verb.SUBMIT_DOSSIER]
    assert [one.verb for one in found.quiet] == [Verb.WITHDRAW]
    assert found.also == found.equal == ()


def test_no_way_a_judgement_can_go_is_pushed() -> None:
    found = arranged([Offer(Verb.GRANT), Offer(Verb.REFUSE), Offer(Verb.GRANT_CONDITIONALLY)], "decision")
    assert found.next is None
    assert {one.verb for one in found.equal} == {Verb.GRANT, Verb.REFUSE, Verb.GRANT_CONDITIONALLY}
    assert arranged([Offer(Verb.GRANT, ("Nee.",)), Offer(Verb.REFUSE)], "decision").next == Offer(Verb.REFUSE)


def test_what_is_held_back_for_the_same_reasons_is_said_together() -> None:
    same = ("Er is nog geen oordeel.",)
    found = arranged(
        [Offer(Verb.GRANT, same), Offer(Verb.REFUSE, same), Offer(Verb.GRANT_CONDITIONALLY, ("Nee.",))], "decision"
    )
    assert found.why_not == [
        ("Ken het keurmerk toe · Wijs het keurmerk af", same),
        ("Ken toe onder voorwaarden", ("Nee.",)),
    ]


@pytest.mark.parametrize("state", ApplicationState)
def test_every_act_is_laid_out_once(state: str) -> None:
    offered = [Offer(verb) for verb in Verb if fits(verb, state)]
    found = arranged(offered, state)
    laid = [*([found.next] if found.next else []), *found.equal, *found.also, *found.held_back, *found.quiet]
    assert sorted(one.verb for one in laid) == sorted(one.verb for one in offered if one.verb != Verb.SAY)
