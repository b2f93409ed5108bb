"""What every command that reads a file shares: getting at its bytes, and refusing in plain lines.

What is in the file, and what happens with it, is the business of each command.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.utils import OperationalError, ProgrammingError

STDIN = "-"


class Refused(CommandError):
    """The command cannot do what was asked. `lines` say why, one problem each."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))


class FileCommand(BaseCommand):
    """On the command line a refusal is its lines on stderr and exit code 1; called from code it is Refused."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser, which says in one Dutch line what is wrong with the options."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        called = self._called_from_command_line

        def error(message: str) -> NoReturn:
            line = f"{subcommand}: de opties kloppen niet ({message}); zie: manage.py help {subcommand}"
            if not called:
                raise Refused([line])
            self.stderr.write(line)
            raise SystemExit(2)

        parser.error = error  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            try:
                return super().execute(*args, **options)
            except (OperationalError, ProgrammingError) as error:
                reason = str(error).splitlines()[0]
                raise Refused([f"de database is niet klaar ({reason}); draai eerst: manage.py install"]) from error
        except Refused as refused:
            if not self._called_from_command_line:
                raise
            for line in refused.lines:
                self.stderr.write(line)
            raise SystemExit(1) from refused


def read_file(path: str, limit: int) -> bytes:
    """The bytes of the file, or of standard input for "-"; of a file over `limit` just enough to see that it is.

    Raises Refused, with the reason, where it cannot be read or is empty.
    """
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(path).open("rb") as file:
                content = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise Refused([f"{path}: {_reason(error)}"]) from error
    if not content:
        raise Refused([f"{path}: het bestand is leeg"])
    return content


def write_file(path: str, content: bytes) -> None:
    """Write the bytes to the file. Raises Refused, with the reason, where that does not work."""
    try:
        Path(path).write_bytes(content)
    except (OSError, ValueError) as error:
        raise Refused([f"{path}: {_reason(error)}"]) from error


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "dit bestand bestaat niet"
        case IsADirectoryError():
            return "dit is een map, geen bestand"
        case PermissionError():
            return "dit bestand mag niet gelezen of geschreven worden"
        case OSError():
            return f"dit bestand is niet te lezen of te schrijven ({error.strerror})"
        case _:
            return "dit is geen bruikbare bestandsnaam"
