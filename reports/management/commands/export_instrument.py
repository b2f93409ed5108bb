"""`export_instrument CODE[@VERSION] --format yaml|xlsx --output FILE`: an instrument as a file to edit."""

from typing import Any

from django.core.management.base import CommandParser

from goedgeregeld.file_command import FileCommand, Refused, write_file
from reports.instrument.excel import instrument_workbook
from reports.instrument.named import named_instrument
from selfeval.instruments.yaml_file import write_yaml


class Command(FileCommand):
    help = "Schrijft een instrument als YAML- of Excelbestand, om aan te passen en weer te laden."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("instrument", metavar="CODE[@VERSIE]", help="zonder versie: de nieuwste")
        parser.add_argument("--format", choices=("yaml", "xlsx"), default="yaml", help="standaard yaml")
        parser.add_argument("--output", metavar="FILE", required=True, help="het bestand dat geschreven wordt")

    def handle(self, *_args: Any, **options: Any) -> None:
        instrument = named_instrument(options["instrument"])
        if options["format"] == "xlsx":
            try:
                content = instrument_workbook(instrument)
            except ValueError as error:
                raise Refused([str(error)]) from error
        else:
            content = write_yaml(instrument).encode()
        write_file(options["output"], content)
        count = len(instrument.statements)
        name = f"{instrument.code} versie {instrument.version} ({count} stellingen)"
        self.stdout.write(f"{name}: geschreven naar {options['output']}.")
