"""`load_municipalities FILE [--mergers FILE]`: make the municipalities those of this year's list."""

from typing import Any

from django.core.management.base import CommandParser

from goedgeregeld.accounts.actions import load_municipalities
from goedgeregeld.accounts.municipality_files import MAX_BYTES, InvalidMunicipalities, read_list, read_mergers
from goedgeregeld.file_command import FileCommand, Refused, read_file


class Command(FileCommand):
    help = "Laadt de lijst van gemeenten. Wie is opgeheven blijft bestaan en verwijst naar zijn opvolger."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="CSV: code,name,province")
        parser.add_argument("--mergers", help="CSV: old_code,new_code,date")

    def handle(self, *_args: Any, **options: Any) -> None:
        problems: list[str] = []
        paths = [str(path) for path in (options["file"], options["mergers"]) if path]
        contents = [(path, read_file(path, MAX_BYTES)) for path in paths]
        results: list[Any] = []
        for (path, content), read in zip(contents, (read_list, read_mergers), strict=False):
            try:
                results.append(read(content))
            except InvalidMunicipalities as invalid:
                problems += [f"{path}: {problem}" for problem in invalid.problems]
        if problems:
            raise Refused(problems)
        try:
            loaded = load_municipalities(results[0], results[1] if len(results) > 1 else [])
        except InvalidMunicipalities as invalid:
            raise Refused(invalid.problems) from invalid
        self.stdout.write(
            f"{loaded.total} gemeenten: {len(loaded.added)} nieuw, {len(loaded.changed)} gewijzigd, "
            f"{len(loaded.ended)} opgeheven."
        )
