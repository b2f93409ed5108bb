"""`load_postcodes FILE`: which municipalities a postcode lies in, for the adviser finder; in place of those loaded before."""

from typing import Any

from django.core.management.base import CommandParser

from goedgeregeld.accounts.actions import load_postcodes
from goedgeregeld.accounts.municipality_files import MAX_BYTES, InvalidMunicipalities, read_postcodes
from goedgeregeld.file_command import FileCommand, Refused, read_file


class Command(FileCommand):
    help = "Laadt de postcodes met hun gemeenten, in plaats van wat er eerder was geladen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="CSV: postcode,code (vier cijfers, gemeentecode)")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = str(options["file"])
        try:
            number = load_postcodes(read_postcodes(read_file(path, MAX_BYTES)))
        except InvalidMunicipalities as invalid:
            raise Refused(f"{path}: {problem}" for problem in invalid.problems) from invalid
        self.stdout.write(f"Postcodes geladen: {number} regels.")
