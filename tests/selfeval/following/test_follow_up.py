"""The follow-up: to whom and when; answered once, without account; opening writes nothing; no more mail; the counts."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from goedgeregeld.accounts.actions.mail import forget_mail
from goedgeregeld.accounts.models import Organisation
from goedgeregeld.accounts.traces import Traces
from goedgeregeld.events.models import Event
from selfeval import actions
from selfeval.models import Evaluation, FollowUp, FollowUpWish
from selfeval.queries.following import address_seal, follow_counts, to_ask
from tests.goedgeregeld.accounts.cast import Cast
from tests.selfeval import cast as story
from tests.selfeval.cast import NOW

HALF_A_YEAR = NOW + timedelta(days=183)  # 25 May 2027
Opened = Callable[..., Client]


@pytest.fixture
def of_bank(done: Evaluation, cast: Cast) -> Evaluation:
    Evaluation.objects.filter(pk=done.pk).update(organisation=cast.bank)
    done.refresh_from_db()
    return done


def token() -> str:
    """The secret in the one mail that went out."""
    message = Email.objects.get().message
    return message.partition("/vervolg/")[2].partition("/")[0]


def ask(at: datetime = HALF_A_YEAR) -> int:
    return actions.ask_follow_ups(now=at)


def test_the_beheerders_are_asked_once_after_half_a_year(of_bank: Evaluation) -> None:
    assert ask(NOW + timedelta(days=170)) == 0
    assert ask() == 1
    assert ask() == 0
    assert ask(HALF_A_YEAR + timedelta(days=1)) == 0
    mail = Email.objects.get()
    assert mail.to == ["fatima@example.org"]  # not Iris, who fills in, nor Wim, who reads
    assert "?veranderd=yes" in mail.message
    assert FollowUp.objects.get().address_sha256 == address_seal("Fatima@example.org ")
    assert Event.objects.filter(verb="follow_up").count() == 1


def test_what_is_long_ago_is_left_alone(of_bank: Evaluation) -> None:
    assert ask(NOW + timedelta(days=300)) == 0


def test_nobody_is_asked_who_left_no_address_and_examples_never(done: Evaluation, version: Any, cast: Cast) -> None:
    """Not of an evaluation without address, nor of an example, nor of an example organisation."""
    example, theirs = story.completed(version), story.completed(version)
    actions.wish_follow_up(example, email="x@example.org", now=NOW)
    Evaluation.objects.filter(pk=example.pk).update(demo=True)
    Organisation.objects.filter(pk=cast.club.pk).update(demo=True)
    Evaluation.objects.filter(pk=theirs.pk).update(organisation=cast.club)
    assert ask() == 0
    assert not Email.objects.exists()


def test_an_address_that_was_left_is_asked_and_forgotten(done: Evaluation) -> None:
    actions.wish_follow_up(done, email="Els@Example.org", now=NOW)
    assert ask() == 1
    assert Email.objects.get().to == ["els@example.org"]
    assert not FollowUpWish.objects.exists()


def test_an_address_can_be_taken_away(done: Evaluation) -> None:
    actions.wish_follow_up(done, email="els@example.org", now=NOW)
    actions.wish_follow_up(done, email="", now=NOW)
    assert ask() == 0


def test_once_it_is_claimed_the_beheerders_are_asked_instead(of_bank: Evaluation) -> None:
    FollowUpWish.objects.create(evaluation=of_bank, email="els@example.org", asked_at=NOW)
    ask()
    assert Email.objects.get().to == ["fatima@example.org"]
    assert not FollowUpWish.objects.exists()
    with pytest.raises(actions.WrongState):
        actions.wish_follow_up(of_bank, email="els@example.org", now=NOW)


def test_only_the_newest_of_an_organisation_is_asked_about(of_bank: Evaluation, version: Any, cast: Cast) -> None:
    newer = story.completed(version)
    Evaluation.objects.filter(pk=newer.pk).update(organisation=cast.bank, completed_at=NOW + timedelta(days=10))
    assert ask() == 0
    assert ask(NOW + timedelta(days=195)) == 1
    assert FollowUp.objects.get().evaluation_id == newer.pk


@pytest.mark.parametrize("rows", [1, 3])
def test_whom_to_ask_costs_one_query(version: Any, rows: int, django_assert_num_queries: Callable[[int], Any]) -> None:
    for n in range(rows):
        actions.wish_follow_up(story.completed(version), email=f"a{n}@example.org", now=NOW)
    with django_assert_num_queries(1):
        assert len([str(one.organisation) for one in to_ask(now=HALF_A_YEAR, today=HALF_A_YEAR.date())]) == rows


def test_opening_writes_nothing_and_the_pressed_answer_stands_ready(of_bank: Evaluation) -> None:
    ask()
    before, browser = Event.objects.count(), Client()
    page = browser.get(reverse("selfeval:follow_up", args=[token()]), {"veranderd": "somewhat"})
    chosen = re.findall(r'<input[^>]*name="changed"[^>]*checked[^>]*>', page.content.decode())
    assert len(chosen) == 1
    assert 'value="somewhat"' in chosen[0]
    assert browser.head(reverse("selfeval:follow_stop", args=[token()])).status_code == 200
    assert Event.objects.count() == before
    found = FollowUp.objects.get()
    assert (found.answered_at, found.stopped_at) == (None, None)


def test_it_is_answered_once_without_account(of_bank: Evaluation) -> None:
    ask()
    page, browser = reverse("selfeval:follow_up", args=[token()]), Client()
    answer = {"changed": "yes", "helped": "somewhat", "remark": "Meer aanmeldingen."}
    assert "Je antwoord is bewaard" in browser.post(page, answer).content.decode()
    again = browser.post(page, {"changed": "no"})
    assert "al beantwoord" in again.content.decode() or "Je antwoord is bewaard" in again.content.decode()
    found = FollowUp.objects.get()
    assert (found.changed, found.helped, found.remark) == ("yes", "somewhat", "Meer aanmeldingen.")
    assert Event.objects.get(verb="answer_follow_up").data == {}


def test_a_colleague_who_comes_second_is_told_so(of_bank: Evaluation, cast: Cast) -> None:
    cast.bank.memberships.filter(user=cast.iris).update(right="manager")
    assert ask() == 2
    one, other = FollowUp.objects.order_by("pk")
    actions.answer_follow_up(one, changed="no", helped="yes", remark="", now=HALF_A_YEAR)
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_follow_up(other, changed="yes", helped="yes", remark="", now=HALF_A_YEAR)
    one.refresh_from_db()
    assert (one.changed, one.helped) == ("no", "")  # what did not change cannot have helped
    counts = follow_counts()
    assert (counts.asked, counts.answered, dict(counts.changed)["no"]) == (1, 1, 1)


@pytest.mark.parametrize(
    "answer", [{}, {"changed": "yes"}, {"changed": "misschien"}, {"changed": "no", "remark": "x" * 5000}]
)
def test_half_an_answer_is_asked_again(of_bank: Evaluation, answer: dict[str, str]) -> None:
    ask()
    assert Client().post(reverse("selfeval:follow_up", args=[token()]), answer).status_code == 422
    assert FollowUp.objects.get().answered_at is None


def test_who_wants_no_mail_gets_none_about_the_next_one_either(of_bank: Evaluation, version: Any, cast: Cast) -> None:
    ask()
    stopped = Client().post(reverse("selfeval:follow_stop", args=[token()]))
    assert "We vragen je dit niet meer" in stopped.content.decode()
    following = story.completed(version)
    Evaluation.objects.filter(pk=following.pk).update(organisation=cast.bank, completed_at=NOW + timedelta(days=200))
    assert ask(NOW + timedelta(days=385)) == 0


def test_an_unknown_link_is_said_plainly(db: None) -> None:
    for name in ("follow_up", "follow_stop"):
        answer = Client().get(reverse(f"selfeval:{name}", args=["onzin"]))
        assert answer.status_code == 404
        assert "Deze link werkt niet (meer)" in answer.content.decode()


def test_the_counts_are_of_a_time_and_without_examples(of_bank: Evaluation) -> None:
    ask()
    actions.answer_follow_up(FollowUp.objects.get(), changed="yes", helped="somewhat", remark="", now=HALF_A_YEAR)
    counts = follow_counts(since=HALF_A_YEAR, until=HALF_A_YEAR + timedelta(days=1))
    assert (counts.asked, counts.answered) == (1, 1)
    assert counts.changed == {"yes": 1, "somewhat": 0, "no": 0}
    assert counts.helped == {"yes": 0, "somewhat": 1, "no": 0}
    assert follow_counts(until=HALF_A_YEAR).asked == 0
    Evaluation.objects.update(demo=True)
    assert follow_counts().asked == 0


def test_an_erased_person_is_recognised_no_more(of_bank: Evaluation) -> None:
    ask()
    actions.forget_person(
        addresses=["fatima@example.org"], name="Fatima", evaluations=Evaluation.objects.all(), devices=[]
    )
    assert FollowUp.objects.get().address_sha256 == ""


def test_the_page_to_leave_an_address(done: Evaluation, opened: Opened) -> None:
    browser, page = opened(done), reverse("selfeval:follow_wish", args=[done.pk])
    assert browser.post(page, {"email": "geen adres"}).status_code == 422
    browser.post(page, {"email": "els@example.org"})
    assert FollowUpWish.objects.get().email == "els@example.org"
    browser.post(page, {"stop": "1"})
    assert not FollowUpWish.objects.exists()


def test_the_command_says_how_many(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("follow_up")
    assert "Herinnerd: 0. Gevraagd: 0." in capsys.readouterr().out


def test_the_mail_is_known_by_its_link_alone_when_the_evaluation_is_erased(done: Evaluation, version: Any) -> None:
    """To an address nothing else is known of, in a mail that names nobody; that of another evaluation stays."""
    other = story.completed(version)
    for one, address in ((done, "els@example.org"), (other, "piet@example.org")):
        Evaluation.objects.filter(pk=one.pk).update(organisation_name="")
        actions.wish_follow_up(one, email=address, now=NOW)
    assert ask() == 2
    erased = Email.objects.get(message__contains="/vervolg/", to="els@example.org")
    assert str(done.pk) not in erased.message
    assert "/?veranderd=yes" in erased.message
    Email.objects.filter(pk=erased.pk).update(to=["gewijzigd@example.org"])
    actions.erase_evaluation(done, now=HALF_A_YEAR, why="asked")
    assert [mail.to for mail in Email.objects.all()] == [["piet@example.org"]]


@pytest.mark.parametrize("end", ["", "?veranderd=yes", "geen-mail/"])
def test_any_address_of_the_follow_up_tells_whose_mail_it_is(done: Evaluation, end: str) -> None:
    actions.wish_follow_up(done, email="els@example.org", now=NOW)
    ask()
    seals = set(FollowUp.objects.values_list("token_sha256", flat=True))
    Email.objects.update(message=f"Zie https://goedgeregeld.example/vervolg/{token()}/{end}", html_message="")
    forget_mail(Traces(()), seals={"0" * 64})
    assert Email.objects.exists()
    forget_mail(Traces(()), seals=seals)
    assert not Email.objects.exists()
