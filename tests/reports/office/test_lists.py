"""The office's lists: who may see them, what the filters do, the sentence above them, exports, and what they cost."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from goedgeregeld.accounts.models import Invitation, Municipality, User
from goedgeregeld.accounts.states import Right, RoleKind, Sector
from goedgeregeld.events.actions import record
from goedgeregeld.events.models import Event
from tests.reports.people import NOW, browser, member, organisation, someone

pytestmark = pytest.mark.django_db
LISTS = ("users", "organisations", "invitations", "events", "money")


def url(name: str, *form: str) -> str:
    return reverse(f"reports:office_{name}{'_export' if form else ''}", args=form)


def told(client: Client, name: str, **chosen: str) -> str:
    response = client.get(url(name), chosen)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def lines(client: Client, name: str, **chosen: str) -> list[list[str]]:
    response = client.get(url(name, "csv"), chosen)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))[1:]


def invitation(email: str, **fields: object) -> Invitation:
    values = {"created_at": NOW, "expires_at": timezone.now() + timedelta(days=10), "token_sha256": email, **fields}
    return Invitation.objects.create(email=email, **values)


@pytest.mark.parametrize("name", ["Fatima", "Boris", "Ad", "Aud"])
@pytest.mark.parametrize("of", LISTS)
def test_the_office_only(name: str, of: str) -> None:
    client, visitor = browser(someone(name)), Client()
    for at in (url(of), url(of, "csv"), url(of, "xlsx")):
        assert client.get(at).status_code == 404
        assert visitor.get(at).url == f"/account/inloggen/?next={at}"


@pytest.mark.parametrize("name", ["Sanne", "Bea"])
@pytest.mark.parametrize("of", LISTS)
def test_the_office_comes_in(name: str, of: str) -> None:
    client = browser(someone(name))
    assert client.get(url(of)).status_code == 200
    assert client.get(url(of), {"pagina": "x", "q": "\x00", "role": "koning", "since": "gisteren"}).status_code == 200


@pytest.mark.parametrize("of", [one for one in LISTS if one != "money"])  # that has tests of its own
def test_exports_open_and_are_written_down(of: str) -> None:
    sanne = someone("Sanne", RoleKind.STAFF)
    User.objects.filter(pk=sanne.pk).update(name="=1+1")
    organisation("=HYPERLINK(1)")
    invitation("ad@example.org", role=RoleKind.ADVISER)
    record("rename", sanne, by=sanne, now=NOW)
    client = browser(sanne)
    rows = list(load_workbook(BytesIO(client.get(url(of, "xlsx")).content)).active.values)
    assert len(rows) >= 2
    assert lines(client, of)
    assert not [cell for row in lines(client, of) for cell in row if cell.startswith("=")]
    assert client.get(url(of, "pdf")).status_code == 404
    assert Event.objects.filter(verb="export", actor=sanne).count() == 3


def test_users_are_found_and_filtered() -> None:
    sanne, ad, boris = someone("Sanne"), someone("Ad"), someone("Boris")
    Authenticator.objects.create(user=ad, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user=boris, type=Authenticator.Type.RECOVERY_CODES, data={})
    User.objects.filter(pk=boris.pk).update(is_active=False)
    member(someone("Fatima"), organisation())
    client = browser(sanne)

    def names(**chosen: str) -> list[str]:
        return [row[0] for row in lines(client, "users", **chosen)]

    assert names() == ["Ad", "Boris", "Fatima", "Sanne"]
    assert names(q="AD@") == ["Ad"]
    assert names(role="adviser") == ["Ad"]
    assert names(role="member") == ["Fatima"]
    assert names(role="none") == ["Boris", "Fatima"]
    assert names(second="yes") == ["Ad"]
    assert names(active="no") == ["Boris"]
    assert "1 gebruiker met de rol adviseur, met een tweede stap." in told(
        client, "users", role="adviser", second="yes"
    )
    assert "Niemand past bij wat je zoekt." in told(client, "users", q="zzz")


def test_erased_people_are_not_in_the_list() -> None:
    User.objects.create_user("gewist-1@gewist.invalid", erased_at=NOW)
    assert "gewist-1" not in told(browser(someone("Sanne")), "users")


def test_organisations_are_found_and_filtered() -> None:
    utrecht = Municipality.objects.create(code="GM0344", name="Utrecht", province="Utrecht")
    assen = Municipality.objects.create(code="GM0106", name="Assen", province="Drenthe")
    organisation("De Bank", municipality=utrecht, sector=Sector.SPORT)
    organisation("De Club", municipality=assen, sector=Sector.CARE)
    client = browser(someone("Sanne"))

    def names(**chosen: str) -> list[str]:
        exported = [row[0] for row in lines(client, "organisations", **chosen)]
        shown = client.get(url("organisations"), chosen).context["rows"]
        assert exported == [one.name for one in shown]
        return exported

    assert names() == ["De Bank", "De Club"]
    assert names(province="Drenthe") == ["De Club"]
    assert names(municipality="GM0344") == ["De Bank"]
    assert names(sector="care") == ["De Club"]
    page = told(client, "organisations", province="Drenthe", sector="care")
    assert "Organisaties in de provincie Drenthe, in de sector Zorg en welzijn." in page
    assert "Geen organisatie past" in told(client, "organisations", q="zzz")


def test_the_list_of_organisations_is_not_a_look_into_a_dossier() -> None:
    organisation()
    told(browser(someone("Sanne")), "organisations")
    assert not Event.objects.exists()


def test_invitations_by_how_they_stand() -> None:
    now = timezone.now()
    bank = organisation()
    invitation("open@example.org", role=RoleKind.ADVISER)
    invitation("soon@example.org", role=RoleKind.AUDITOR, expires_at=now + timedelta(days=1))
    invitation("late@example.org", organisation=bank, right=Right.READER, expires_at=now - timedelta(days=1))
    invitation("done@example.org", role=RoleKind.ADVISER, accepted_at=NOW)
    invitation("back@example.org", role=RoleKind.ADVISER, withdrawn_at=NOW)
    client = browser(someone("Sanne"))

    def who(**chosen: str) -> list[str]:
        return sorted(row[0].partition("@")[0] for row in lines(client, "invitations", **chosen))

    assert who() == ["back", "done", "late", "open", "soon"]
    assert who(state="open") == ["open", "soon"]
    assert who(state="expiring") == ["soon"]
    assert who(state="expired") == ["late"]
    assert who(state="accepted") == ["done"]
    assert who(state="withdrawn") == ["back"]
    assert who(to="organisation") == ["late"]
    assert who(to="auditor") == ["soon"]
    assert who(q="DONE") == ["done"]
    page = told(client, "invitations", state="open")
    assert "2 uitnodigingen die nog openstaan." in page
    assert page.count("Verstuur opnieuw") == 2
    assert page.count("Trek in") == 2
    assert "Verstuur opnieuw" not in told(client, "invitations", state="accepted")


def test_staff_does_not_act_on_invitations_to_the_office() -> None:
    invitation("saar@example.org", role=RoleKind.STAFF)
    assert "Verstuur opnieuw" not in told(browser(someone("Sanne")), "invitations")
    assert "Verstuur opnieuw" in told(browser(someone("Bea")), "invitations")


def test_events_are_searched() -> None:
    sanne, boris, bank = someone("Sanne"), someone("Boris"), organisation()
    record("change", bank, by=boris, now=NOW)
    record("rename", boris, by=boris, now=NOW - timedelta(days=2))
    client = browser(sanne)

    def verbs(**chosen: str) -> list[str]:
        return [row[6] for row in lines(client, "events", **chosen) if row[6] != "export"]

    assert verbs() == ["change", "rename"]
    assert verbs(who="BORIS@") == ["change", "rename"]
    assert verbs(who="sanne") == []
    assert verbs(verb="change") == ["change"]
    assert verbs(kind="accounts.user") == ["rename"]
    assert verbs(since="2026-11-23") == ["change"]
    assert verbs(until="2026-11-21") == ["rename"]
    page = told(client, "events", kind="accounts.organisation", since="2026-11-23")
    assert "Gebeurtenissen bij: organisatie, vanaf 23 november 2026." in page
    assert "Boris heeft de gegevens van de organisatie aangepast." in page
    assert reverse("reports:history", args=["organisatie", bank.pk]) in page
    assert "De laatste dag ligt voor de eerste." in told(client, "events", since="2026-11-23", until="2026-11-01")


def test_events_are_paged_by_place() -> None:
    boris, bank = someone("Boris"), organisation()
    Event.objects.bulk_create(
        Event(at=NOW, actor=boris, verb="change", object_type="accounts.organisation", object_id=str(bank.pk))
        for _ in range(120)
    )
    client, after, seen = browser(someone("Sanne")), "", []
    while True:
        context = client.get(url("events"), {"verb": "change", "vanaf": after}).context
        seen += [line.event.pk for day in context["days"] for line in day.lines]
        after = context["next"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 120


# --- What they cost -------------------------------------------------------------------------------------------------------


def fill(number: int) -> None:
    place = Municipality.objects.create(code="GM0344", name="Utrecht", province="Utrecht")
    for at in range(number):
        user, of = someone(f"User{at}", RoleKind.ADVISER), organisation(f"De Bank {at}", municipality=place)
        member(user, of)
        invitation(f"i{at}@example.org", organisation=of, right=Right.READER, invited_by=user)
        record("change_right", of, by=user, now=NOW, member=User.objects.create_user(f"m{at}@example.org").pk)
        record("grant_role", user, by=user, now=NOW, role="adviser")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("of", "queries"), [("users", 6), ("organisations", 6), ("invitations", 5), ("events", 6)])
def test_queries_do_not_grow(
    django_assert_num_queries: Callable[..., object], of: str, queries: int, number: int
) -> None:
    fill(number)
    client = browser(someone("Sanne"))
    with django_assert_num_queries(queries):
        client.get(url(of))
