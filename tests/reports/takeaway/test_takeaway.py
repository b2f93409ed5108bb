"""Taking one's data away: everything is in the zip, readable for people and machines, and nothing that opens a door."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from openpyxl import load_workbook

from goedgeregeld.accounts.actions.invitations import invite_member
from goedgeregeld.accounts.states import Right
from goedgeregeld.events.models import Event
from reports.takeaway import actions
from reports.takeaway.actions import IN_MEMORY
from selfeval.models import Evaluation
from tests.reports.conftest import NOW
from tests.reports.people import browser, member, organisation, someone

pytestmark = pytest.mark.django_db


def unpacked(response) -> dict[str, bytes]:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert "attachment" in response["Content-Disposition"]
    with ZipFile(BytesIO(response.getvalue())) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def bank(evaluation_of):
    """De Bank of Fatima and Wim, with one evaluation completed and one open."""
    made = organisation("De Bank")
    fatima = someone("Fatima")
    member(fatima, made)
    member(someone("Wim"), made, Right.READER)
    done, draft = evaluation_of(remark="Staat in de statuten."), evaluation_of(completed=False)
    Evaluation.objects.filter(pk__in=[done.pk, draft.pk]).update(organisation=made)
    invite_member(made, email="boris@example.org", right=Right.READER, by=fatima, now=NOW)
    return made, fatima


def test_a_person_gets_account_memberships_and_acts(bank):
    _, fatima = bank
    Authenticator.objects.create(user=fatima, type="totp", data={"secret": "HEEL-GEHEIM"})
    client = browser(fatima)
    assert "zipbestand" in client.get("/privacy/meenemen/").content.decode()
    files = unpacked(client.post("/privacy/meenemen/"))
    assert sorted(files) == ["LEESMIJ.txt", "gegevens.json", "gegevens.xlsx"]
    data = json.loads(files["gegevens.json"])
    assert data["accounts.user"][0]["email"] == "fatima@example.org"
    assert data["accounts.membership"][0]["right"] == "manager"
    assert data["accounts.invitation"][0]["email"] == "boris@example.org"
    assert {row["verb"] for row in data["events.event"]} == {"invite", "take_away"}
    everything = b"".join(files.values())
    assert b"HEEL-GEHEIM" not in everything
    assert b"token_sha256" not in files["gegevens.json"]
    assert b'"password"' not in files["gegevens.json"]
    assert "Jouw gegevens" in files["LEESMIJ.txt"].decode()


def test_a_beheerder_gets_everything_of_the_organisation(bank):
    made, fatima = bank
    files = unpacked(browser(fatima).post(f"/organisatie/{made.pk}/meenemen/"))
    kinds = sorted(name.rpartition("/")[2] for name in files)
    assert kinds == [
        "LEESMIJ.txt", "gegevens.json", "gegevens.xlsx", "rapport.pdf", "rapport.xlsx", "vragenlijst.xlsx",
        "vragenlijst.xlsx",
    ]  # fmt: skip
    pdf = next(content for name, content in files.items() if name.endswith("rapport.pdf"))
    assert pdf.startswith(b"%PDF")
    data = json.loads(files["gegevens.json"])
    assert len(data["selfeval.evaluation"]) == 2
    assert {row["remark"] for row in data["selfeval.answer"]} == {"Staat in de statuten.", ""}
    assert [row["name"] for row in data["accounts.user (leden)"]] == ["Fatima", "Wim"]
    assert "last_login" not in data["accounts.user (leden)"][0]
    book = load_workbook(BytesIO(files["gegevens.xlsx"]))
    assert "answer" in book.sheetnames
    assert Event.objects.get(verb="take_away").object_id == str(made.pk)


def test_who_holds_the_link_takes_what_nobody_claimed(evaluation_of, client):
    evaluation = evaluation_of()
    files = unpacked(client.post(f"/zelfevaluatie/{evaluation.pk}/meenemen/"))
    assert sum(name.endswith("rapport.pdf") for name in files) == 1
    assert json.loads(files["gegevens.json"])["selfeval.evaluation"][0]["id"] == str(evaluation.pk)


def test_a_large_zip_goes_to_disk(bank, monkeypatch):
    made, fatima = bank
    assert IN_MEMORY <= 1024 * 1024
    monkeypatch.setattr(actions, "IN_MEMORY", 1000)
    with actions.take_organisation(made, by=fatima, now=NOW) as file:
        assert file._rolled
        assert file.read(2) == b"PK"
