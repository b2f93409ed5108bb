"""The start page: what waits, what changed, in the role one chose; and what it costs with one object and with 500."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goedgeregeld.accounts.models import Invitation, Organisation, PossibleDouble, User
from goedgeregeld.accounts.states import Right, RoleKind
from goedgeregeld.events.actions import record
from keurmerk.models import Application
from keurmerk.states import WAITS_FOR, Party
from selfeval.models import Evaluation, InstrumentVersion, StatementFeedback
from tests.keurmerk.register import shelf
from tests.reports.people import NOW, browser, member, organisation, someone

pytestmark = pytest.mark.django_db
URL = "/mijn/"


@pytest.fixture
def version() -> InstrumentVersion:
    return InstrumentVersion.objects.create(code="gg", version="1", title="Proef", sha256="0", loaded_at=NOW)


def evaluation(version: InstrumentVersion, of: Organisation, **fields: object) -> Evaluation:
    values = {"organisation_name": of.name, "route": "full", "started_at": NOW, "changed_at": NOW, **fields}
    return Evaluation.objects.create(instrument_version=version, organisation=of, **values)


def completed(version: InstrumentVersion, of: Organisation) -> Evaluation:
    return evaluation(version, of, state="completed", completed_at=NOW, result={})


def invited(email: str, number: int = 0, **fields: object) -> Invitation:
    expires = timezone.now() + timedelta(days=10)
    values = {"token_sha256": f"{email}{number}", "created_at": NOW, "expires_at": expires, **fields}
    return Invitation.objects.create(email=email, **values)


def application(of: Organisation, state: str, number: int = 0, **fields: object) -> Application:
    values = {"requested_at": NOW, "state_since": NOW, "waits_for": WAITS_FOR[state], "state": state, **fields}
    return Application.objects.create(code=f"{state[:4]}-{number:04}".upper(), organisation=of, **values)


def page(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_visitor_signs_in_first() -> None:
    response = Client().get(URL)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_member_goes_on_where_the_organisation_was(version: InstrumentVersion) -> None:
    fatima, bank, club = someone("Fatima"), organisation(), organisation("De Club")
    member(fatima, bank)
    member(fatima, club, Right.EDITOR)
    doing = evaluation(version, bank)
    told = page(browser(fatima))
    assert "Dag Fatima." in told
    assert "Je kunt verder met 1 zelfevaluatie." in told
    assert reverse("selfeval:overview", args=[doing.pk]) in told
    assert "Begin een zelfevaluatie voor De Club" in told


def test_a_reader_is_not_asked_to_fill_in(version: InstrumentVersion) -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank, Right.READER)
    done = completed(version, bank)
    evaluation(version, bank)
    told = page(browser(fatima))
    assert "Verder met de zelfevaluatie" not in told
    assert "Nieuwe beginnen" not in told
    assert reverse("reports:report", args=[done.pk]) in told


def test_nothing_of_a_stranger_shows(version: InstrumentVersion) -> None:
    member(someone("Fatima"), bank := organisation())
    doing = evaluation(version, bank)
    told = page(browser(someone("Boris")))
    assert "De Bank" not in told
    assert str(doing.pk) not in told
    assert "Je hoort nog niet bij een organisatie." in told


def test_invitations_wait_for_me_and_for_others() -> None:
    fatima, bank, club = someone("Fatima"), organisation(), organisation("De Club")
    member(fatima, bank)
    invited("fatima@example.org", organisation=club, right=Right.EDITOR)
    invited("boris@example.org", organisation=bank, right=Right.READER)
    invited("gone@example.org", organisation=bank, right=Right.READER, withdrawn_at=NOW)
    told = page(browser(fatima))
    assert "Word invuller bij De Club" in told
    assert "boris@example.org" in told
    assert "gone@example.org" not in told


def test_what_others_changed_since_last_time() -> None:
    fatima, boris, bank = someone("Fatima"), someone("Boris"), organisation()
    member(fatima, bank)
    now = timezone.now()
    User.objects.filter(pk=fatima.pk).update(start_seen_at=now - timedelta(days=3))
    record("change", bank, by=boris, now=now - timedelta(days=5))
    record("give_consent", bank, by=boris, now=now - timedelta(days=1))
    record("leave", bank, by=fatima, now=now - timedelta(days=1))
    told = page(client := browser(fatima))
    assert "Boris heeft goedgevonden dat de cijfers meetellen in de vergelijking." in told
    assert "Boris heeft de gegevens" not in told
    assert "Fatima heeft de organisatie verlaten" not in told
    assert "goedgevonden" in page(client)  # looking alone hides nothing
    assert client.post("/mijn/gezien/").url == URL
    assert "Er is sindsdien niets veranderd." in page(client)


def test_without_having_said_so_a_month_is_shown() -> None:
    fatima, boris, bank = someone("Fatima"), someone("Boris"), organisation()
    member(fatima, bank)
    now = timezone.now()
    User.objects.filter(pk=fatima.pk).update(date_joined=now - timedelta(days=300))
    record("change", bank, by=boris, now=now - timedelta(days=29))
    record("leave", bank, by=boris, now=now - timedelta(days=31))
    told = page(browser(fatima))
    assert "Boris heeft de gegevens" in told
    assert "Boris heeft de organisatie verlaten" not in told


def test_staff_sees_what_waits(version: InstrumentVersion) -> None:
    one, other = sorted([organisation(), organisation("De Bank.")], key=lambda org: org.pk)
    PossibleDouble.objects.create(one=one, other=other, found_at=NOW)
    invited("ad@example.org", role=RoleKind.ADVISER, expires_at=timezone.now() + timedelta(days=1))
    of = evaluation(version, one)
    StatementFeedback.objects.create(evaluation=of, statement="A3", opinion="unclear", comment="Wat is beleid?", at=NOW)
    told = page(browser(someone("Sanne")))
    assert "1 paar organisaties is misschien dubbel" in told
    assert "1 uitnodiging verloopt binnen drie dagen" in told
    assert "Wat is beleid?" in told
    assert str(of.pk) not in told


def test_administrator_sees_drafts_and_who_lacks_a_second_factor(version: InstrumentVersion) -> None:
    someone("Aud")
    told = page(browser(someone("Bea")))
    assert "Proef, versie 1 is nog niet gepubliceerd" in told
    assert reverse("reports:office_user", args=[User.objects.get(name="Aud").pk]) in told


@pytest.mark.parametrize(("name", "words"), [("Ad", "adviseur"), ("Aud", "auditor")])
def test_adviser_and_auditor_read_why_it_is_empty(name: str, words: str) -> None:
    told = page(browser(someone(name)))
    assert f"Je werkt hier als {words}." in told
    assert "Afgelopen aanvragen" not in told
    assert "Er wacht nog geen" in told
    assert "sinds 23 november 2026" in told


def test_several_roles_switch_visibly() -> None:
    fatima = someone("Fatima", RoleKind.ADVISER, RoleKind.STAFF)
    member(fatima, organisation())
    client = browser(fatima)
    told = page(client)
    assert "Wat gebruikers vinden" in told
    assert told.count('name="role" value=') == 3
    response = client.post("/mijn/rol/", {"role": "member"})
    assert (response.status_code, response.url) == (302, URL)
    assert "De Bank" in page(client)


@pytest.mark.parametrize("role", ["staff", "member", "", "koning"])
def test_a_role_one_does_not_have_is_404(role: str) -> None:
    assert browser(someone("Ad")).post("/mijn/rol/", {"role": role}).status_code == 404


def test_a_role_that_was_taken_back_is_shown_no_more() -> None:
    fatima = someone("Fatima", RoleKind.ADVISER, RoleKind.STAFF)
    client = browser(fatima)
    client.post("/mijn/rol/", {"role": "adviser"})
    fatima.roles.filter(kind=RoleKind.ADVISER).delete()
    assert "Wat gebruikers vinden" in page(client)


# --- Applications for the mark ------------------------------------------------------------------------------------------


def test_a_member_reads_what_the_mark_asks_of_them() -> None:
    fatima, wim, bank = someone("Fatima"), someone("Wim"), organisation()
    member(fatima, bank)
    member(wim, bank, Right.READER)
    one = application(bank, "working", due_on=date(2030, 3, 1))
    told = page(browser(fatima))
    assert "Er wordt op jullie gewacht voor het keurmerk." in told
    assert f"/aanvraag/{one.code}/" in told
    assert "Jullie zijn aan zet: het dossier afmaken en indienen, uiterlijk 1 maart 2030." in told
    told = page(browser(wim))
    assert "Er wordt op jullie gewacht" not in told
    assert "Jullie zijn aan zet" in told


def test_a_member_sees_for_whom_they_wait_and_who_may_ask_for_the_mark(version: InstrumentVersion) -> None:
    fatima, bank, club = someone("Fatima"), organisation(), organisation("De Club")
    member(fatima, bank)
    member(fatima, club)
    application(bank, "decision", due_on=date(2020, 3, 1))
    for of in (bank, club):
        completed(version, of)
    told = page(browser(fatima))
    assert "Wacht op NOV: een besluit nemen. Te laat sinds 2 maart 2020." in told
    assert reverse("keurmerk:request_mark", args=[club.pk]) in told
    assert reverse("keurmerk:request_mark", args=[bank.pk]) not in told
    member(wim := someone("Wim"), club, Right.EDITOR)
    assert reverse("keurmerk:request_mark", args=[club.pk]) not in page(browser(wim))


def test_an_adviser_sees_what_waits_for_them_for_others_and_what_ended() -> None:
    ad, anouk = someone("Ad"), someone("Anouk", RoleKind.ADVISER)
    application(organisation("Vraagt"), "requested", 1, adviser=ad)
    application(organisation("Werkt"), "working", 2, adviser=ad)
    application(organisation("Klaar"), "granted", 3, adviser=ad, state_since=timezone.now())
    application(organisation("Vreemd"), "requested", 4, adviser=anouk)
    told = page(browser(ad))
    assert "Er wacht 1 aanvraag op jou." in told
    assert "Jij bent aan zet: de aanvraag aannemen of afwijzen." in told
    assert told.index("voor-mij") < told.index("Keurmerk voor Vraagt") < told.index("voor-anderen")
    assert told.index("voor-anderen") < told.index("Keurmerk voor Werkt") < told.index("Afgelopen aanvragen")
    assert "Dit jaar kwam er 1 aanvraag tot een eind." in told
    assert told.index("Afgelopen aanvragen") < told.index("Klaar")
    assert "Vreemd" not in told


def test_an_auditor_sees_their_audits_only() -> None:
    aud = someone("Aud")
    application(organisation("Dossier"), "audit", 1, auditor=aud)
    application(organisation("Elders"), "audit_assignment", 2)
    told = page(browser(aud))
    assert "Jij bent aan zet: het dossier beoordelen." in told
    assert "Elders" not in told


def test_lists_of_an_adviser_are_paged_with_theirs_first() -> None:
    ad = someone("Ad")
    for at in range(60):
        application(organisation(f"Org {at:02}"), "working" if at < 55 else "assessment", at, adviser=ad)
    for at in range(25):
        application(organisation(f"Oud {at:02}"), "refused", 100 + at, adviser=ad)
    client = browser(ad)
    first, second = (" ".join(client.get(URL, {"lopend": at}).content.decode().split()) for at in (1, 2))
    assert "Er wachten 5 aanvragen op jou." in first
    assert first.count("Keurmerk voor Org") == 50
    assert second.count("Keurmerk voor Org") == 10
    assert "staat op de eerste bladzijde" in second
    assert client.get(URL, {"pagina": "2"}).content.decode().count("Oud ") == 5


def test_staff_sees_what_waits_for_nov_with_the_way_to_the_list() -> None:
    application(organisation("A"), "requested", 1, waits_for=Party.OFFICE)
    application(organisation("B"), "plan_review", 2, due_on=date(2020, 1, 1))
    application(organisation("C"), "plan_review", 3)
    application(organisation("D"), "audit_assignment", 4)
    application(organisation("E"), "decision", 5)
    application(organisation("F"), "objection", 6)
    application(organisation("G"), "objection", 7, waits_for=Party.AUDITOR)
    client = browser(someone("Sanne"))
    told = page(client)
    for words in (
        "1 aanvraag zoekt een adviseur",
        "2 plannen van aanpak wachten op goedkeuring",
        "1 aanvraag heeft een auditor nodig",
        "1 aanvraag wacht op een besluit",
        "1 bezwaar wacht op NOV",
        "1 aanvraag is te laat",
        "7 aanvragen zijn nog bezig",
    ):
        assert words in told
    context = client.get(URL).context["mark"]
    for task in [*context.tasks, *context.elsewhere]:
        assert str(len(client.get(task.href).context["rows"])) == task.words.split()[0]


def test_what_changed_shows_applications_as_far_as_one_may_see_them() -> None:
    fatima, ad, aud, sanne, bank = *(someone(name) for name in ("Fatima", "Ad", "Aud", "Sanne")), organisation()
    member(fatima, bank)
    now = timezone.now()
    User.objects.update(start_seen_at=now - timedelta(days=3))
    one = application(bank, "audit", adviser=ad, auditor=aud)
    record("assign_auditor", one, by=sanne, now=now - timedelta(days=2), to=aud.pk)
    record("return_plan", one, by=someone("Bea"), now=now - timedelta(days=2))
    record("draw_sample", one, by=aud, now=now - timedelta(days=1), seed=7)
    told = page(browser(fatima))
    assert "Sanne heeft Aud als auditor aangewezen." in told
    assert "keurmerk voor De Bank (AUDI-0000)" in told
    assert "steekproef" not in told
    assert "teruggestuurd" in told
    told = page(browser(aud))
    assert "aangewezen" in told
    assert "teruggestuurd" not in told
    assert "steekproef" in page(browser(sanne))


# --- What it costs ------------------------------------------------------------------------------------------------------


def fill(user: User, version: InstrumentVersion, number: int) -> None:
    """So many organisations of this user, each with work, a report, an invitation and something that happened."""
    boris = User.objects.filter(name="Boris").first() or someone("Boris")
    bea = User.objects.create_user(f"b{number}@example.org", name="Bob")
    for at in range(number):
        of = organisation(f"De Bank {at:03}")
        member(user, of)
        evaluation(version, of)
        completed(version, of)
        invited("x@example.org", at, organisation=of, right=Right.READER)
        record("change_right", of, by=boris, now=timezone.now(), member=bea.pk, right="editor")
        of_role = User.objects.create_user(f"role{at}@example.org")
        of_role.roles.create(kind=RoleKind.ADVISER, since=NOW)
        record("grant_role", of_role, by=boris, now=timezone.now(), role="adviser")
        for state in ("audit", "granted"):
            record("accept", application(of, state, at, adviser=user, auditor=user), by=boris, now=timezone.now())


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ["Geldig", "Geldig tot en met"]),
        ({"state": "suspended"}, ["Geschorst", "Het keurmerk van De Bank is geschorst"]),
        (
            {"valid_until": shelf.today() + timedelta(days=90)},
            ["Loopt bijna af", "Vraag de herbeoordeling aan voor De Bank"],
        ),
        ({"valid_until": shelf.today() + timedelta(days=200)}, ["Herbeoordeling kan nu"]),
        ({"valid_from": date(2018, 1, 1)}, ["Verlopen", "De laatste dag was 31 december 2021."]),
        ({"valid_from": shelf.today() + timedelta(days=9)}, ["Gaat nog in"]),
    ],
    ids=["valid", "suspended", "nearly over", "ending", "expired", "coming"],
)
def test_a_member_sees_their_mark(version: InstrumentVersion, fields: dict[str, Any], words: list[str]) -> None:
    fatima, bank = someone("Fatima"), organisation()
    member(fatima, bank)
    completed(version, bank)
    mark = shelf.mark(organisation=bank, **fields)
    told = page(browser(fatima))
    assert "Ons keurmerk" in told
    assert f"/ons-keurmerk/{mark.number}/" in told
    for one in words:
        assert one in told
    may_ask = "valid_until" in fields or "Verlopen" in words
    assert (reverse("keurmerk:request_mark", args=[bank.pk]) in told) == may_ask


def test_what_happened_to_a_mark_is_told_but_no_signal() -> None:
    fatima, sanne, bank = someone("Fatima"), someone("Sanne", "staff"), organisation()
    member(fatima, bank)
    mark, now = shelf.mark(organisation=bank), timezone.now()
    for verb in ("suspend", "signal", "arrange_hand_over"):
        record(verb, mark, by=sanne, now=now, number=mark.number)
    told = page(browser(fatima))
    assert f"Sanne heeft keurmerk {mark.number} geschorst." in told
    assert f"Sanne heeft de uitreiking van keurmerk {mark.number} bijgewerkt." in told
    assert "keurmerk van De Bank" in told
    assert "gemeld" not in told


def test_a_reader_sees_the_mark_and_is_asked_nothing(version: InstrumentVersion) -> None:
    wim, bank = someone("Wim"), organisation()
    member(wim, bank, Right.READER)
    completed(version, bank)
    mark = shelf.mark(organisation=bank, valid_until=shelf.today() + timedelta(days=90))
    told = page(browser(wim))
    assert f"/ons-keurmerk/{mark.number}/" in told
    assert "Vraag de herbeoordeling aan" not in told
    assert "Er wacht niets op jou." in told


@pytest.mark.parametrize("marks", [1, 3])
def test_marks_cost_two_queries(
    version: InstrumentVersion, django_assert_num_queries: Callable[..., object], marks: int
) -> None:
    fatima = someone("Fatima")
    for number in range(marks):
        member(fatima, of := organisation(f"De Bank {number}"))
        completed(version, of)
        shelf.mark(organisation=of)
        shelf.mark(organisation=of, valid_from=date(2018, 1, 1))
    client = browser(fatima)
    with django_assert_num_queries(10):
        page(client)


@pytest.mark.parametrize("number", [1, 500])
@pytest.mark.parametrize(
    ("kinds", "queries"),
    [((), 10), (("staff",), 26), (("administrator",), 11), (("adviser",), 9), (("auditor",), 9)],
    ids=["member", "staff", "administrator", "adviser", "auditor"],
)
def test_queries_do_not_grow(
    version: InstrumentVersion,
    django_assert_num_queries: Callable[..., object],
    kinds: tuple[str, ...],
    queries: int,
    number: int,
) -> None:
    user = someone("Fatima", *kinds)
    fill(user, version, number)
    client = browser(user)
    with django_assert_num_queries(queries):
        page(client)
