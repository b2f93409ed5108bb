"""Reminders: to whom, when, once; and the page of somebody without account, which shows the own actions and nothing else."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from goedgeregeld.events.models import Event
from selfeval import actions
from selfeval.models import Evaluation, ImprovementAction, OwnerLink
from selfeval.queries.reminders import errands
from selfeval.states import Progress
from tests.goedgeregeld.accounts.cast import Cast
from tests.selfeval import cast as story
from tests.selfeval.cast import NOW

DUE = date(2026, 12, 10)


def at(offset: int) -> datetime:
    return datetime(2026, 12, 10, 8, tzinfo=NOW.tzinfo) + timedelta(days=offset)


def for_els(evaluation: Evaluation, what: str = "Een welkomstgesprek invoeren", **more: Any) -> ImprovementAction:
    values = {"what": what, "owner_name": "Els", "owner_email": "els@example.org", "due": DUE, **more}
    return actions.add_action(evaluation, values, by=None, now=NOW)


def link_in(mail: Email) -> str:
    return mail.message.partition("/mijn-acties/")[2].partition("/")[0]


def test_before_and_after_the_day_once_each(done: Evaluation) -> None:
    for_els(done)
    told = [actions.remind_owners(now=at(offset)) for offset in (-8, -7, -7, -3, 0, 1, 1, 2, 30)]
    assert told == [0, 1, 0, 0, 0, 1, 0, 0, 0]
    first, second = Email.objects.order_by("pk")
    assert "Klaar op 10 december 2026." in first.message
    assert "dat is voorbij" in second.message
    assert first.to == ["els@example.org"]


def test_another_day_is_told_anew_and_what_is_done_is_not(done: Evaluation) -> None:
    one = for_els(done)
    assert actions.remind_owners(now=at(-7)) == 1
    actions.change_action(one, {"due": DUE + timedelta(days=30)}, seen=actions.mark_of(one), by=None, now=at(-6))
    assert actions.remind_owners(now=at(1)) == 0
    assert actions.remind_owners(now=at(24)) == 1
    actions.move_action(one, "finish", by=None, now=at(24))
    assert actions.remind_owners(now=at(40)) == 0


def test_one_mail_for_all_of_somebody_and_one_for_each_person(done: Evaluation) -> None:
    for_els(done)
    for_els(done, "De code bespreken", owner_email="Els@Example.org")
    for_els(done, "Iets anders", owner_name="Piet", owner_email="piet@example.org")
    assert actions.remind_owners(now=at(-7)) == 2
    mail = Email.objects.get(to="els@example.org")
    assert "welkomstgesprek" in mail.message
    assert "De code bespreken" in mail.message
    assert "Iets anders" not in mail.message


def test_a_member_is_sent_to_the_plan_and_who_left_or_is_erased_gets_nothing(done: Evaluation, cast: Cast) -> None:
    Evaluation.objects.filter(pk=done.pk).update(organisation=cast.bank)
    for user in (cast.fatima, cast.boris):  # Boris is of another organisation
        for_els(done, owner=user, owner_name="", owner_email="")
    assert actions.remind_owners(now=at(-7)) == 1
    mail = Email.objects.get()
    assert mail.to == ["fatima@example.org"]
    assert reverse("selfeval:plan", args=[done.pk]) in mail.message
    assert not OwnerLink.objects.exists()


def test_examples_and_what_was_only_proposed_send_nothing(done: Evaluation, version: Any) -> None:
    example = story.completed(version)
    for_els(example)
    Evaluation.objects.filter(pk=example.pk).update(demo=True)
    one = for_els(done)
    ImprovementAction.objects.filter(pk=one.pk).update(state=Progress.PROPOSED)
    assert actions.remind_owners(now=at(1)) == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_finding_whom_to_tell_costs_one_query(
    done: Evaluation, rows: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for n in range(rows):
        for_els(done, owner_email=f"els{n}@example.org")
    with django_assert_num_queries(1):
        assert len([one.evaluation.organisation for one in errands(today=DUE)]) == rows


def test_the_link_shows_the_own_actions_and_takes_one_press(done: Evaluation) -> None:
    one, other = for_els(done), for_els(done, "Van Piet", owner_name="Piet", owner_email="piet@example.org")
    for_els(done, "Van niemand", owner_name="", owner_email="")
    actions.remind_owners(now=at(-7))
    secret, browser = link_in(Email.objects.get(to="els@example.org")), Client()
    page = reverse("selfeval:own_actions", args=[secret])
    OwnerLink.objects.update(until=date(2100, 1, 1))
    before = Event.objects.count()
    shown = browser.get(page)
    assert "welkomstgesprek" in shown.content.decode()
    assert "Van Piet" not in shown.content.decode()
    assert "Van niemand" not in shown.content.decode()
    assert str(done.pk) not in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert Event.objects.count() == before
    browser.post(reverse("selfeval:own_move", args=[secret, one.pk]), {"naar": "finish"})
    one.refresh_from_db()
    assert one.state == Progress.DONE
    assert browser.post(reverse("selfeval:own_move", args=[secret, other.pk]), {"naar": "finish"}).status_code == 404


@pytest.mark.parametrize("verb", ["drop", "replan", "accept", "decline", "", "weg"])
def test_nothing_but_began_and_done(done: Evaluation, verb: str) -> None:
    one = for_els(done)
    with pytest.raises(actions.NotNow):
        actions.move_own(one, verb, now=NOW)


def test_no_more_mail_takes_the_address_out_and_closes_the_link(done: Evaluation) -> None:
    one = for_els(done)
    actions.remind_owners(now=at(-7))
    OwnerLink.objects.update(until=date(2100, 1, 1))
    secret, browser = link_in(Email.objects.get()), Client()
    assert "Geen mail meer" in browser.get(reverse("selfeval:own_stop", args=[secret])).content.decode()
    browser.post(reverse("selfeval:own_stop", args=[secret]))
    one.refresh_from_db()
    assert (one.owner_name, one.owner_email) == ("Els", "")
    assert browser.get(reverse("selfeval:own_actions", args=[secret])).status_code == 404
    assert actions.remind_owners(now=at(1)) == 0


def test_an_old_link_opens_nothing_and_is_erased(done: Evaluation) -> None:
    for_els(done)
    actions.remind_owners(now=at(-7))
    OwnerLink.objects.update(until=date(2020, 1, 1))
    secret = link_in(Email.objects.get())
    assert Client().get(reverse("selfeval:own_actions", args=[secret])).status_code == 404
    assert actions.forget_owner_links(before=date(2026, 1, 1)) == 1


def test_a_plan_of_nobody_known_mails_no_crowd(done: Evaluation) -> None:
    for n in range(5):
        for_els(done, owner_email=f"els{n}@example.org")
    for_els(done, owner_email="els1@example.org")
    with pytest.raises(actions.Blocked, match="5 e-mailadressen"):
        for_els(done, owner_email="nog-een@example.org")
    one = for_els(done, owner_email="")
    with pytest.raises(actions.Blocked, match="5 e-mailadressen"):
        actions.change_action(one, {"owner_email": "zes@example.org"}, seen=actions.mark_of(one), by=None, now=NOW)


def test_a_plan_of_nobody_known_mails_nobody_a_strange_link(done: Evaluation, cast: Cast) -> None:
    for_els(done, "Win nu op https://kwaad.example/ een prijs", owner_name="www.kwaad.example")
    actions.remind_owners(now=at(-7))
    mail = Email.objects.get()
    assert "kwaad" not in mail.message + mail.html_message + mail.subject
    assert "Wat je zou doen" in mail.message
    Evaluation.objects.filter(pk=done.pk).update(organisation=cast.bank)
    actions.remind_owners(now=at(1))
    assert "https://kwaad.example/" in Email.objects.order_by("pk").last().message
