"""`evaluate`: the JSON of design section 3 on standard output and nothing else; reports as files; refusals as lines."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from goedgeregeld.file_command import Refused
from selfeval.actions import load_instrument
from selfeval.models import Evaluation
from tests.naive_scoring import evaluate as naively
from tests.raw_instrument import Raw, instrument_of, part, raw, statement

FILE = raw(
    part(
        "A",
        [
            statement("A1", starred=True, weight=1.5, essential=True),
            statement("A2", allow_na=True, effort="small"),
            statement("A3", applies_if="minors"),
        ],
    ),
    part("B", [statement("B1", starred=True), statement("B2", allow_na=True, applies_if="alcohol")]),
)
PROFILE = {"volunteers": 80, "paid_fte": 1.5, "minors": True, "alcohol": False}
ANSWERS = {
    "profile": PROFILE,
    "route": "full",
    "answers": {"A1": 1, "A2": "nvt", "A3": 3, "B1": 2},
    "reasons": {"A2": "Wij zijn één vereniging."},
}


@pytest.fixture
def _loaded(db: None) -> None:
    load_instrument(instrument_of(FILE), publish=True, by=None, now=timezone.now())


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> bytes:
    call_command("evaluate", *arguments)
    out, err = capsysbinary.readouterr()
    assert err == b""
    return out


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "antwoorden.json"
    path.write_text(json.dumps(ANSWERS))
    return path


@pytest.mark.usefixtures("_loaded")
def test_the_json_of_the_design_and_nothing_else(answers: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    out = json.loads(run(capsysbinary, "--instrument", "proef", "--answers", str(answers)))
    expected: Raw = {
        "instrument": "proef",
        "version": "2026.1",
        "route": "full",
        "complete": True,
        "unanswered": [],
        "overall": {"score": "430/7", "shown": "61,9"},
        "parts": {"A": {"score": "60", "shown": "60,0"}, "B": {"score": "200/3", "shown": "66,7"}},
        "themes": {"A-1": {"score": "60", "shown": "60,0"}, "B-1": {"score": "200/3", "shown": "66,7"}},
        "ready": False,
        "missing": [{"kind": "overall"}, {"kind": "essential", "code": "A1"}],
        "priorities": ["A1", "B1"],
    }
    expected["overall"] = {"score": "1300/21", "shown": "61,9"}
    assert out == expected
    assert list(out) == list(expected)
    exact = {**PROFILE, "paid_fte": Decimal("1.5")}
    assert out == naively(FILE, exact, "full", ANSWERS["answers"])  # type: ignore[arg-type]


@pytest.mark.usefixtures("_loaded")
def test_an_incomplete_one_without_route(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"profile": PROFILE, "answers": {}}))
    out = json.loads(run(capsysbinary, "--instrument", "proef@2026.1", "--answers", str(path)))
    assert (out["route"], out["complete"], out["unanswered"], out["ready"]) == ("star", False, ["A1", "B1"], False)
    assert out["themes"]["A-1"] == {"score": None, "shown": "n.v.t."}


@pytest.mark.usefixtures("_loaded")
def test_from_standard_input(answers: Path, capsysbinary: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(answers.read_bytes())))
    assert json.loads(run(capsysbinary, "--instrument", "proef", "--answers", "-"))["version"] == "2026.1"


@pytest.mark.usefixtures("_loaded")
def test_to_a_file(answers: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    to = tmp_path / "uit.json"
    assert run(capsysbinary, "--instrument", "proef", "--answers", str(answers), "--output", str(to)) == b""
    assert json.loads(to.read_text())["route"] == "full"


@pytest.mark.usefixtures("_loaded")
def test_letters_are_not_escaped(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    odd = raw(part("A", [statement("A1")]), version="2027")
    load_instrument(instrument_of(odd), publish=False, by=None, now=timezone.now())
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"profile": PROFILE, "route": "full", "answers": {}}))
    assert b"\\u" not in run(capsysbinary, "--instrument", "proef@2027", "--answers", str(path))


@pytest.mark.usefixtures("_loaded")
def test_without_version_the_newest_published_one(answers: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for version in ("2027.1", "2028.1"):
        newer = instrument_of({**FILE, "version": version})
        load_instrument(newer, publish=version == "2027.1", by=None, now=timezone.now())
    assert json.loads(run(capsysbinary, "--instrument", "proef", "--answers", str(answers)))["version"] == "2027.1"


@pytest.mark.django_db
def test_nothing_published_then_the_newest_loaded(answers: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for version in ("2026.1", "2026.2"):
        one = instrument_of({**FILE, "version": version})
        load_instrument(one, publish=False, by=None, now=timezone.now())
    assert json.loads(run(capsysbinary, "--instrument", "proef", "--answers", str(answers)))["version"] == "2026.2"


@pytest.mark.usefixtures("_loaded")
def test_the_report_as_pdf_and_as_workbook(answers: Path, tmp_path: Path, capsysbinary: Any) -> None:
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    for path, kind in ((pdf, "pdf"), (xlsx, "xlsx")):
        run(capsysbinary, "--instrument", "proef", "--answers", str(answers), "--format", kind, "--output", str(path))
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert is_zipfile(xlsx)


@pytest.mark.usefixtures("_loaded")
def test_the_pdf_goes_to_standard_output_as_bytes(answers: Path, capsysbinary: Any) -> None:
    out = run(capsysbinary, "--instrument", "proef", "--answers", str(answers), "--format", "pdf")
    assert out.startswith(b"%PDF-")
    assert out.rstrip().endswith(b"%%EOF")


@pytest.mark.usefixtures("_loaded")
def test_nothing_is_kept(answers: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    run(capsysbinary, "--instrument", "proef", "--answers", str(answers))
    assert not Evaluation.objects.exists()


# --- Refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", ["het bestand is leeg"]),
        (b"{", ["regel 1, kolom 2: geen geldige JSON"]),
        (b"\xff", ["regel 1: het bestand is geen UTF-8-tekst"]),
        (
            b'{"profile": {"volunteers": -1}, "answers": {"A1": 9, "X": 1}}',
            ["answers.X: deze stelling", "answers.A1: een antwoord", "profile.volunteers: mag alleen"],
        ),
    ],
)
def test_bad_answers(tmp_path: Path, content: bytes, lines: list[str]) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        call_command("evaluate", "--instrument", "proef", "--answers", str(path))
    found = caught.value.lines
    assert len(found) == len(lines)
    for ours, start in zip(found, lines, strict=True):
        assert ours.startswith(f"{path}: {start}")


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("name", ["anders", "proef@3", "", "@2026.1", "proef@2026.1@1"])
def test_an_instrument_that_is_not_there(answers: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"is niet geladen \(wel geladen: proef@2026.1\)"):
        call_command("evaluate", "--instrument", name, "--answers", str(answers))


@pytest.mark.usefixtures("_loaded")
def test_paths_that_lead_nowhere(answers: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="bestaat niet"):
        call_command("evaluate", "--instrument", "proef", "--answers", str(tmp_path / "x"))
    with pytest.raises(Refused, match="dit is een map"):
        call_command("evaluate", "--instrument", "proef", "--answers", str(answers), "--output", str(tmp_path))


@pytest.mark.django_db
def test_unknown_format(answers: Path) -> None:
    with pytest.raises(CommandError, match="docx"):
        call_command("evaluate", "--instrument", "proef", "--answers", str(answers), "--format", "docx")


def test_as_a_program(root: Path, tmp_path: Path) -> None:
    """The real thing, in a process of its own: exit codes, and what goes to which stream."""
    database = tmp_path / "d.sqlite3"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": f"sqlite:///{database}"}

    def manage(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=root, env=environment, input=stdin, capture_output=True, text=True, check=False
        )

    assert manage("migrate", "-v0").returncode == 0
    shipped = "fixtures/instruments/goed-geregeld-2026.1.yaml"
    assert manage("load_instrument", shipped, "--publish").returncode == 0
    profile = {"volunteers": 80, "paid_fte": 1.5, "works_with_minors": True, "vulnerable_people": False}
    profile |= {"serves_alcohol": False, "newcomers_or_benefit": False}
    good = manage(
        "evaluate",
        "--instrument",
        "goed-geregeld",
        "--answers",
        "-",
        stdin=json.dumps({"profile": profile, "answers": {}}),
    )
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["route"] == "star"
    bad = manage(
        "evaluate", "--instrument", "goed-geregeld", "--answers", "-", stdin='{"answers": {"A1": true}, "x": 1}'
    )
    assert (bad.returncode, bad.stdout) == (1, "")
    assert len(bad.stderr.splitlines()) == 2 + 6  # x, A1, and the facts that decide on the route and on what applies
    with sqlite3.connect(database) as connection:
        assert connection.execute("select count(*) from selfeval_evaluation").fetchone() == (0,)
