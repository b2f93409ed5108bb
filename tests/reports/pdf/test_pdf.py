"""The report as PDF: tagged, the same bytes for the same values, and nothing people type can break or steer it."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pdfua
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.advice.pdf import draw_charts, report_pdf
from reports.pdf import ROOT
from reports.pdf.characters import printable
from reports.plots import KINDS
from selfeval.advice import Advice
from tests.reports.cast import level_of, plain_instrument, report, report_on

WEIRD = (
    '😀👍🏽 مرحبا بالعالم 你好 <b>x</b> #panic("x") $a$ *b* [y] \\ ~ `c` @z = kop\n- lijst\n\n// einde\x07 \u200d हिन्दी'
)
TINY = dict.fromkeys(KINDS, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0L5 5"/></svg>')
CASES: dict[str, Advice] = {
    "star club at 3 %": report(lambda at, _s: 1 if at % 11 == 0 else 0, star=True),
    "hospital at 55 %": report(level_of(55), remark="Samen met de buurt."),
    "hospital at 100 %": report(level_of(100)),
    "incomplete": report(lambda at, _s: None if at % 2 else 3),
    "nothing to score": report(lambda _at, s: "nvt" if s.allow_na else None),
    "endless words": report(level_of(40), organisation="X" * 200, remark="abcdefghij" * 500),
    "any language": report(level_of(40), organisation=WEIRD[:100], remark=WEIRD),
}


@pytest.mark.parametrize("case", CASES)
def test_pdf_ua_finds_nothing(case: str, tmp_path: Path) -> None:
    advice = CASES[case]
    file = tmp_path / "rapport.pdf"
    file.write_bytes(report_pdf(advice, draw_charts(advice)))
    result = pdfua.validate(str(file))
    assert [finding for outcome in result.outcomes for finding in outcome.findings] == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert str(pdf.docinfo["/Title"]).startswith("Adviesrapport ")
        assert bool(pdf.Root.MarkInfo.Marked)


def test_same_values_same_bytes() -> None:
    advice = CASES["hospital at 55 %"]
    charts = draw_charts(advice)
    made = report_pdf(advice, charts)
    assert made == report_pdf(advice, charts)
    assert made != report_pdf(replace(advice, completed_on=date(2026, 11, 24)), charts)


@pytest.mark.parametrize("name", ['De "Brug" \\', '\\")) #panic("x") //', "\\u{41}\\n \\\\ é"])
def test_a_name_that_looks_like_markup_is_a_name(name: str) -> None:
    advice = report_on(plain_instrument([["Thema"]]), {}, "full", lambda *_: 1, organisation=name)
    with pikepdf.open(BytesIO(report_pdf(advice, TINY))) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"Adviesrapport {name}"


def test_what_was_made_before_leaves_no_trace() -> None:
    first, other = CASES["hospital at 55 %"], CASES["hospital at 100 %"]
    alone = report_pdf(first, TINY)
    report_pdf(replace(first, organisation="Een heel andere club"), TINY)
    report_pdf(other, TINY)
    assert report_pdf(first, TINY) == alone


@settings(max_examples=25)
@given(remark=st.text(max_size=300))
def test_no_text_can_stop_the_report(remark: str) -> None:
    advice = report_on(
        plain_instrument([["Thema"]]), {}, "full", lambda *_: 1, organisation=remark or "x", remark=remark
    )
    assert report_pdf(advice, TINY).startswith(b"%PDF")


def test_every_template_is_a_function_of_its_values() -> None:
    documents = {one.name: text for one in ROOT.rglob("*.typ") if "#show: document" in (text := one.read_text())}
    documents.pop("base.typ")  # shows how
    assert "report.typ" in documents
    assert [name for name, text in documents.items() if "#let paper(data) = " not in text] == []


def test_a_crash_in_typst_is_an_ordinary_error() -> None:
    class PanicException(BaseException):
        pass

    with (
        patch("reports.pdf.typst.compile", side_effect=PanicException("byte range")),
        pytest.raises(RuntimeError, match="byte range"),
    ):
        report_pdf(CASES["incomplete"], TINY)


@pytest.mark.parametrize(
    ("text", "shown", "replaced"),
    [
        ("Café ‘De Brug’ – € 5", "Café ‘De Brug’ – € 5", False),
        ("Ёлка ✓ 😀", "Ёлка ✓ 😀", False),
        ("你好", "□□", True),
        ("👍🏽", "□", True),
        ("a\u200db\x07c\r\nd", "abc\nd", False),
        ("x" * 41, "x" * 40 + "\u200bx", False),
    ],
)
def test_characters(text: str, shown: str, replaced: bool) -> None:
    assert printable({"a": [text]}) == ({"a": [shown]}, replaced)
