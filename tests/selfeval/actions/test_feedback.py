"""rate_statement and rate_report."""

from selfeval import actions
from selfeval.models import ReportFeedback, StatementFeedback
from tests.selfeval.actions.history import happened
from tests.selfeval.cast import later


def rate_statement(evaluation, opinion="unclear", comment="Wat is een pand?"):
    return actions.rate_statement(evaluation, statement="A1", opinion=opinion, comment=comment, now=later(3))


def test_an_opinion_of_a_statement_is_kept_for_the_office(evaluation):
    rate_statement(evaluation)

    kept = StatementFeedback.objects.get()
    assert (kept.statement, kept.opinion, kept.comment, kept.at) == ("A1", "unclear", "Wat is een pand?", later(3))
    assert happened(evaluation)[1:] == [("rate_statement", {"statement": "A1", "opinion": "unclear"})]


def test_saying_it_again_replaces_what_was_said(evaluation):
    rate_statement(evaluation)
    rate_statement(evaluation, "not_good", "")

    kept = StatementFeedback.objects.get()
    assert (kept.opinion, kept.comment) == ("not_good", "")


def test_an_opinion_of_the_report_is_kept_and_replaced(done):
    actions.rate_report(done, helped="yes", comment="Fijn.", now=later(4))
    actions.rate_report(done, helped="somewhat", comment="Toch niet.", now=later(5))

    kept = ReportFeedback.objects.get()
    assert (kept.helped, kept.comment, kept.at) == ("somewhat", "Toch niet.", later(5))
    assert happened(done)[-2:] == [("rate_report", {"helped": "yes"}), ("rate_report", {"helped": "somewhat"})]
