"""Mail to respondents: many at once, each their own link, reminders once, and nothing that pesters people."""

from datetime import timedelta

import pytest
from post_office.models import Email

from selfeval import actions
from selfeval.models import Invited, Response
from selfeval.queries.together import behind
from tests.reports.people import organisation
from tests.selfeval.actions.history import happened
from tests.selfeval.cast import NOW, later
from tests.selfeval.together.stage import answered, begun, invite, tokens_mailed

TOMORROW = NOW + timedelta(days=1)


def mailed_to() -> list[str]:
    return [address for mail in Email.objects.order_by("pk") for address in mail.to]


def test_everybody_gets_a_link_of_their_own(anonymous):
    asked = actions.invite_respondents(anonymous, ["Wim@example.org", "fatima@example.org"], group="Bestuur", now=NOW)
    tokens = tokens_mailed()

    assert asked.new == 2
    assert behind(tokens["wim@example.org"]).invited.email == "wim@example.org"
    assert tokens["wim@example.org"] != tokens["fatima@example.org"]
    assert happened(anonymous.evaluation)[-1] == ("invite_respondents", {"number": 2})


def test_who_was_asked_before_is_not_mailed_again(anonymous):
    invite(anonymous, "wim@example.org")
    asked = actions.invite_respondents(anonymous, ["WIM@example.org", "ad@example.org", "ad@example.org"], now=NOW)

    assert (asked.new, asked.already) == (1, ("wim@example.org",))
    assert mailed_to() == ["wim@example.org", "ad@example.org"]


def test_without_an_organisation_not_more_than_a_table_full(anonymous):
    many = [f"p{n}@example.org" for n in range(26)]
    with pytest.raises(actions.Blocked):
        actions.invite_respondents(anonymous, many, now=NOW)
    assert mailed_to() == []
    assert actions.invite_respondents(anonymous, many[:25], now=NOW).new == 25


def test_a_name_that_is_an_address_is_not_mailed_on(version, evaluation, anonymous):
    type(evaluation).objects.filter(pk=evaluation.pk).update(organisation_name="Win op www.gratis.example")
    invite(anonymous, "wim@example.org")
    mail = Email.objects.get()
    assert "gratis" not in mail.subject + mail.message + mail.html_message


def test_the_mail_says_what_was_promised(anonymous):
    invite(anonymous, "wim@example.org")
    mail = Email.objects.get()
    assert "De Brug" in mail.subject
    assert "zonder naam" in mail.message
    assert "7 december 2026" in mail.message
    assert mail.message.count("http") == 1


def test_reminding_mails_who_did_not_hand_in_with_the_same_link(anonymous):
    tokens = invite(anonymous, "wim@example.org", "fatima@example.org", "ad@example.org", "boris@example.org")
    answered(anonymous, tokens["wim@example.org"])
    answered(anonymous, tokens["ad@example.org"], done=False)
    actions.decline(Invited.objects.get(email="boris@example.org"), on=True)

    assert actions.remind_respondents(anonymous, now=TOMORROW) == 2
    assert mailed_to()[4:] == [one.email for one in Invited.objects.order_by("pk") if one.email[0] in "fa"]
    assert tokens_mailed()["fatima@example.org"] == tokens["fatima@example.org"]


@pytest.mark.parametrize(("claimed", "days"), [(True, 1), (False, 4)])
def test_not_twice_in_a_day_and_without_account_not_twice_in_four(anonymous, claimed, days):
    if claimed:
        anonymous.evaluation.organisation = organisation("De Bank")
        anonymous.evaluation.save()
    invite(anonymous, "wim@example.org")
    actions.remind_respondents(anonymous, now=NOW)
    for moment in (later(5), NOW + timedelta(days=days, hours=-5)):
        with pytest.raises(actions.Blocked):
            actions.remind_respondents(anonymous, now=moment)
    assert len(mailed_to()) == 2
    assert actions.remind_respondents(anonymous, now=NOW + timedelta(days=days)) == 1


def test_by_itself_once_before_the_end(anonymous):
    invite(anonymous, "wim@example.org")
    near = NOW + timedelta(days=12)

    assert actions.remind_before_end(now=NOW) == 0
    assert actions.remind_before_end(now=near) == 1
    assert actions.remind_before_end(now=near + timedelta(days=1)) == 0
    assert happened(anonymous.evaluation)[-1] == ("remind_respondents", {"why": "expired"})


def test_a_later_last_day_is_reminded_of_again(anonymous):
    invite(anonymous, "wim@example.org")
    actions.remind_before_end(now=NOW + timedelta(days=12))
    actions.set_end(anonymous, closes_on=(NOW + timedelta(days=30)).date(), now=NOW + timedelta(days=13))
    assert actions.remind_before_end(now=NOW + timedelta(days=28)) == 1


def test_a_withdrawn_invitation_opens_nothing_and_what_was_begun_goes(named):
    token = invite(named, "wim@example.org")["wim@example.org"]
    begun(named, token, name="Wim")
    actions.withdraw_respondent(named, Invited.objects.get().pk, now=NOW)

    assert behind(token) is None
    assert not Response.objects.exists()
    assert actions.invite_respondents(named, ["wim@example.org"], now=NOW).new == 1


def test_with_names_nobody_is_withdrawn_who_handed_in(named):
    answered(named, invite(named, "wim@example.org")["wim@example.org"], name="Wim")
    with pytest.raises(actions.Blocked):
        actions.withdraw_respondent(named, Invited.objects.get().pk, now=NOW)
    assert Response.objects.filter(handed_in=True).count() == 1


def test_without_names_withdrawing_tells_nothing_and_takes_nothing(anonymous):
    answered(anonymous, invite(anonymous, "wim@example.org")["wim@example.org"])
    actions.withdraw_respondent(anonymous, Invited.objects.get().pk, now=NOW)
    assert Response.objects.filter(handed_in=True).count() == 1
