"""A supplement: asked until a day, answered by those who fill in, supplied whole, or lapsed after its last day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from goedgeregeld.events.models import Event
from keurmerk.actions import audit
from keurmerk.actions.audit import NO_PIECES, Pieces, Question
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.drafts import Sent
from keurmerk.judging import Answer
from keurmerk.models import Application, Evidence, SupplementItem, SupplementRequest
from keurmerk.states import EvidenceKind
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.judged import audited

QUESTIONS = [Question("Waar is het verslag?", "A4"), Question("Wie deed dit?")]


@pytest.fixture
def application(world: World) -> Application:
    return audited(world)


@pytest.fixture
def asked(world: World, application: Application) -> Application:
    audit.ask_supplement(application, questions=QUESTIONS, by=world.aud, now=NOW)
    return Application.objects.get()


def answer(application: Application, by: Any, text: str, pieces: Pieces = NO_PIECES, at: int = 0) -> Any:
    item = SupplementItem.objects.all()[at].pk
    return audit.answer_supplement(application, item=item, sent=Sent(Answer(text)), pieces=pieces, by=by, now=NOW)


def piece(application: Application, **fields: Any) -> int:
    values = {"kind": EvidenceKind.VISIT, "title": "Te zien", "added_at": NOW, "application": application}
    return Evidence.objects.create(**(values | fields)).pk


def test_asking_sets_the_day(world: World, asked: Application) -> None:
    request = SupplementRequest.objects.get()
    assert asked.state == "supplement"
    assert asked.due_on == request.until == date(2026, 12, 14)  # fifteen working days after 23 November
    assert [(one.statement, one.question) for one in SupplementItem.objects.all()] == [
        ("A4", "Waar is het verslag?"),
        ("", "Wie deed dit?"),
    ]
    assert Event.objects.get(verb="ask_supplement").data == {"number": 2, "statements": ["A4"]}


@pytest.mark.parametrize(
    ("questions", "days", "why"),
    [
        ([], 15, "minstens één"),
        (QUESTIONS, 0, "werkdagen"),
        (QUESTIONS, 61, "werkdagen"),
        ([Question("?", "Z9")], 5, "Z9"),
    ],
)
def test_what_cannot_be_asked(
    world: World, application: Application, questions: list[Question], days: int, why: str
) -> None:
    with pytest.raises(Blocked, match=why):
        audit.ask_supplement(application, questions=questions, days=days, by=world.aud, now=NOW)
    assert not SupplementRequest.objects.exists()


def test_all_who_fill_in_answer_with_evidence_of_their_own(world: World, asked: Application) -> None:
    one, other = piece(asked), piece(asked)
    answer(asked, world.iris, "Hier.", Pieces(frozenset({one, other})))
    kept, replaced = answer(asked, world.fatima, "Daar.", Pieces(remove=frozenset({other})))
    item = SupplementItem.objects.all()[0]
    assert (item.answer, replaced) == ("Daar.", ("text",))
    assert [found.pk for found in item.evidence.all()] == [one]
    assert kept == Answer("Daar.")


def test_evidence_of_another_or_taken_away_is_left_out(world: World, asked: Application) -> None:
    other = world.application("working", organisation=world.club, code="ZUID-0001")
    strange, gone = piece(other), piece(asked, removed_at=NOW)
    answer(asked, world.iris, "Hier.", Pieces(frozenset({strange, gone, 999})))
    assert not SupplementItem.objects.all()[0].evidence.exists()


@pytest.mark.parametrize("name", ["wim", "boris", "ad", "aud", "sanne"])
def test_only_who_fills_in_answers_and_supplies(world: World, asked: Application, name: str) -> None:
    with pytest.raises(NotPermitted):
        answer(asked, getattr(world, name), "Hier.")
    with pytest.raises(NotPermitted):
        audit.supply(asked, by=getattr(world, name), now=NOW)


def test_supplying_needs_every_answer(world: World, asked: Application) -> None:
    answer(asked, world.iris, "Hier.")
    with pytest.raises(Blocked, match="1 vraag"):
        audit.supply(asked, by=world.iris, now=NOW)
    answer(asked, world.iris, "Wij.", at=1)
    assert audit.supply(asked, by=world.iris, now=NOW).state == "audit"
    request = SupplementRequest.objects.get()
    assert (request.supplied_at, request.supplied_by) == (NOW, world.iris)


def test_what_was_supplied_does_not_change(world: World, asked: Application) -> None:
    for at in (0, 1):
        answer(asked, world.iris, "Hier.", at=at)
    audit.supply(asked, by=world.iris, now=NOW)
    with pytest.raises(WrongState):
        answer(asked, world.iris, "Toch anders.")
    audit.ask_supplement(asked, questions=[Question("Nog iets?")], days=5, by=world.aud, now=NOW)
    with pytest.raises(Blocked, match=r"niet \(meer\) open"):
        answer(asked, world.iris, "Toch anders.")


def test_it_lapses_after_its_last_day_and_not_on_it(world: World, asked: Application) -> None:
    last, after = datetime(2026, 12, 14, 22, 59, tzinfo=UTC), datetime(2026, 12, 14, 23, 1, tzinfo=UTC)
    with pytest.raises(Blocked, match="14-12-2026"):
        audit.lapse_supplement(asked, now=last)
    assert audit.lapse_supplement(asked, now=after).state == "audit"
    assert SupplementRequest.objects.get().lapsed_at == after
    assert Event.objects.get(verb="lapse_supplement").actor is None
    with pytest.raises(WrongState):
        audit.lapse_supplement(asked, now=after)


def test_more_time_holds_it_open(world: World, asked: Application) -> None:
    Application.objects.update(due_on=date(2026, 12, 31))
    with pytest.raises(Blocked):
        audit.lapse_supplement(asked, now=datetime(2026, 12, 20, 12, tzinfo=UTC))


def test_who_is_late_but_not_lapsed_yet_may_supply(world: World, asked: Application) -> None:
    for at in (0, 1):
        answer(asked, world.iris, "Hier.", at=at)
    late = datetime(2026, 12, 15, 1, tzinfo=UTC)
    assert audit.supply(asked, by=world.iris, now=late).state == "audit"
