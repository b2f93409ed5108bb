"""`import_marks FILE`: take over marks of before this system from a workbook. All of it, or nothing; twice changes nothing."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from goedgeregeld.file_command import FileCommand, Refused, read_file
from keurmerk.actions.importing import import_marks
from keurmerk.actions.ritual import WrongState
from keurmerk.old_marks import read_old_marks
from keurmerk.queries.importing import lists
from selfeval.sheets.container import MAX_BYTES, InvalidSheet


class Command(FileCommand):
    help = "Leest keurmerken van vóór dit systeem in uit een Excel-bestand: alles, of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="het bestand (.xlsx); '-' is de standaardinvoer")

    def handle(self, *_args: Any, **options: Any) -> None:
        path, now = str(options["file"]), timezone.now()
        content = read_file(path, MAX_BYTES)
        try:
            done = import_marks(read_old_marks(content, lists(), today=timezone.localdate(now)), by=None, now=now)
        except InvalidSheet as invalid:
            raise Refused(f"{path}: {problem}" for problem in invalid.problems) from invalid
        except WrongState as wrong:
            raise Refused([f"{path}: {wrong}"]) from wrong
        self.stdout.write(
            f"Keurmerken ingelezen: {done.added}, waarvan {done.linked} bij een organisatie hier. Stonden er al: {done.known}."
        )
