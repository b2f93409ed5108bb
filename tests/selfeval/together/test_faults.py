"""What goes wrong in a round: the coordinator is gone, somebody completes it alone, nobody agrees, it is erased halfway."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from selfeval import actions
from selfeval.models import Evaluation, Invited, Remark, Response, ResumeLink, Round
from selfeval.queries.together_comparison import compare
from tests.selfeval.cast import NOW, entry, later, sent, started
from tests.selfeval.together import stage
from tests.selfeval.together.stage import END, answered, begun, invite, many

AFTER = NOW + timedelta(days=(END - NOW.date()).days + 1)


def test_when_half_stands_at_each_end_that_is_said_and_shown(evaluation: Evaluation, fatima: Client) -> None:
    one = stage.opened(evaluation, anonymous=False)
    many(one, "0033")
    actions.close_round(one, now=later(30))
    found = compare(Round.objects.get())
    assert found is not None
    assert (found.rows[0].disagreement, found.far_apart, found.agreed) == (1, 1, 0)
    page = fatima.get(reverse("selfeval:comparison", args=[evaluation.pk])).content.decode()
    assert "ver uit elkaar" in page
    assert "1,00" in page
    talk = fatima.get(reverse("selfeval:talk_statement", args=[evaluation.pk, "A1"]))
    assert talk.status_code == 200
    assert actions.agree_on_unanimous(evaluation, Round.objects.get(), device="x", now=later(40)).changed == ()


def test_a_coordinator_who_is_gone_leaves_a_round_that_ends_by_itself(evaluation: Evaluation, opened) -> None:
    """Whoever else holds a link, or holds it later, finds what came out."""
    one = stage.opened(evaluation, anonymous=True)
    many(one, "0123")
    ResumeLink.objects.filter(evaluation=evaluation).update(withdrawn_at=later(5))
    assert actions.close_ended(now=AFTER) == 1
    assert Round.objects.get().outcome["people"] == 4
    page = opened(evaluation).get(reverse("selfeval:comparison", args=[evaluation.pk]))
    assert page.status_code == 200


def test_completed_by_somebody_alone_the_round_takes_nothing_and_closes(evaluation: Evaluation) -> None:
    one = stage.opened(evaluation, anonymous=True)
    many(one, "012", remark="Specht")
    busy = begun(one, "b" * 32)
    codes = ("A1", "A2", "A4", "B1")
    actions.save_answers(evaluation, sent(**dict.fromkeys(codes, 2)), device="x", now=later(5), by=None)
    actions.complete(evaluation, now=later(6))
    with pytest.raises(actions.RoundOver):
        actions.save_response(busy, sent(A1=1), now=later(7))
    assert actions.close_ended(now=AFTER) == 1
    assert not any(response.entries for response in Response.objects.all())
    assert Evaluation.objects.get().answers.get(statement="A1").level == 2  # what was completed stays


@pytest.mark.parametrize("anonymous", [True, False])
def test_erased_halfway_nothing_of_anybody_is_left(evaluation: Evaluation, anonymous: bool) -> None:
    one = stage.opened(evaluation, anonymous=anonymous)
    tokens = invite(one, "wim@example.org", "riet@example.org")
    answered(one, tokens["wim@example.org"], {"A1": entry(1, remark="Specht")}, name="Wim")
    Email.objects.update(to=["elders@example.org"])  # known by the link alone
    actions.erase_evaluation(evaluation, now=later(30), why="asked")
    assert not any(model.objects.exists() for model in (Round, Invited, Response, Remark, Email))
    answer = Client().get(reverse("selfeval:join", args=[tokens["wim@example.org"]]))
    assert answer.status_code == 404


def test_anothers_round_is_not_opened_by_ones_own_secret(evaluation: Evaluation, version) -> None:
    mine, theirs = stage.opened(evaluation, anonymous=False), stage.opened(started(version), anonymous=False)
    token = invite(mine, "wim@example.org")["wim@example.org"]
    browser = Client()
    browser.post(reverse("selfeval:join", args=[token]), {"name": "Wim", "group": "Bestuur"})
    assert browser.get(reverse("selfeval:respond", args=[mine.pk])).status_code == 200
    assert browser.get(reverse("selfeval:respond", args=[theirs.pk])).status_code == 404
    for name in ("together", "comparison", "talk"):
        assert browser.get(reverse(f"selfeval:{name}", args=[evaluation.pk])).status_code == 404
