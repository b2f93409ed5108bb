"""The report of the figures: PDF/UA, the same bytes for the same figures, and a workbook whose totals and charts are right."""

import random
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pdfua
import pytest
from openpyxl import load_workbook

from reports.kpi import charts, tallies
from reports.kpi.catalogue import MARKS, USES
from reports.kpi.papers.contents import paper_over
from reports.kpi.papers.pdf import paper_pdf
from reports.kpi.papers.workbook import paper_workbook
from reports.kpi.periods import of_year, period
from reports.kpi.queries import Figures, Selection
from tests.reports.kpi import cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def filled() -> None:
    cast.places()
    cast.some(random.Random(8), 120, last=NOW)
    for number in range(6):
        cast.mark(f"NL-{number}", date(2026, 2 + number, 1), municipality_id="GM0344", sector="sport", route="star")
    tallies.refresh(now=NOW)


def drawn(paper) -> dict[str, str]:
    made = {}
    for one in paper.courses:
        made[one.figure.code] = charts.see_drawn(charts.lines_of(one), [("wide", "print")], now=NOW)["wide", "print"]
    return made


@pytest.mark.parametrize("case", ["a year", "a quarter", "nothing at all"])
def test_pdf_ua_finds_nothing(tmp_path: Path, case: str) -> None:
    if case != "nothing at all":
        filled()
    paper = paper_over(period("2026-k3") if case == "a quarter" else of_year(2026), now=NOW)
    file = tmp_path / "figures.pdf"
    file.write_bytes(paper_pdf(paper, drawn(paper)))

    found = pdfua.validate(str(file)).outcomes
    assert [finding for outcome in found for finding in outcome.findings] == []
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout
    assert paper.title in text
    assert "Wat de cijfers betekenen" in text
    assert paper_pdf(paper, drawn(paper)) == file.read_bytes()


def test_a_quarter_that_is_over_is_seen_as_on_its_last_evening():
    filled()
    paper = paper_over(period("2026-k3"), now=NOW)
    uses = paper.courses[0]

    assert paper.day == date(2026, 9, 30)
    assert uses.standing.so_far == len(cast.uses(date(2026, 1, 1), date(2026, 9, 30)))
    new = USES.counted(len(cast.uses(date(2026, 7, 1), date(2026, 9, 30))))
    assert f"In het derde kwartaal van 2026 kwamen er {new} bij" in paper.summary[0]


def test_the_workbook_adds_up_in_libreoffice(tmp_path: Path) -> None:
    filled()
    (tmp_path / "cijfers.xlsx").write_bytes(paper_workbook(paper_over(of_year(2026), now=NOW)))
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path / "out", tmp_path / "cijfers.xlsx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    book = load_workbook(tmp_path / "out" / "cijfers.xlsx", data_only=True)
    figures = Figures(Selection(), now=NOW)

    for name, figure in (("Zelfevaluaties per provincie", USES), ("Keurmerken per provincie", MARKS)):
        rows = list(book[name].iter_rows(values_only=True))
        assert rows[-1][:2] == ("Totaal", figures.total(figure.of, of_year(2026)))
        assert dict(row[:2] for row in rows[1:-1]) == {
            "niet bekend" if key == "-" else key: number
            for key, number in figures.by_province(figure.of, of_year(2026)).items()
        }
    summary = [
        row for row in book["Samenvatting"].iter_rows(values_only=True) if row[0] == "Afgeronde zelfevaluaties 2026"
    ]
    assert summary[0][3] == round(100 * summary[0][1] / summary[0][2], 1)
    assert sum(len(sheet._charts) for sheet in book) >= 6


def test_the_workbook_is_the_same_bytes_for_the_same_figures() -> None:
    filled()
    paper = paper_over(of_year(2026), now=NOW)
    assert paper_workbook(paper) == paper_workbook(paper)
    book = load_workbook(BytesIO(paper_workbook(paper)))
    assert book["Per maand"]["B13"].value == "=SUM(B2:B12)"
