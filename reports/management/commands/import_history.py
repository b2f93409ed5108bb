"""`import_history FILE`: take over what was counted before this system from a workbook. All, or nothing."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from goedgeregeld.file_command import FileCommand, Refused, read_file
from keurmerk.queries.importing import lists
from reports.kpi.past import read_past
from reports.kpi.past_import import take_over
from selfeval.sheets.container import MAX_BYTES, InvalidSheet


class Command(FileCommand):
    help = "Leest cijfers van vroegere jaren in uit een Excel-bestand: alles, of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="het bestand (.xlsx); '-' is de standaardinvoer")

    def handle(self, *_args: Any, **options: Any) -> None:
        path, now = str(options["file"]), timezone.now()
        content = read_file(path, MAX_BYTES)
        try:
            past = read_past(content, lists(), today=timezone.localdate(now))
        except InvalidSheet as invalid:
            raise Refused(f"{path}: {problem}" for problem in invalid.problems) from invalid
        done = take_over(past, by=None, now=now)
        numbers = len(done.new) + len(done.changed)
        self.stdout.write(f"Aantallen: {numbers}. Zelfevaluaties: {len(done.evaluations)}. Stonden er al: {done.same}.")
