"""Links to a report: made with an end date, listed without their secret, withdrawn; and gone when their time is over."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goedgeregeld.events.models import Event
from selfeval import actions
from selfeval.models import Evaluation, ShareLink
from selfeval.queries import token_seal
from selfeval.queries.sharing import share_behind, shares_of, works
from tests.selfeval.cast import NOW

TODAY = date(2026, 11, 23)
Opened = Callable[..., Client]


def share(
    evaluation: Evaluation, until: date = TODAY + timedelta(days=7), label: str = "Bestuur", after: int = 0
) -> tuple[ShareLink, str]:
    now = NOW + timedelta(seconds=after)
    return actions.share_report(evaluation, label=label, until=until, by=None, now=now)


def test_only_the_seal_of_the_secret_is_kept(done: Evaluation) -> None:
    link, token = share(done)
    assert link.token_sha256 == token_seal(token) != token
    assert share_behind(token) == link
    assert share_behind(token + "x") is None
    assert Event.objects.get(verb="share_report").data == {}


def test_it_works_up_to_and_including_its_last_day(done: Evaluation) -> None:
    link, _token = share(done, until=TODAY)
    assert works(link, today=TODAY)
    assert not works(link, today=TODAY + timedelta(days=1))


@pytest.mark.parametrize("until", [TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_a_day_in_the_past_or_years_away_is_refused(done: Evaluation, until: date) -> None:
    with pytest.raises(actions.Blocked, match="einddatum"):
        share(done, until=until)
    assert not ShareLink.objects.exists()


def test_what_is_not_completed_has_no_report_to_share(evaluation: Evaluation) -> None:
    with pytest.raises(actions.WrongState):
        share(evaluation)


def test_there_is_an_end_to_how_many_work_at_once(done: Evaluation) -> None:
    for number in range(20):
        share(done, label=f"Raadslid {number}")
    with pytest.raises(actions.Blocked, match="20 links"):
        share(done)


def test_pressing_twice_makes_one_link(done: Evaluation) -> None:
    """What is asked anew later, or of which anything differs, is another link; what was withdrawn is not given again."""
    first, token = share(done)
    assert share(done, after=59) == (first, "")
    assert token
    others = [share(done, after=60), share(done, until=TODAY), share(done, label="Raad")]
    assert all(secret for _link, secret in others)
    assert Event.objects.filter(verb="share_report").count() == ShareLink.objects.count() == 4
    for link in ShareLink.objects.all():
        actions.withdraw_share(link, by=None, now=NOW)
    assert share(done)[1]


def test_withdrawing_twice_is_withdrawing_once(done: Evaluation) -> None:
    link, token = share(done)
    for _ in range(2):
        actions.withdraw_share(link, by=None, now=NOW)
    found = share_behind(token)
    assert found
    assert not works(found, today=TODAY)
    assert Event.objects.filter(verb="withdraw_share").count() == 1


def test_what_stopped_long_ago_is_erased(done: Evaluation) -> None:
    share(done, until=TODAY)
    kept, _token = share(done)
    gone, _token = share(done, label="Raad")
    actions.withdraw_share(gone, by=None, now=NOW)
    assert actions.forget_shares(before=TODAY + timedelta(days=5)) == 2
    assert list(ShareLink.objects.all()) == [kept]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_one_query(
    done: Evaluation, rows: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(rows):
        share(done, label=f"Raadslid {number}")
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert len([str(one.made_by) for one in shares_of(done, today=TODAY).working]) == rows


def test_the_page_shows_a_new_link_once_made_and_no_secret_to_others(done: Evaluation, opened: Opened) -> None:
    fatima, wim, page = opened(done), opened(done), reverse("selfeval:share", args=[done.pk])
    until = timezone.localdate() + timedelta(days=7)
    made = fatima.post(page, {"label": "Het bestuur", "until": until.isoformat()}, follow=True)
    assert "/gedeeld/" in made.content.decode()
    seen = wim.get(page).content.decode()
    assert "Het bestuur" in seen
    assert "/gedeeld/" not in seen


def test_a_double_press_shows_the_one_link_and_its_address(done: Evaluation, opened: Opened) -> None:
    fatima, page = opened(done), reverse("selfeval:share", args=[done.pk])
    filled = {"label": "Het bestuur", "until": (timezone.localdate() + timedelta(days=7)).isoformat()}
    fatima.post(page, filled)
    seen = fatima.post(page, filled, follow=True).content.decode()
    assert seen.count("/gedeeld/") == 1
    assert "Er is er geen bij gekomen." in seen
    assert ShareLink.objects.count() == 1


def test_a_wrong_day_is_said_at_the_day(done: Evaluation, opened: Opened) -> None:
    page = reverse("selfeval:share", args=[done.pk])
    answer = opened(done).post(page, {"label": "x", "until": "2020-01-01"})
    assert answer.status_code == 422
    assert "Kies een einddatum" in answer.content.decode()


def test_nobody_withdraws_a_link_of_another_evaluation(
    done: Evaluation, evaluation: Evaluation, opened: Opened
) -> None:
    link, _token = share(done)
    answer = opened(evaluation).post(reverse("selfeval:withdraw_share", args=[evaluation.pk, link.pk]))
    assert answer.status_code == 404
    link.refresh_from_db()
    assert link.withdrawn_at is None
