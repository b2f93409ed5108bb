"""People open our workbooks in LibreOffice and save them: it must open them, and what it saves must read back the same."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from reports.instrument.excel import instrument_workbook
from reports.instrument.excel_questionnaire import questionnaire_workbook
from selfeval.entries import Entry
from selfeval.sheets.answers import FilledSheet, read_answers_sheet
from selfeval.sheets.instrument import read_instrument_sheet
from tests.reports.cast import shipped

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice ontbreekt: deze proef is NIET gedaan")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A questionnaire filled in and the instrument, as we made them (in/) and as LibreOffice saved them (uit/)."""
    base = tmp_path_factory.mktemp("office")
    (base / "in").mkdir()
    (base / "in" / "lijst.xlsx").write_bytes(questionnaire_workbook(shipped(), prefill=_given(), municipalities=PLACES))
    (base / "in" / "instrument.xlsx").write_bytes(instrument_workbook(shipped()))
    for kind in ("xlsx", "pdf"):
        command = [str(SOFFICE), f"-env:UserInstallation=file://{base}/profiel", "--headless", "--convert-to", kind]
        names = [str(base / "in" / name) for name in ("lijst.xlsx", "instrument.xlsx")]
        subprocess.run([*command, "--outdir", str(base / "uit"), *names], check=True, timeout=240, capture_output=True)
    return base


PLACES = (("GM0344", "Utrecht"), ("GM0363", "Amsterdam"))


def _given() -> FilledSheet:
    entries = {s.code: Entry(str(n % 4), "", "=1+1\nregel 2") for n, s in enumerate(shipped().statements)}
    allowed = next(s.code for s in shipped().statements if s.allow_na)
    entries |= {allowed: Entry("nvt", "-want", "@x"), "A2": Entry("?"), "A3": Entry("", "", "+31 6 _x0041_ 🎉")}
    profile = {"volunteers": 80, "paid_fte": Decimal("1.5"), "sector": "sport", "municipality": "GM0344"}
    seen = {code: entry.mark for code, entry in entries.items()}
    return FilledSheet({**profile, "works_with_minors": True}, "=Org & Zn", "star", entries, seen)


def test_a_list_saved_by_libreoffice_reads_back_the_same(files: Path) -> None:
    assert read_answers_sheet((files / "uit" / "lijst.xlsx").read_bytes(), shipped()) == _given()


def test_an_instrument_saved_by_libreoffice_reads_back_the_same(files: Path) -> None:
    assert read_instrument_sheet((files / "uit" / "instrument.xlsx").read_bytes()) == shipped()


@pytest.mark.parametrize("name", ["lijst.pdf", "instrument.pdf"])
def test_it_prints(files: Path, name: str) -> None:
    content = (files / "uit" / name).read_bytes()
    assert content.startswith(b"%PDF")
    assert len(content) > 20_000
