"""issue_link, withdraw_links and mail_link."""

import hashlib

import pytest
from django.core import mail
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult
from post_office.models import STATUS, Email

from goedgeregeld.accounts import notifications
from selfeval import actions, queries
from selfeval.models import ResumeLink
from tests.selfeval.actions.history import everything, happened, verbs
from tests.selfeval.cast import NOW, later, started


def mailed(evaluation, token="geheim-token", to="fatima@example.org", now=NOW):
    actions.mail_link(evaluation, token=token, to=to, now=now)


def test_the_database_knows_only_the_seal_of_a_secret(evaluation):
    token = actions.issue_link(evaluation, now=NOW)

    assert ResumeLink.objects.filter(token_sha256=hashlib.sha256(token.encode()).hexdigest()).exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in str(cursor.fetchall()), table


def test_secrets_are_long_and_never_the_same(evaluation):
    tokens = {actions.issue_link(evaluation, now=NOW) for _ in range(50)}

    assert len(tokens) == 50
    assert all(len(token) == 32 for token in tokens)  # 192 bits


def test_a_link_opens_its_own_evaluation_only(version):
    ours, theirs = started(version), started(version)
    token = actions.issue_link(ours, now=NOW)

    assert queries.evaluation_behind(token) == ours
    assert queries.evaluation_behind(token, theirs.pk) is None


def test_withdrawing_locks_out_every_older_link_and_gives_a_new_one(version):
    evaluation, other = started(version), started(version)
    first, second = (actions.issue_link(evaluation, now=NOW) for _ in range(2))
    theirs = actions.issue_link(other, now=NOW)
    third = actions.withdraw_links(evaluation, now=later(1))

    assert queries.evaluation_behind(first) is None
    assert queries.evaluation_behind(second) is None
    assert queries.evaluation_behind(third) == evaluation
    assert queries.evaluation_behind(theirs) == other
    assert happened(evaluation)[1:] == [("withdraw_links", {})]


def test_withdrawing_again_leaves_the_first_moment_as_it_was(evaluation):
    token = actions.issue_link(evaluation, now=NOW)
    actions.withdraw_links(evaluation, now=later(1))
    actions.withdraw_links(evaluation, now=later(2))

    assert ResumeLink.objects.get(token_sha256=queries.token_seal(token)).withdrawn_at == later(1)


# --- Mailing ------------------------------------------------------------------------------------------------------------


def test_the_mail_stands_in_the_queue_with_the_link_and_a_task_to_send_it(evaluation):
    mailed(evaluation)

    queued = Email.objects.get()
    assert queued.to == ["fatima@example.org"]
    assert "http://testserver/zelfevaluatie/verder/geheim-token/" in queued.message
    assert "http://testserver/zelfevaluatie/verder/geheim-token/" in queued.html_message
    assert DBTaskResult.objects.count() == 1
    assert mail.outbox == []


def test_the_history_knows_neither_the_address_nor_the_secret(evaluation):
    mailed(evaluation)

    assert happened(evaluation)[1:] == [("mail_link", {})]


@pytest.mark.django_db(transaction=True)  # the sender closes its connection when it is done
def test_the_task_sends_once_however_often_it_runs(evaluation):
    mailed(evaluation)
    notifications.send_queued_mail.call()
    notifications.send_queued_mail.call()

    (sent,) = mail.outbox
    assert sent.to == ["fatima@example.org"]
    assert "geheim-token" in sent.body
    assert Email.objects.get().status == STATUS.sent


def test_what_is_rolled_back_is_not_mailed(evaluation):
    before = everything()

    with transaction.atomic():
        mailed(evaluation)
        assert Email.objects.exists()
        transaction.set_rollback(True)

    assert everything() == before
    assert not Email.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_five_mails_a_day_and_no_more(version):
    evaluation, other = started(version), started(version)
    for minute in range(5):
        mailed(evaluation, now=later(minute))
    with pytest.raises(actions.TooMany, match="5 keer"):
        mailed(evaluation, now=later(23 * 60))

    assert Email.objects.count() == 5
    assert verbs(evaluation).count("mail_link") == 5
    mailed(other, now=later(23 * 60))
    mailed(evaluation, now=later(24 * 60))
    assert Email.objects.count() == 7
