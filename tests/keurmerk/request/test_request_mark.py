"""Asking for the mark: who may, of whom, once at a time; what is kept; and the page."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from auditors.models import Tie
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.events.models import Event
from keurmerk.actions import request as acts
from keurmerk.actions.ritual import Blocked, NotPermitted
from keurmerk.models import Application, Appointment, Mark
from keurmerk.queries import advisers
from keurmerk.queries import request as queries
from selfeval.actions import complete, load_instrument, start_evaluation
from selfeval.models import Answer, Evaluation
from selfeval.queries import Stand
from selfeval.states import AnswerKind
from tests.keurmerk.cast import NOW, World, browser
from tests.reports.cast import CLUB, shipped


def evaluation(by: User, of: Organisation) -> Evaluation:
    version = load_instrument(shipped(), publish=True, by=None, now=NOW)
    return start_evaluation(version, profile=CLUB, organisation_name="De Bank", now=NOW, organisation=of, by=by)[0]


def completed(one: Evaluation, level: int = 3) -> Evaluation:
    Answer.objects.bulk_create(
        Answer(evaluation=one, statement=statement.code, kind=AnswerKind.LEVEL, level=level, saved_at=NOW)
        for theme in Stand(one).themes
        for statement in theme.statements
    )
    one.answer()
    one.save()
    return complete(one, now=NOW)


def ask(world: World, by: str = "fatima", **fields: Any) -> Application:
    values: dict[str, Any] = {"adviser": world.ad.pk, "evaluation": None, "wish": "Graag in het voorjaar."} | fields
    return acts.request_mark(world.bank, by=getattr(world, by), now=NOW, **values)


def mark(world: World, until: date, **fields: Any) -> Mark:
    values: dict[str, Any] = {
        "number": "2023-0001",
        "code": "ABCD",
        "organisation": world.bank,
        "name": "De Bank",
        "decided_on": date(2023, 1, 1),
        "valid_from": date(2023, 1, 1),
        "valid_until": until,
        "state_since": NOW,
    }
    return Mark.objects.create(**values | fields)


def test_an_adviser_is_asked(world: World) -> None:
    made = ask(world)
    assert (made.state, made.kind, made.waits_for, made.demo) == ("requested", "first", "adviser", False)
    assert (made.adviser, made.requested_by, made.wish) == (world.ad, world.fatima, "Graag in het voorjaar.")
    assert made.due_on == date(2026, 12, 7)
    assert list(Appointment.objects.values_list("user", "state", "asked_by")) == [
        (world.ad.pk, "asked", world.fatima.pk)
    ]
    event = Event.objects.get(verb="request_mark")
    assert event.data == {"kind": "first", "to": world.ad.pk}


def test_without_an_adviser_the_office_looks(world: World) -> None:
    made = ask(world, adviser=None)
    assert (made.adviser, made.waits_for) == (None, "office")
    assert not Appointment.objects.exists()


def test_a_code_is_short_and_cannot_be_misread(world: World) -> None:
    code = ask(world).code
    assert len(code) == 9
    assert set(code.replace("-", "")) <= set(acts.LETTERS)
    assert not set(acts.LETTERS) & set("AEIOUY01")


@pytest.mark.parametrize("name", ["iris", "wim", "boris", "ad", "sanne", "bea"])
def test_only_a_beheerder_asks(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        ask(world, name)
    assert not Application.objects.exists()


def test_a_second_one_is_refused_with_the_first(world: World) -> None:
    first = ask(world)
    with pytest.raises(acts.AlreadyRunning, match=first.code) as refused:
        ask(world)
    assert refused.value.application == first


def test_so_is_one_at_the_same_moment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other came between the look and the writing: the constraint decides, and it is said the same way."""
    first, found = ask(world), iter([None])
    real = queries.live_application
    monkeypatch.setattr(queries, "live_application", lambda one: next(found, real(one)))
    with pytest.raises(acts.AlreadyRunning) as refused:
        ask(world)
    assert refused.value.application == first
    assert Event.objects.filter(verb="request_mark").count() == 1


def test_another_fault_of_the_database_is_not_explained_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "_new_code", lambda: None)
    with pytest.raises(IntegrityError):
        ask(world)


def test_after_a_refusal_one_may_ask_again(world: World) -> None:
    world.application("refused")
    assert ask(world).state == "requested"


def test_who_has_a_tie_cannot_be_chosen(world: World) -> None:
    Tie.objects.create(profile=world.ad.profile, organisation=world.bank, kind="board")
    assert [one.user for one in advisers.advisers_for(world.bank, on=NOW.date())] == [world.anouk]
    with pytest.raises(Blocked, match="Kies een andere"):
        ask(world)


def test_nor_who_serves_another_municipality(world: World) -> None:
    world.ad.profile.municipalities.clear()
    with pytest.raises(Blocked):
        ask(world)


def test_the_evaluation_is_theirs_and_completed(world: World) -> None:
    open_one, of_club = evaluation(world.fatima, world.bank), evaluation(world.boris, world.club)
    for wrong in (open_one, completed(of_club)):
        with pytest.raises(Blocked, match="die af is"):
            ask(world, evaluation=wrong)
    done = completed(open_one)
    assert ask(world, evaluation=done).evaluation == done


def test_examples_make_examples(world: World) -> None:
    world.bank.demo = True
    world.bank.save()
    assert ask(world).demo


# --- Renewal ------------------------------------------------------------------------------------------------------------


def test_a_mark_that_ends_soon_is_renewed(world: World) -> None:
    held = mark(world, date(2027, 8, 22))
    made = ask(world)
    assert (made.kind, made.renews) == ("renewal", held)


@pytest.mark.parametrize(
    ("fields", "why"), [({"until": date(2027, 8, 24)}, "vanaf 24 november 2026"), ({"state": "suspended"}, "geschorst")]
)
def test_too_early_or_suspended(world: World, fields: dict[str, Any], why: str) -> None:
    mark(world, **{"until": date(2027, 3, 1)} | fields)
    with pytest.raises(Blocked, match=why):
        ask(world)


def test_an_expired_mark_is_renewed_late(world: World) -> None:
    held = mark(world, date(2026, 11, 22))
    made = ask(world)
    assert (made.kind, made.renews) == ("renewal", held)


def test_a_withdrawn_mark_is_not_renewed_but_asked_for_anew(world: World) -> None:
    mark(world, date(2027, 3, 1), state="withdrawn")
    made = ask(world)
    assert (made.kind, made.renews) == ("first", None)


# --- The page -----------------------------------------------------------------------------------------------------------


def path(world: World) -> str:
    return f"/organisatie/{world.bank.pk}/keurmerk/aanvragen/"


def test_the_page_says_what_it_asks_and_whom_one_may_choose(world: World) -> None:
    page = browser(world.fatima).get(path(world)).content.decode()
    for words in (
        "€\u00a0450,00",
        "14 tot 20 uur",
        "nog geen zelfevaluatie af",
        "Ad<span",
        "werkt in Utrecht",
        "Laat NOV",
    ):
        assert words in page, words


def test_the_page_says_how_far_they_are(world: World) -> None:
    done = completed(evaluation(world.fatima, world.bank))
    page = browser(world.fatima).get(path(world)).content.decode()
    assert f"/rapport/{done.pk}/" in page
    assert "Klaar voor het keurmerk" in page


def test_asking_leads_to_the_application(world: World) -> None:
    fatima = browser(world.fatima)
    answer = fatima.post(path(world), {"adviser": str(world.ad.pk), "wish": "Hoi"})
    made = Application.objects.get()
    assert answer["Location"] == f"/aanvraag/{made.code}/"
    again = fatima.post(path(world), {"adviser": "nov"})
    assert again.status_code == 409
    assert f"/aanvraag/{made.code}/" in again.content.decode()
    assert Application.objects.count() == 1


def test_nobody_to_choose_from_is_no_dead_end(world: World) -> None:
    world.bank.municipality = None
    world.bank.save()
    page = browser(world.fatima).get(path(world)).content.decode()
    assert "We weten niet in welke gemeente" in page
    browser(world.fatima).post(path(world), {"adviser": "nov"})
    assert Application.objects.get().waits_for == "office"


def test_what_is_forged_is_refused(world: World) -> None:
    fatima = browser(world.fatima)
    for wrong in ("", str(world.boris.pk), "x"):
        assert fatima.post(path(world), {"adviser": wrong}).status_code == 422
    assert not Application.objects.exists()


# --- From the finder ----------------------------------------------------------------------------------------------------


def test_the_finder_leads_to_the_request_with_that_adviser_chosen(world: World) -> None:
    fatima, way = browser(world.fatima), f"/keurmerk/aanvragen/?adviseur={world.ad.pk}"
    assert f'href="{way}"' in Client().get(f"/adviseurs/{world.ad.pk}/").content.decode()
    answer = fatima.get(way)
    assert answer["Location"] == f"{path(world)}?adviseur={world.ad.pk}"
    form = fatima.get(answer["Location"]).context["form"]
    assert (form["adviser"].value(), form.wanted_cannot) == (str(world.ad.pk), False)
    assert Client().get(way)["Location"].endswith(f"?next=/keurmerk/aanvragen/%3Fadviseur%3D{world.ad.pk}")


def test_an_adviser_who_cannot_is_said_and_nonsense_is_dropped(world: World) -> None:
    fatima = browser(world.fatima)
    page = fatima.get(f"{path(world)}?adviseur={world.boris.pk}").content.decode()
    assert "De adviseur die je zocht, kan jullie nu niet begeleiden." in page
    assert fatima.get("/keurmerk/aanvragen/?adviseur=x%0d%0a")["Location"] == path(world)
    assert fatima.get(f"/keurmerk/aanvragen/?adviseur={'9' * 500}")["Location"] == path(world)


def test_who_manages_nothing_is_told_what_comes_first(world: World) -> None:
    page = browser(world.ad).get(f"/keurmerk/aanvragen/?adviseur={world.ad.pk}", follow=True)
    assert page.redirect_chain[0][0] == "/mijn/"
    assert "als beheerder van een organisatie" in page.content.decode()
