"""A filled-in workbook through the site: whole, or with every problem in sight and nothing saved."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from reports.instrument.excel_questionnaire import questionnaire_workbook
from selfeval import queries
from selfeval.models import Evaluation
from selfeval.sheets.answers import FilledSheet
from tests.selfeval.actions.history import everything
from tests.selfeval.cast import INSTRUMENT, LARGE, SMALL, entry, save
from tests.selfeval.views.pages import url, words

START = reverse("selfeval:start_from_sheet")


def workbook(**filled):
    return questionnaire_workbook(INSTRUMENT, prefill=FilledSheet(**filled))


def filled_in(**choices):
    """The workbook of the evaluation as it was handed out empty, with these levels typed in."""
    book = load_workbook(BytesIO(workbook(profile=LARGE)))
    sheet = book["Stellingen"]
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Antwoord")
    for (code,) in sheet.iter_rows(max_col=1):
        if code.value in choices:
            sheet.cell(code.row, column).value = choices[code.value]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def upload(browser, address, content, name="ingevuld.xlsx", number="", **more):
    return browser.post(address, {"sheet": SimpleUploadedFile(name, content), "nummer": number}, **more)


def test_a_filled_in_workbook_comes_in(evaluation, fatima):
    response = upload(fatima, url("sheet", evaluation), filled_in(A1=2, B1=0), follow=True)

    assert "2 antwoorden zijn overgenomen" in words(response)
    assert queries.entries_of(evaluation) == {"A1": entry(2), "B1": entry(0)}


def test_what_stood_in_the_workbook_when_it_was_handed_out_replaces_nothing(evaluation, fatima):
    save(evaluation, A1=3)
    upload(fatima, url("sheet", evaluation), workbook(profile=LARGE, entries={"A1": entry(2)}))

    assert queries.entries_of(evaluation) == {"A1": entry(3)}


def test_an_evaluation_starts_from_a_workbook_once(version, boris):
    content = workbook(profile=SMALL, organisation="De Brug", route="star", entries={"A1": entry(2)})
    number = boris.get(START).context["number"]
    first, second = (upload(boris, START, content, number=number) for _ in range(2))

    assert first.url == second.url == url("overview", Evaluation.objects.get())
    assert "1 van de 3 stellingen beantwoord" in words(boris.get(first.url))


WRONG = {
    "no workbook": b"Dit is geen Excel.",
    "old Excel": bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600,
    "an empty zip": b"PK\x05\x06" + b"\x00" * 18,
    "empty": b"",
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("start", [True, False], ids=["start", "into"])
def test_what_is_no_workbook_is_refused_and_nothing_is_saved(evaluation, fatima, content, start):
    before = everything()
    response = upload(fatima, START if start else url("sheet", evaluation), content)

    assert response.status_code == 422
    assert everything() == before


def test_a_file_that_is_far_too_large_is_refused(evaluation, fatima, settings):
    before = everything()
    response = upload(fatima, url("sheet", evaluation), b"PK" + b"x" * settings.SHEET_MAX_BYTES)

    assert response.status_code == 422
    assert "te groot" in words(response)
    assert everything() == before


def test_no_file_is_refused(evaluation, fatima):
    assert fatima.post(url("sheet", evaluation), {"sheet": ""}).status_code == 422


def test_a_route_that_is_not_open_is_said_and_nothing_comes_in(evaluation, fatima):
    before = everything()
    response = upload(fatima, url("sheet", evaluation), workbook(profile=LARGE, route="star", entries={"A1": entry(1)}))

    assert response.status_code == 422
    assert everything() == before


def test_after_completion_nothing_comes_in(done, opened):
    browser, before = opened(done), everything()
    response = upload(browser, url("sheet", done), workbook(profile=LARGE, entries={"A1": entry(0)}))

    assert response.status_code == 409
    assert everything() == before
