"""`load_instrument`: loads, says what it did, and refuses in plain lines without a trace of the file behind."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from goedgeregeld.events.models import Event
from goedgeregeld.file_command import Refused
from reports.instrument.excel import instrument_workbook
from selfeval.instruments.yaml_file import fingerprint, read_yaml, write_yaml
from selfeval.models import InstrumentVersion
from selfeval.queries import find_instrument
from tests.raw_instrument import instrument_of, part, raw, statement

pytestmark = pytest.mark.django_db


def file_with(path: Path, **fields: object) -> Path:
    """A good instrument file, with these keys changed."""
    path.write_text(write_yaml(instrument_of(raw(part("A", [statement("A1", starred=True)]), **fields))))
    return path


def load(path: Path | str, *, publish: bool = False) -> str:
    out = StringIO()
    call_command("load_instrument", path, publish=publish, stdout=out)
    return out.getvalue().strip()


def refused(path: Path | str, *, publish: bool = False) -> list[str]:
    before = list(InstrumentVersion.objects.values())
    with pytest.raises(Refused) as caught:
        load(path, publish=publish)
    assert list(InstrumentVersion.objects.values()) == before
    return caught.value.lines


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return file_with(tmp_path / "proef.yaml")


def test_loads_without_use(file: Path) -> None:
    assert load(file) == "proef versie 2026.1 (1 stellingen): geladen, nog niet in gebruik (dat gaat met --publish)."
    version = InstrumentVersion.objects.get()
    assert (version.code, version.version, version.published_at) == ("proef", "2026.1", None)
    assert version.sha256 == fingerprint(read_yaml(file.read_bytes()))


def test_publishes(file: Path) -> None:
    assert load(file, publish=True) == "proef versie 2026.1 (1 stellingen): geladen en in gebruik genomen."
    assert InstrumentVersion.objects.get().published_at


def test_publishes_what_was_loaded_before(file: Path) -> None:
    load(file)
    assert load(file, publish=True) == "proef versie 2026.1 (1 stellingen): stond er al en in gebruik genomen."


def test_the_same_again_changes_nothing_and_says_so(file: Path) -> None:
    load(file, publish=True)
    before = list(InstrumentVersion.objects.values()), Event.objects.count()
    assert load(file, publish=True) == "proef versie 2026.1 (1 stellingen): stond er al, al in gebruik."
    assert load(file) == "proef versie 2026.1 (1 stellingen): stond er al, al in gebruik."
    assert (list(InstrumentVersion.objects.values()), Event.objects.count()) == before


def test_a_version_not_in_use_may_still_change(file: Path) -> None:
    load(file)
    assert "geladen" in load(file_with(file, title="Anders"))
    assert InstrumentVersion.objects.get().title == "Anders"


def test_a_published_version_never_changes(file: Path) -> None:
    load(file, publish=True)
    (line,) = refused(file_with(file, title="Anders"), publish=True)
    assert line.startswith(f"{file}: Versie 2026.1 van proef is al in gebruik met een andere inhoud.")


def test_an_earlier_code_is_one_of_another_version_that_was_loaded(tmp_path: Path) -> None:
    file, old = tmp_path / "nieuw.yaml", tmp_path / "oud.yaml"
    new = instrument_of(raw(part("A", [statement("A1", was=["A9"]), statement("A2", was=["A1"])]), version="2027.1"))
    file.write_text(write_yaml(new))
    assert "geladen" in load(file)  # nothing to compare with yet: nothing to say of it
    load(file_with(old))
    (line,) = refused(file)
    text = file.read_text()
    assert (
        line
        == f"{file}: regel {text[: text.index('- A9')].count(chr(10)) + 1}: geen eerdere versie heeft een stelling 'A9'"
    )
    book = tmp_path / "nieuw.xlsx"
    book.write_bytes(instrument_workbook(new))
    assert refused(book) == [f"{book}: blad Stellingen, cel P2: geen eerdere versie heeft een stelling 'A9'"]


def test_versions_stand_beside_each_other(file: Path) -> None:
    load(file, publish=True)
    load(file_with(file, version="2027.1"))
    assert InstrumentVersion.objects.count() == 2
    assert find_instrument("proef").version == "2026.1"
    assert find_instrument("proef", "2027.1").version == "2027.1"


def test_every_problem_is_a_line(file: Path) -> None:
    text = (
        file.read_text()
        .replace("overall: 70", "overall: 101", 1)
        .replace("code: A1", "code: A 1")
        .replace("version", "v")
    )
    file.write_text(text)
    lines = refused(file)
    assert len(lines) == 4
    assert all(line.startswith(f"{file}: regel ") for line in lines)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "het bestand is leeg"),
        (b"\xff\xfe\x00", "regel 1: het bestand is geen UTF-8-tekst"),
        (bytes(range(256)), "hier staat een onleesbaar teken"),
        (b"a: [", "geen geldige YAML"),
        (b"x" * 6_000_000, "groter dan 2 MB"),
        (b"PK\x03\x04", "xlsx"),
        (b"PK\x05\x06" + bytes(18), "xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "xlsx"),
    ],
)
def test_files_that_are_none(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "stuk"
    path.write_bytes(content)
    (line,) = refused(path) if content[:1] != b"\x00" else refused(path)[:1]
    assert message in line or "UTF-8" in line


def test_a_file_called_xlsx_must_be_one(file: Path) -> None:
    path = file.rename(file.with_suffix(".xlsx"))
    assert "xlsx" in refused(path)[0]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/bestaat/niet.yaml", "dit bestand bestaat niet"),
        ("/", "dit is een map, geen bestand"),
        ("a\0b", "geen bruikbare"),
    ],
)
def test_paths_that_lead_nowhere(path: str, message: str) -> None:
    assert message in refused(path)[0]


def test_the_shipped_instrument_is_fine(root: Path) -> None:
    assert "(72 stellingen): geladen" in load(root / "fixtures/instruments/goed-geregeld-2026.1.yaml", publish=True)


def run(root: Path, *arguments: str, stdin: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **settings}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=root,
        env=environment,
        input=stdin,
        capture_output=True,
        check=False,
    )


def test_on_the_command_line_a_refusal_is_lines_on_stderr_and_exit_code_1(root: Path, tmp_path: Path) -> None:
    bad = tmp_path / "slecht.yaml"
    bad.write_text("code: x\ncode: y\ntitle: [\n")
    # As on a new machine, where whoever draws charts lists the fonts first: not a word of that.
    done = run(root, "load_instrument", str(bad), MPLCONFIGDIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(f"{bad}: regel ")
    assert b"Traceback" not in done.stderr


def test_names_with_half_characters_do_not_break_the_message(root: Path, tmp_path: Path) -> None:
    bad = tmp_path / "half.yaml"
    bad.write_text('"\\ud800": 1\n')
    done = run(root, "load_instrument", str(bad))
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_a_workbook_with_the_same_content_is_the_same_version(root: Path, tmp_path: Path) -> None:
    shipped = root / "fixtures/instruments/goed-geregeld-2026.1.yaml"
    load(shipped, publish=True)
    book = tmp_path / "instrument"  # no extension: what it is shows from its content
    book.write_bytes(instrument_workbook(read_yaml(shipped.read_bytes())))
    assert load(book) == "goed-geregeld versie 2026.1 (72 stellingen): stond er al, al in gebruik."
