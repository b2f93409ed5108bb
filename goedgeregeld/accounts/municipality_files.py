"""The two files about municipalities, as values: the list of this year, and which ones went into which.

Pure: reading and checking; what the database does with it stands in `actions.load_municipalities`.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

MAX_BYTES = 2_000_000
CODE = re.compile(r"GM[0-9]{4}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
POSTCODE = re.compile(r"[1-9][0-9]{3}")
NAME_LENGTH = 60
PROVINCES = (
    "Groningen",
    "Fryslân",
    "Drenthe",
    "Overijssel",
    "Flevoland",
    "Gelderland",
    "Utrecht",
    "Noord-Holland",
    "Zuid-Holland",
    "Zeeland",
    "Noord-Brabant",
    "Limburg",
)
T = TypeVar("T")


class InvalidMunicipalities(ValueError):
    """A file is refused whole; `problems` lists everything that is wrong, each with its line."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Listed:
    """A municipality that exists this year."""

    code: str
    name: str
    province: str


@dataclass(frozen=True, slots=True)
class Merger:
    """A municipality that ended on this day, and the one it went into."""

    old: str
    new: str
    on: date


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    """Four digits of a postcode, and a municipality that has addresses there."""

    digits: str
    code: str


def read_list(content: bytes) -> list[Listed]:
    """The municipalities in a CSV file (code,name,province). Raises InvalidMunicipalities with every problem."""
    rows = _read(content, ("code", "name", "province"), _listed)
    problems = _twice(rows, lambda row: row.code, "de code") + _twice(rows, lambda row: row.name, "de naam")
    if problems:
        raise InvalidMunicipalities(problems)
    return [row for _, row in rows]


def read_mergers(content: bytes) -> list[Merger]:
    """The mergers in a CSV file (old_code,new_code,date). Raises InvalidMunicipalities with every problem."""
    rows = _read(content, ("old_code", "new_code", "date"), _merger)
    problems = _twice(rows, lambda row: row.old, "de oude code")
    if problems:
        raise InvalidMunicipalities(problems)
    return [row for _, row in rows]


def read_postcodes(content: bytes) -> list[PostcodeRow]:
    """The postcodes in a CSV file (postcode,code), four digits and a municipality; one may lie in several.

    Raises InvalidMunicipalities with every problem.
    """
    rows = _read(content, ("postcode", "code"), _postcode)
    problems = _twice(rows, lambda row: f"{row.digits} {row.code}", "de regel")
    if problems:
        raise InvalidMunicipalities(problems)
    return [row for _, row in rows]


def _read(
    content: bytes, header: tuple[str, ...], row_of: Callable[[list[str], list[str]], T | None]
) -> list[tuple[int, T]]:
    """Every row with the line it stands on, in order."""
    lines = _lines(content)
    first = next(lines, (1, []))[1]
    if first != list(header):
        raise InvalidMunicipalities([f"regel 1: hier hoort {','.join(header)} te staan"])
    found, problems = [], []
    for line, cells in lines:
        wrong: list[str] = []
        if len(cells) != len(header):
            wrong.append(f"{len(cells)} kolommen in plaats van {len(header)}")
        elif (row := row_of(cells, wrong)) is not None:
            found.append((line, row))
        problems += [f"regel {line}: {message}" for message in wrong]
    if not found and not problems:
        problems.append("er staan geen regels in het bestand")
    if problems:
        raise InvalidMunicipalities(problems)
    return found


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that is not empty. Raises InvalidMunicipalities where the file is no CSV in UTF-8."""
    if len(content) > MAX_BYTES:
        raise InvalidMunicipalities([f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidMunicipalities([f"regel {line}: het bestand is geen UTF-8-tekst"]) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise InvalidMunicipalities([f"regel {reader.line_num}: geen geldige CSV ({error})"]) from error


def _listed(cells: list[str], wrong: list[str]) -> Listed | None:
    code, name, province = cells
    if not CODE.fullmatch(code):
        wrong.append(f"'{code[:20]}' is geen gemeentecode, zoals GM0344")
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        wrong.append(f"de naam hoort 1 tot {NAME_LENGTH} leesbare tekens te hebben")
    if province not in PROVINCES:
        wrong.append(f"'{province[:20]}' is geen provincie")
    return None if wrong else Listed(code, name, province)


def _merger(cells: list[str], wrong: list[str]) -> Merger | None:
    old, new, on = cells
    wrong += [f"'{code[:20]}' is geen gemeentecode, zoals GM0344" for code in (old, new) if not CODE.fullmatch(code)]
    if old == new:
        wrong.append(f"{old[:20]} kan niet in zichzelf opgaan")
    try:
        day = date.fromisoformat(on if DAY.fullmatch(on) else "")
    except ValueError:
        wrong.append(f"'{on[:20]}' is geen datum (2027-01-01)")
        return None
    return None if wrong else Merger(old, new, day)


def _postcode(cells: list[str], wrong: list[str]) -> PostcodeRow | None:
    digits, code = cells
    if not POSTCODE.fullmatch(digits):
        wrong.append(f"'{digits[:20]}' is geen postcode van vier cijfers")
    if not CODE.fullmatch(code):
        wrong.append(f"'{code[:20]}' is geen gemeentecode, zoals GM0344")
    return None if wrong else PostcodeRow(digits, code)


def _twice(rows: list[tuple[int, T]], key: Callable[[T], str], what: str) -> list[str]:
    first: dict[str, int] = {}
    problems = []
    for line, row in rows:
        at = first.setdefault(key(row), line)
        if at != line:
            problems.append(f"regel {line}: {what} '{key(row)}' staat er twee keer (ook op regel {at})")
    return problems
