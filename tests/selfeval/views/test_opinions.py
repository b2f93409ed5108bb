"""Saying what one thinks of a statement."""

import pytest

from selfeval.models import StatementFeedback
from tests.selfeval.views.pages import url, words


def test_an_opinion_is_kept_and_leads_back_to_the_statement(evaluation, fatima):
    response = fatima.post(url("rate_statement", evaluation, "A2"), {"opinion": "unclear", "comment": "Welk pand?"})

    assert response.url == url("theme", evaluation, "A-1") + "#A2"
    kept = StatementFeedback.objects.get()
    assert (kept.statement, kept.opinion, kept.comment) == ("A2", "unclear", "Welk pand?")
    assert "Dank je wel" in words(fatima.get(response.url))


@pytest.mark.parametrize(
    "fields",
    [
        {"opinion": ""},
        {"opinion": "mooi"},
        {"opinion": "unclear", "comment": "x" * 4001},
        {"opinion": "unclear", "comment": "\x00"},
        {"comment": "Alleen dit"},
    ],
)
def test_an_opinion_that_is_none_is_refused_and_stays_on_the_page(evaluation, fatima, fields):
    response = fatima.post(url("rate_statement", evaluation, "A2"), fields)

    assert response.status_code == 422
    assert not StatementFeedback.objects.exists()
    if fields.get("comment") == "Alleen dit":
        assert "Alleen dit" in words(response)
