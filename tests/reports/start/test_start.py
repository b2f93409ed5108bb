"""The start page: what waits, what changed, in the role one chose; and what it costs with one object and with 500."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goedgeregeld.accounts.models import Invitation, Organisation, PossibleDouble, User
from goedgeregeld.accounts.states import Right, RoleKind
from goedgeregeld.events.actions import record
from selfeval.models import Evaluation, InstrumentVersion, StatementFeedback
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


@pytest.mark.parametrize("number", [1, 500])
@pytest.mark.parametrize(
    ("kinds", "queries"),
    [((), 8), (("staff",), 11), (("administrator",), 11), (("adviser",), 5), (("auditor",), 5)],
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
