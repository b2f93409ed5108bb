"""The plan in the browser's eyes: board and list, pressing, changing, and whose plan one sees."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selfeval import actions
from selfeval.models import Evaluation, ImprovementAction
from selfeval.queries.plan import Board, actions_in, plan_counts, rows_of
from selfeval.states import Progress
from tests.goedgeregeld.accounts.cast import Cast, enter
from tests.selfeval import cast as story
from tests.selfeval.cast import NOW

Opened = Callable[..., Client]
TODAY = date(2026, 11, 23)


def url(name: str, *parts: Any) -> str:
    return reverse(f"selfeval:{name}", args=parts)


def added(evaluation: Evaluation, **more: Any) -> ImprovementAction:
    return actions.add_action(evaluation, {"what": "Iets doen", **more}, by=None, now=NOW)


def test_from_an_empty_plan_to_one_that_is_done(done: Evaluation, opened: Opened) -> None:
    fatima = opened(done)
    assert "Het plan is nog leeg" in fatima.get(url("plan", done.pk)).content.decode()
    fatima.post(url("plan_from_advice", done.pk), {"stelling": "B1"})
    one = ImprovementAction.objects.get()
    assert "Staat in het plan" in fatima.get(url("plan_choose", done.pk)).content.decode()
    fields = {"what": one.what, "why": one.why, "statement": "B1", "owner_name": "Els", "due": "2026-12-01"}
    saved = fatima.post(url("plan_change", done.pk, one.pk), {**fields, "seen": actions.mark_of(one)})
    assert saved["Location"] == f"{url('plan', done.pk)}#actie-{one.pk}"
    fatima.post(url("plan_move", done.pk, one.pk), {"naar": "finish"})
    page = fatima.get(url("plan", done.pk)).content.decode()
    assert "1 actie, 1 klaar." in page
    assert "Els" in page


def test_the_press_in_the_report_comes_back_to_the_report(done: Evaluation, opened: Opened) -> None:
    pressed = opened(done).post(url("plan_from_advice", done.pk), {"stelling": "B1", "terug": "rapport"})
    assert pressed["Location"] == f"{reverse('reports:report', args=[done.pk])}#advies-B1"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"what": ""}, "Dit veld is verplicht"),
        ({"what": "x" * 1001}, "1000"),
        ({"what": "x", "owner_email": "els@example.org"}, "Vul in hoe deze persoon heet"),
        ({"what": "x", "owner_name": "Els", "owner_email": "geen adres"}, "e-mailadres"),
        ({"what": "x", "due": "ooit"}, "datum"),
        ({"what": "x", "owner": "lid-999"}, "lid-999"),
        ({"what": "x", "statement": "Z9"}, "Z9"),
        ({"what": "x", "effort": "eeuwig"}, "eeuwig"),
    ],
)
def test_wrong_input_is_said_and_kept(done: Evaluation, opened: Opened, fields: dict[str, str], problem: str) -> None:
    answer = opened(done).post(url("plan_new", done.pk), fields)
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert not ImprovementAction.objects.exists()


def test_somebody_else_was_first_shows_both(done: Evaluation, opened: Opened) -> None:
    one = added(done)
    seen = actions.mark_of(one)
    actions.change_action(one, {"what": "Wim was eerst"}, seen=seen, by=None, now=story.later(1))
    answer = opened(done).post(url("plan_change", done.pk, one.pk), {"what": "Fatima daarna", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Wim was eerst" in page
    assert "Fatima daarna" in page


def test_an_old_press_is_told_and_changes_nothing(done: Evaluation, opened: Opened) -> None:
    one = added(done)
    fatima = opened(done)
    actions.remove_action(one, by=None, now=NOW)
    assert fatima.post(url("plan_move", done.pk, one.pk), {"naar": "begin"}).status_code == 404
    two = added(done)
    actions.move_action(two, "finish", by=None, now=NOW)
    told = fatima.post(url("plan_move", done.pk, two.pk), {"naar": "begin"}, follow=True)
    assert "de actie staat nu op ‘klaar’" in told.content.decode()
    assert fatima.post(url("plan_move", done.pk, two.pk), {"naar": "weg"}).status_code == 404


def test_the_list_filters_by_state_by_person_and_by_late(done: Evaluation, opened: Opened) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    added(done, what="Van Els", owner_name="Els", due=yesterday)
    actions.move_action(added(done, what="Van niemand"), "finish", by=None, now=NOW)
    fatima = opened(done)
    for query, there, gone in (
        ("stand=te-laat", "Van Els", "Van niemand"),
        ("stand=done", "Van niemand", "Van Els"),
        ("wie=els", "Van Els", "Van niemand"),
        ("wie=niemand", "Van niemand", "Van Els"),
    ):
        page = fatima.get(f"{url('plan', done.pk)}?weergave=lijst&{query}").content.decode()
        assert there in page
        assert gone not in page
    everything = fatima.get(f"{url('plan', done.pk)}?weergave=lijst&wie=onzin&stand=onzin").content.decode()
    assert "Van Els" in everything
    assert "Van niemand" in everything


@pytest.mark.parametrize("rows", [1, 3])
def test_the_plan_costs_one_query(done: Evaluation, rows: int, django_assert_num_queries: Callable[[int], Any]) -> None:
    for n in range(rows):
        added(done, what=f"{n}", owner_name="Els")
    with django_assert_num_queries(1):
        board = Board(rows_of(actions_in(done, whole=False), today=TODAY, here=done))
        assert board.counts[0] == len([one.who for one in board.rows]) == rows


def test_the_plan_of_an_organisation_is_of_all_its_evaluations(
    version: Any, done: Evaluation, cast: Cast, opened: Opened
) -> None:
    """A member sees all of it; who holds the link to one evaluation, what hangs on that one."""
    other = story.completed(version)
    Evaluation.objects.filter(pk__in=[done.pk, other.pk]).update(organisation=cast.bank)
    mine, old = added(done, what="Van nu"), added(other, what="Van toen")
    fatima, visitor = enter(cast.fatima), opened(done)
    page = fatima.get(url("plan", done.pk)).content.decode()
    assert "Van nu" in page
    assert "Van toen" in page
    assert fatima.get(url("plan_change", done.pk, old.pk)).status_code == 200
    assert "Van toen" not in visitor.get(url("plan", done.pk)).content.decode()
    assert visitor.get(url("plan_change", done.pk, old.pk)).status_code == 404
    assert visitor.get(url("plan_change", done.pk, mine.pk)).status_code == 200


def test_the_office_counts_what_was_accepted_and_done_and_no_examples(done: Evaluation, version: Any) -> None:
    actions.move_action(added(done), "finish", by=None, now=NOW)
    actions.move_action(added(done), "drop", reason="Nee.", by=None, now=NOW)
    added(done)
    example = story.completed(version)
    added(example)
    Evaluation.objects.filter(pk=example.pk).update(demo=True)
    ImprovementAction.objects.create(
        evaluation=done, what="x", state=Progress.PROPOSED, made_at=NOW, changed_at=NOW, moved_at=NOW
    )
    found = plan_counts()
    assert (found.accepted, found.done, found.dropped) == (3, 1, 1)


def test_a_member_can_be_chosen_and_one_who_left_stays_named(done: Evaluation, cast: Cast) -> None:
    Evaluation.objects.filter(pk=done.pk).update(organisation=cast.bank)
    fatima = enter(cast.fatima)
    fatima.post(url("plan_new", done.pk), {"what": "Iets", "owner": f"lid-{cast.fatima.pk}"})
    one = ImprovementAction.objects.get()
    assert one.owner == cast.fatima
    wrong = fatima.post(
        url("plan_new", done.pk), {"what": "Iets", "owner": f"lid-{cast.fatima.pk}", "owner_name": "Els"}
    )
    assert "Niet allebei" in wrong.content.decode()


def test_who_holds_only_a_link_reads_no_address_of_a_member(done: Evaluation, cast: Cast, opened: Opened) -> None:
    """Members without a name are known by their address: to each other."""
    type(cast.iris).objects.filter(pk=cast.iris.pk).update(name="")
    Evaluation.objects.filter(pk=done.pk).update(organisation=cast.bank)
    one = added(done, owner_id=cast.iris.pk)
    visitor, fatima = opened(done), enter(cast.fatima)
    for name, *number in (("plan",), ("plan_change", one.pk), ("plan_new",)):
        address = url(name, done.pk, *number)
        assert "iris@example.org" not in visitor.get(address).content.decode()
        assert "iris@example.org" in fatima.get(address).content.decode()
    assert "Fatima" not in visitor.get(url("plan_new", done.pk)).content.decode()
    kept = {"what": one.what, "owner": f"lid-{cast.iris.pk}", "seen": actions.mark_of(one), "why": "Daarom."}
    assert visitor.post(url("plan_change", done.pk, one.pk), kept).status_code == 302
    one.refresh_from_db()
    assert (one.owner, one.why) == (cast.iris, "Daarom.")
    assert visitor.post(url("plan_new", done.pk), {"what": "x", "owner": f"lid-{cast.wim.pk}"}).status_code == 422
