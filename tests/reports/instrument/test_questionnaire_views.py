"""The questionnaire to take away: public and lasting when blank; one's own only for who may see it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reports.excel import XLSX
from selfeval.actions import load_instrument, start_evaluation
from selfeval.entries import Entry
from selfeval.loaders import TOKENS
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries import Stand
from selfeval.sheets.answers import read_answers_sheet
from tests.reports.cast import CLUB, shipped
from tests.reports.conftest import NOW

Make = Callable[..., Evaluation]
BLANK = ("blank_excel", "blank_pdf")
OWN = ("evaluation_excel", "evaluation_pdf")


@pytest.fixture
def version(db: None) -> InstrumentVersion:
    return load_instrument(shipped(), publish=True, by=None, now=NOW)


@pytest.mark.parametrize("name", BLANK)
def test_a_published_list_is_for_everybody_and_may_be_kept(
    client: Client, version: InstrumentVersion, name: str
) -> None:
    url = reverse(f"reports:{name}", args=[version.code, version.version])
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] in {XLSX, "application/pdf"}
    assert f"vragenlijst-{version.code}-{version.version}." in response["Content-Disposition"]
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    again = client.get(url, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("name", BLANK)
def test_what_is_not_published_does_not_exist(client: Client, version: InstrumentVersion, name: str) -> None:
    InstrumentVersion.objects.update(published_at=None)
    assert client.get(reverse(f"reports:{name}", args=[version.code, version.version])).status_code == 404
    assert client.get(reverse(f"reports:{name}", args=[version.code, "1"])).status_code == 404


def test_ones_own_list_holds_what_was_entered_and_what_applies(client: Client, evaluation_of: Make) -> None:
    evaluation = evaluation_of(completed=False, remark="=1+1")
    Evaluation.objects.update(profile={**evaluation.profile, "municipality": "GM0344"})
    response = client.get(reverse("reports:evaluation_excel", args=[evaluation.pk]))
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert "vragenlijst-de-kromme-elleboog-" in response["Content-Disposition"]
    read = read_answers_sheet(response.content, shipped())
    assert (read.organisation, read.route) == ("De Kromme Elleboog", evaluation.route)
    assert list(read.entries) == [s.code for s in Stand(evaluation).statements]
    assert set(read.entries.values()) == {Entry("2", "", "=1+1")}
    assert all(sent.seen == sent.entry.mark for sent in read.sent.values())


@pytest.mark.parametrize("name", OWN)
def test_without_a_profile_the_list_is_whole(client: Client, version: InstrumentVersion, name: str) -> None:
    evaluation, token = start_evaluation(version, profile=CLUB, organisation_name="", now=NOW)
    Evaluation.objects.update(profile={})
    session = client.session
    session[TOKENS] = {str(evaluation.pk): token}
    session.save()
    response = client.get(reverse(f"reports:{name}", args=[evaluation.pk]))
    assert response.status_code == 200
    if name == "evaluation_excel":
        assert len(read_answers_sheet(response.content, shipped()).entries) == len(shipped().statements)


@pytest.mark.parametrize("name", OWN)
def test_own_pdf_and_excel_are_for_who_may_see_them(client: Client, evaluation_of: Make, name: str) -> None:
    url = reverse(f"reports:{name}", args=[evaluation_of().pk])
    assert client.get(url).status_code == 200
    assert Client().get(url).status_code == 404
    assert client.get(reverse(f"reports:{name}", args=[uuid4()])).status_code == 404
