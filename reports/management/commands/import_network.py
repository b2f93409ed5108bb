"""`import_network FILE`: take over advisers and auditors from a workbook. All of it, or nothing; twice changes nothing."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from goedgeregeld.file_command import FileCommand, Refused, read_file
from reports.network.actions import Meanwhile, import_network
from reports.network.queries import lists
from reports.network.sheet import read_network
from selfeval.sheets.container import MAX_BYTES, InvalidSheet


class Command(FileCommand):
    help = "Leest adviseurs en auditors in uit een Excel-bestand: alles, of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="het bestand (.xlsx); '-' is de standaardinvoer")

    def handle(self, *_args: Any, **options: Any) -> None:
        path, now = str(options["file"]), timezone.now()
        content = read_file(path, MAX_BYTES)
        try:
            people = read_network(content, lists(), today=timezone.localdate(now))
            done = import_network(people, by=None, now=now)
        except InvalidSheet as invalid:
            raise Refused(f"{path}: {problem}" for problem in invalid.problems) from invalid
        except Meanwhile as meanwhile:
            raise Refused([f"{path}: {meanwhile}"]) from meanwhile
        self.stdout.write(f"Nieuw: {done.new}. Veranderd: {done.changed}. Stonden er al zo: {done.same}.")
