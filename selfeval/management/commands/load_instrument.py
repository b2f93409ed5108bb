"""`load_instrument FILE [--publish]`: store a version of an instrument and, with --publish, open it for use."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from goedgeregeld.file_command import FileCommand, Refused, read_file
from selfeval.actions import PublishedVersionDiffers, load_instrument
from selfeval.instruments.located import InvalidInstrument
from selfeval.instruments.model import Instrument
from selfeval.instruments.yaml_file import fingerprint, read_yaml
from selfeval.models import InstrumentVersion
from selfeval.queries.earlier import codes_of_other_versions
from selfeval.sheets.container import MAX_BYTES
from selfeval.sheets.instrument import read_instrument_sheet

ZIP, OLD_OFFICE = b"PK", bytes.fromhex("d0cf11e0")


class Command(FileCommand):
    help = "Laadt een instrument uit een YAML- of Excelbestand. Met --publish wordt het in gebruik genomen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="het bestand: .yaml, .yml of .xlsx; '-' is de standaardinvoer")
        parser.add_argument("--publish", action="store_true", help="neem deze versie meteen in gebruik")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = str(options["file"])
        try:
            instrument = _read(path)
        except InvalidInstrument as invalid:
            raise Refused(f"{path}: {problem}" for problem in invalid.problems) from invalid
        named = InstrumentVersion.objects.filter(code=instrument.code, version=instrument.version)
        before = named.first()
        try:
            version = load_instrument(instrument, publish=options["publish"], by=None, now=timezone.now())
        except PublishedVersionDiffers as differs:
            raise Refused([f"{path}: {differs}"]) from differs
        name = f"{instrument.code} versie {instrument.version} ({len(instrument.statements)} stellingen)"
        same = before is not None and before.sha256 == fingerprint(instrument)
        self.stdout.write(f"{name}: {'stond er al' if same else 'geladen'}{_use(before, version)}.")


def _read(path: str) -> Instrument:
    """What the file is shows from its first bytes, not from its name; only a file called .xlsx must be one."""
    content = read_file(path, MAX_BYTES)
    sheet = content.startswith((ZIP, OLD_OFFICE)) or path.lower().endswith(".xlsx")
    read = read_instrument_sheet if sheet else read_yaml
    return read(content, earlier=codes_of_other_versions)


def _use(before: InstrumentVersion | None, after: InstrumentVersion) -> str:
    if after.published_at is None:
        return ", nog niet in gebruik (dat gaat met --publish)"
    return ", al in gebruik" if before is not None and before.published_at else " en in gebruik genomen"
