"""`export_instrument`: a file that loads back as the same instrument, or one line that says why not."""

from pathlib import Path

import pytest
from django.core.management import call_command

from goedgeregeld.file_command import Refused
from selfeval.actions import load_instrument
from selfeval.instruments.yaml_file import read_yaml
from selfeval.sheets.instrument import read_instrument_sheet
from tests.reports.cast import shipped
from tests.reports.conftest import NOW


@pytest.fixture
def loaded(db: None) -> str:
    version = load_instrument(shipped(), publish=True, by=None, now=NOW)
    return f"{version.code}@{version.version}"


@pytest.mark.parametrize(("kind", "read"), [("yaml", read_yaml), ("xlsx", read_instrument_sheet)])
def test_what_is_written_reads_back_the_same(loaded: str, tmp_path: Path, kind: str, read: object) -> None:
    file = tmp_path / "uit"
    call_command("export_instrument", loaded, format=kind, output=str(file))
    assert read(file.read_bytes()) == shipped()  # type: ignore[operator]
    call_command("export_instrument", loaded.split("@", maxsplit=1)[0], format=kind, output=str(file))


@pytest.mark.parametrize(("name", "words"), [("zomaar", "niet geladen"), ("goed-geregeld@1", "goed-geregeld@2026.1")])
def test_an_unknown_instrument_is_one_line(loaded: str, tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        call_command("export_instrument", name, output=str(tmp_path / "uit"))
    assert len(refused.value.lines) == 1
    assert words in refused.value.lines[0]
    with pytest.raises(Refused, match="bestaat niet"):
        call_command("export_instrument", loaded, output=str(tmp_path / "geen" / "uit"))
