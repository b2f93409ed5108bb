"""Erasing is complete: of who touched everything nothing is found again, in any table, file, or page of the database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings as conf
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.test import Client
from post_office.models import STATUS, Email, Log

from goedgeregeld.accounts.actions.consent import give_consent
from goedgeregeld.accounts.actions.invitations import invite_member
from goedgeregeld.accounts.actions.people import arrive, rename
from goedgeregeld.accounts.actions.ritual import Blocked
from goedgeregeld.accounts.models import BenchmarkConsent, Invitation, Membership, Organisation, User
from goedgeregeld.accounts.notifications import queue_mail
from goedgeregeld.accounts.states import Right, RoleKind
from goedgeregeld.events.models import Event
from reports.models import Drawing
from reports.privacy.actions import erase_organisation, erase_person
from selfeval.actions import ask_warning, rate_report, rate_statement
from selfeval.loaders import DEVICE, TOKENS
from selfeval.models import Answer, Evaluation, Overwrite
from tests.reports.people import browser, member, organisation, someone
from tests.reports.privacy.scan import places_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAME, ADDRESS, OTHER = "Zoë d'Ankh-Ørsted", "zoe.dankh+nov@voorbeeld.example", "oud.zoe@voorbeeld.example"


def zoe() -> User:
    user = arrive(ADDRESS, now=NOW)
    rename(user, NAME, now=NOW)
    return User.objects.get(pk=user.pk)


def touch_everything(user: User, wim: User, bank: Organisation, evaluation: Evaluation) -> Client:
    """Zoë works at De Bank with Wim and leaves a trace wherever one can."""
    member(user, bank)
    Evaluation.objects.filter(pk=evaluation.pk).update(organisation=bank)
    at_home = browser(user)
    session = at_home.session
    session[DEVICE], session["code"] = "d1", {"email": ADDRESS}
    session[TOKENS] = {str(evaluation.pk): "secret"}
    session.save()
    UserSession.objects.create(
        user=user, session_key=session.session_key, ip="192.0.2.1", user_agent="Firefox", last_seen_at=NOW
    )
    shared = Client().session  # a shared computer, where she only asked for a code
    shared["account_login"], shared["other"] = {"email": ADDRESS}, "stays"
    shared.save()
    EmailAddress.objects.create(user=user, email=OTHER)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"name": f"Telefoon van {NAME}"})
    LogEntry.objects.create(user_id=wim.pk, action_flag=2, object_repr=NAME, change_message=f"naam van {ADDRESS}")
    to = {"organisation": bank, "right": Right.READER, "invited_by": wim, "created_at": NOW, "expires_at": NOW}
    Invitation.objects.create(email=ADDRESS.upper(), token_sha256="a" * 64, **to)
    invite_member(bank, email="boris@voorbeeld.example", right=Right.READER, by=user, now=NOW)
    give_consent(bank, by=user, now=NOW)
    Answer.objects.filter(evaluation=evaluation, statement="A1").update(remark=f"Vraag het aan {NAME}.", device="d1")
    Overwrite.objects.create(
        evaluation=evaluation, statement="A2", device="d1", before={"remark": NAME}, after={"remark": ADDRESS}, at=NOW
    )
    rate_statement(evaluation, statement="A1", opinion="unclear", comment=f"Groet, {NAME.upper()}", now=NOW)
    rate_report(evaluation, helped="yes", comment=f"Mail me: {ADDRESS}", now=NOW)
    mails(user, wim)
    return at_home


def mails(user: User, wim: User) -> None:
    queue_mail(to=ADDRESS, subject="Je code", text="1234")
    queue_mail(to=wim.email, subject=f"{NAME} wacht", text=f"Van {NAME}", html="Van Zoë d&#x27;Ankh-Ørsted")
    queue_mail(to=wim.email, subject="Iets anders", text="Blijft")
    sent = Email.objects.create(from_email="a@b.nl", to=[wim.email], message=f"{ADDRESS} was hier", status=STATUS.sent)
    Log.objects.create(email=sent, status=1, message=f"550 {ADDRESS}")
    backend = EmailBackend(file_path=conf.EMAIL_FILE_PATH)
    backend.send_messages([
        EmailMessage("Voor Zoë", f"Dag {NAME}", "a@b.nl", [ADDRESS]),
        EmailMessage("Voor Wim", "Dag Wim", "a@b.nl", [wim.email]),
    ])  # fmt: skip


@pytest.fixture
def bank_of(evaluation_of):
    """De Bank, where Wim is beheerder, with a completed evaluation; and Zoë, who touched everything."""
    wim, bank, user = someone("Wim"), organisation("De Bank"), zoe()
    member(wim, bank)
    evaluation = evaluation_of()
    client = touch_everything(user, wim, bank, evaluation)
    yield user, wim, bank, evaluation, client
    for file in Path(conf.EMAIL_FILE_PATH).glob("*"):
        file.unlink()


def test_of_a_person_who_touched_everything_nothing_is_found(bank_of):
    user, *_ = bank_of
    assert len(places_of(NAME, ADDRESS, OTHER)) > 10  # the scan sees them
    erase_person(user, now=NOW)
    assert places_of(NAME, ADDRESS, OTHER, "Ørsted", "zoe.dankh", "192.0.2.1") == []
    tomb = User.objects.get(pk=user.pk)
    assert (tomb.is_active, tomb.has_usable_password(), tomb.erased_at, str(tomb)) == (False, False, NOW, "iemand")
    assert tomb.email.endswith("@gewist.invalid")
    assert Event.objects.filter(actor=tomb, verb="erase").count() == 1


def test_what_is_of_others_stays(bank_of):
    user, wim, bank, evaluation, _client = bank_of
    erase_person(user, now=NOW)
    assert list(Membership.objects.values_list("user__name", flat=True)) == ["Wim"]
    assert Answer.objects.get(evaluation=evaluation, statement="A1").remark == "Vraag het aan iemand."
    assert BenchmarkConsent.objects.get(organisation=bank).given_by is None
    kept = Email.objects.filter(to=wim.email).order_by("pk")
    assert [mail.subject for mail in kept] == ["iemand wacht", "Iets anders"]
    assert [session.get_decoded() for session in Session.objects.all() if "other" in session.get_decoded()] == [
        {"other": "stays"}
    ]
    files = [file.read_text() for file in Path(conf.EMAIL_FILE_PATH).glob("*")]
    assert len(files) == 1
    assert "Dag Wim" in files[0]


def test_who_is_signed_in_somewhere_is_out(bank_of):
    user, *_, client = bank_of
    assert client.get("/privacy/meenemen/").status_code == 200
    erase_person(user, now=NOW)
    assert client.get("/privacy/meenemen/").status_code == 302


def test_the_last_beheerder_hands_over_first(bank_of):
    user, wim, *_ = bank_of
    Membership.objects.filter(user=wim).update(right=Right.EDITOR)
    with pytest.raises(Blocked) as refusal:
        erase_person(user, now=NOW)
    assert "De Bank" in refusal.value.reasons[0]
    assert User.objects.get(pk=user.pk).name == NAME


def test_an_organisation_with_nobody_else_goes_along(evaluation_of):
    user, club = zoe(), organisation("Zoës Zaak")
    member(user, club)
    evaluation = evaluation_of()
    Evaluation.objects.filter(pk=evaluation.pk).update(organisation=club)
    erase_person(user, now=NOW)
    assert not Organisation.objects.exists()
    assert not Evaluation.objects.exists()
    assert places_of(NAME, ADDRESS, "Zoës Zaak") == []


def test_the_last_administrator_stays():
    user = someone("Bea", RoleKind.ADMINISTRATOR)
    with pytest.raises(Blocked):
        erase_person(user, now=NOW)
    someone("Ada", RoleKind.ADMINISTRATOR)
    erase_person(user, now=NOW)
    assert not user.roles.exists()


def test_an_address_left_for_a_warning_goes_too(evaluation_of):
    user, evaluation = zoe(), evaluation_of(completed=False)
    ask_warning(evaluation, email=ADDRESS, now=NOW)
    erase_person(user, now=NOW)
    assert places_of(ADDRESS) == []


def test_somebody_with_an_ordinary_word_for_a_name_spoils_nothing(evaluation_of):
    user, sanne = someone("code"), browser(someone("Sanne"))
    LogEntry.objects.create(user_id=user.pk + 1, action_flag=2, object_repr="decoder", change_message="[]")
    queue_mail(to="boris@voorbeeld.example", subject="Je code", text="Je code is 1234")
    evaluation = evaluation_of(remark="De code staat op de deur.")
    erase_person(user, now=NOW)
    assert Email.objects.get().message == "Je code is 1234"
    assert LogEntry.objects.exists()
    assert sanne.get("/privacy/meenemen/").status_code == 200
    assert Answer.objects.filter(evaluation=evaluation).first().remark == "De code staat op de deur."


# --- An organisation -------------------------------------------------------------------------------------------------------

CLUB = "Stichting 't Ørakel-7"


@pytest.fixture
def club_of(evaluation_of, client):
    wim, club = someone("Wim"), organisation(CLUB)
    member(wim, club)
    evaluation = evaluation_of()
    Evaluation.objects.filter(pk=evaluation.pk).update(organisation=club, organisation_name=CLUB)
    client.get(f"/rapport/{evaluation.pk}/pdf/")
    invite_member(club, email="boris@voorbeeld.example", right=Right.READER, by=wim, now=NOW)
    LogEntry.objects.create(user_id=wim.pk, action_flag=2, object_repr=CLUB, change_message="")
    Email.objects.create(from_email="a@b.nl", to=["x@y.nl"], message=f"Over {CLUB}", status=STATUS.sent)
    return wim, club, evaluation


def test_of_an_organisation_nothing_is_found(club_of):
    wim, club, _ = club_of
    assert len(places_of(CLUB)) > 4
    assert Drawing.objects.exists()
    erase_organisation(club, by=wim, now=NOW)
    assert places_of(CLUB, "Ørakel", "boris@voorbeeld.example") == []
    assert not Evaluation.objects.exists()
    assert not Drawing.objects.exists()
    assert User.objects.get(pk=wim.pk).name == "Wim"
    assert Event.objects.filter(object_id=str(club.pk), verb="erase").exists()


def test_one_that_was_merged_into_it_goes_along(club_of):
    wim, club, _ = club_of
    organisation("Oude Ørakel", merged_into=club)
    erase_organisation(club, by=wim, now=NOW + timedelta(days=1))
    assert places_of("Oude Ørakel") == []
