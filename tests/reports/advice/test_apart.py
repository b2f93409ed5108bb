"""The report says how far apart people were before they agreed: on screen, as PDF, as workbook; and only what may be shown."""

from io import BytesIO

import pdfua
import pikepdf
import pytest
from openpyxl import load_workbook

from reports.advice.apart import apart_of
from reports.advice.excel import report_workbook
from reports.advice.pdf import draw_charts, report_pdf
from selfeval import actions
from selfeval.advice import advise
from selfeval.queries import evaluated
from tests.selfeval.cast import entry, file, later, loaded, save, started
from tests.selfeval.together.stage import answered, opened

pytestmark = pytest.mark.django_db


def talked(*, anonymous: bool, people: int):
    """An evaluation that so many people answered: at A1 half says the one end and half the other, at B1 all say the same."""
    evaluation = started(loaded(file()))
    one = opened(evaluation, anonymous=anonymous)
    for at in range(people):
        said = {"A1": entry(3 * (at % 2), remark="Zwaluw"), "B1": 1}
        answered(one, f"{evaluation.pk}-{at}", said, name=f"Naam{at}")
    actions.close_round(one, now=later(9))
    save(evaluation, A1=2, A2=entry("nvt", "Past niet."), A4=2, B1=1)
    return actions.complete(evaluation, now=later(10))


def test_the_section_names_where_people_were_furthest_apart():
    found = apart_of(talked(anonymous=False, people=4))
    assert found.intro.startswith("4 mensen hebben deze vragenlijst eerst ieder voor zich ingevuld.")
    assert "bij één lag het ver uit elkaar" in found.intro
    [line] = found.lines
    assert (line.code, line.words, line.agreed) == ("A1", "ver uit elkaar", "Niveau 2")


@pytest.mark.parametrize("people", [0, 1])
def test_without_others_there_is_no_section(people):
    assert apart_of(talked(anonymous=False, people=people)) is None


def test_of_two_without_a_name_nothing_is_said():
    found = apart_of(talked(anonymous=True, people=2))
    assert found.lines == ()
    assert "laten we niets zien" in found.intro


def test_it_stands_in_the_workbook_and_the_pdf_and_names_nobody(tmp_path):
    evaluation = talked(anonymous=False, people=4)
    advice, apart = advise(evaluated(evaluation)), apart_of(evaluation)
    book = load_workbook(BytesIO(report_workbook(advice, apart=apart)))
    rows = [[str(cell) for cell in row] for row in book["Samen"].iter_rows(values_only=True)]
    assert rows[1][0] == "A1"
    assert not any("Naam" in cell or "Zwaluw" in cell for row in rows for cell in row)
    assert "Samen" not in load_workbook(BytesIO(report_workbook(advice))).sheetnames
    pdf = tmp_path / "rapport.pdf"
    pdf.write_bytes(report_pdf(advice, draw_charts(advice), apart=apart))
    found = pdfua.validate(str(pdf)).outcomes
    assert [finding for outcome in found for finding in outcome.findings] == []
    with pikepdf.open(pdf) as opened_pdf, opened_pdf.open_outline() as outline:
        assert "Hoe jullie erover dachten" in [one.title for one in outline.root]
