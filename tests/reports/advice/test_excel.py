"""The report as workbook: the same figures as elsewhere, text that stays text, and the same bytes for the same
values.
"""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from reports.advice.excel import report_workbook
from selfeval.advice import Advice
from tests.reports.cast import level_of, plain_instrument, report, report_on


def rows(advice: Advice, sheet: str) -> list[list[Any]]:
    book = load_workbook(BytesIO(report_workbook(advice)))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_figures_are_those_of_the_report() -> None:
    advice = report(level_of(55), star=True)
    themes = rows(advice, "Thema's")[1:]
    assert [(row[1], row[2]) for row in themes] == [
        (theme.title, float(theme.shown.replace(",", "."))) for theme in advice.themes
    ]
    summary = rows(advice, "Samenvatting")
    assert ["Het geheel", float(advice.shown.replace(",", ".")), 70, advice.verdict, advice.gap or None] in summary


def test_every_statement_is_there_with_its_advice() -> None:
    advice = report(level_of(55), remark="Zie de map.")
    ones = [one for theme in advice.themes for one in theme.statements]
    found = rows(advice, "Stellingen")[1:]
    assert [row[0] for row in found] == [one.code for one in ones]
    assert [row[6] or "" for row in found] == [one.advice for one in ones]
    assert {row[5] for row in found} == {"Zie de map."}


def test_what_people_type_stays_text() -> None:
    remark = '=HYPERLINK("https://x.example";"klik")'
    advice = report(level_of(40), star=True, organisation="+31 6", remark=remark)
    book = load_workbook(BytesIO(report_workbook(advice)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    cell = book["Stellingen"]["F2"]
    assert (cell.value, cell.quotePrefix) == (remark, True)


def test_headers_stay_in_sight_and_pages_are_a4() -> None:
    book = load_workbook(BytesIO(report_workbook(report(level_of(40)))))
    for name in ("Thema's", "Stellingen", "Wat eerst"):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.print_title_rows == "$1:$1"


def test_no_score_is_not_a_nought() -> None:
    advice = report_on(plain_instrument([["Een"], ["Twee"]]), {}, "full", lambda at, _s: 3 if at else "nvt")
    assert [row[2] for row in rows(advice, "Thema's")[1:]] == ["n.v.t.", 100]


def test_same_values_same_bytes() -> None:
    advice = report(level_of(55))
    assert report_workbook(advice) == report_workbook(advice)
