"""Who is told of which act: once, in the transaction of the act, never who acted, and never with what people typed in it."""

import pytest
from django.db import transaction
from post_office.models import Email

from goedgeregeld.accounts.models import Membership
from goedgeregeld.events.actions import record
from goedgeregeld.events.models import Event
from keurmerk import notifications
from keurmerk.actions.ritual import acting
from keurmerk.models import Application, Notice
from keurmerk.notifications.texts import TEXTS
from keurmerk.states import Party, Verb
from tests.keurmerk.cast import NOW, World

OFFICE = "goedgeregeld@example.org"
SILENT = {
    # drafts, saved as they are typed
    Verb.SAVE_PLAN, Verb.CHOOSE_EVALUATION, Verb.WORK_ON_DOSSIER, Verb.ASSESS, Verb.DRAW_SAMPLE, Verb.WIDEN_SAMPLE, Verb.FIND,
    Verb.ANSWER_SUPPLEMENT,
    # the office's own bookkeeping
    Verb.NOTE_PAYMENT,
    # for the office alone, who reads it in a list
    Verb.RATE_ADVISER,
}  # fmt: skip


def told(verb: str, application: Application, by: object = None) -> dict[str, str]:
    """Whom this act is told to, with the subject."""
    Email.objects.all().delete()
    event = record(str(verb), application, by=by, now=NOW)
    notifications.tell(event, application, by=by, now=NOW)
    return {mail.to[0]: mail.subject for mail in Email.objects.all()}


def test_every_act_is_told_to_somebody_or_is_silent_on_purpose() -> None:
    assert {verb for verb in Verb if verb not in TEXTS} == SILENT
    assert set(TEXTS) - set(Verb) == {"request_mark"}


@pytest.mark.parametrize("verb", sorted(TEXTS))
def test_each_text_names_only_what_is_known(world: World, verb: str) -> None:
    for text in TEXTS[verb]:
        for words in (text.subject, text.body):
            assert str(words).format_map({"organisation": "De Bank", "until": "uiterlijk morgen"}).strip()
        assert len(str(text.subject)) < 80


def test_the_organisation_is_its_beheerders_and_invullers(world: World) -> None:
    application = world.application("working")
    assert set(told(Verb.APPROVE_PLAN, application, world.sanne)) == {
        "fatima@example.org",
        "iris@example.org",
        "ad@example.org",
    }


def test_whoever_acted_is_not_told(world: World) -> None:
    Membership.objects.filter(user=world.iris).delete()
    assert set(told(Verb.SAY, world.application("audit"), world.fatima)) == {
        "ad@example.org",
        "aud@example.org",
        OFFICE,
    }


def test_who_is_only_asked_to_advise_is_not_told_of_a_conversation_they_do_not_read(world: World) -> None:
    assert "ad@example.org" not in told(Verb.SAY, world.application("requested"), world.fatima)


def test_closed_accounts_get_no_mail(world: World) -> None:
    world.iris.is_active = False
    world.iris.save()
    assert "iris@example.org" not in told(Verb.APPROVE_PLAN, world.application("working"), world.sanne)


def test_a_request_goes_to_who_is_asked_or_else_to_the_office(world: World) -> None:
    assert set(told("request_mark", world.application(), world.fatima)) == {"ad@example.org"}
    Application.objects.all().delete()
    assert set(told("request_mark", world.application(adviser=None), world.fatima)) == {OFFICE}


def test_an_act_is_told_once_however_often_it_is_asked(world: World) -> None:
    application = world.application("working")
    event = record("approve_plan", application, by=world.sanne, now=NOW)
    for _again in range(3):
        notifications.tell(event, application, by=world.sanne, now=NOW)
    assert Email.objects.count() == 3
    assert Notice.objects.count() == 3
    assert len({mail.message_id for mail in Email.objects.all()}) == 3


def test_a_conversation_is_one_mail_a_day(world: World) -> None:
    application = world.application("working")
    for _number in range(5):
        notifications.tell(record("say", application, by=world.ad, now=NOW), application, by=world.ad, now=NOW)
    assert Email.objects.filter(to="fatima@example.org").count() == 1


def test_an_act_and_its_mail_stand_or_fall_together(world: World) -> None:
    application = world.application()

    def broken() -> None:
        with acting(application, Verb.ACCEPT, by=world.ad, now=NOW):
            pass
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        broken()
    assert (Email.objects.count(), Notice.objects.count()) == (0, 0)
    assert Event.objects.filter(verb="accept").count() == 0
    with acting(application, Verb.ACCEPT, by=world.ad, now=NOW):
        pass
    mail = Email.objects.get(to="fatima@example.org")
    assert "/aanvraag/" in mail.message
    assert application.code in mail.message
    assert "Hallo Fatima" in mail.message


def test_a_name_cannot_break_out_of_the_subject_or_the_page(world: World) -> None:
    world.bank.name = "De {Bank} %s\r\nBcc: x@example.org <b>"
    world.bank.save()
    subjects = told("request_mark", world.application(), world.fatima)
    subject = subjects["ad@example.org"]
    assert "\n" not in subject
    assert subject.startswith("De {Bank} %s Bcc:")
    mail = Email.objects.get()
    assert mail.email_message().recipients() == ["ad@example.org"]
    assert "<b>" not in mail.html_message


def test_nobody_gets_two_mails_of_one_act(world: World) -> None:
    """Somebody who is the adviser and works for the organisation gets the first text that fits."""
    Membership.objects.create(organisation=world.bank, user=world.ad, right="editor", since=NOW)
    told(Verb.APPROVE_PLAN, world.application("working"), world.sanne)
    assert Email.objects.filter(to="ad@example.org").count() == 1


def test_parties_are_known() -> None:
    assert {text.to for texts in TEXTS.values() for text in texts} <= set(Party) - {Party.NOBODY}
