"""A file's content as nodes that know where they stand, and typed reading of them that collects every problem.

YAML and .xlsx files both become a `Node`; `building` turns it into an instrument without knowing which it was.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar
from unicodedata import category
from urllib.parse import urlsplit

Scalar = str | int | Decimal | bool | date | None
T = TypeVar("T")
MAX_TEXT = 5000
CONTROLS_ALLOWED = "\n\t\u00ad\u200b\u200c\u200d"  # line, tab, soft hyphen, zero-width space and (non-)joiner


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, where ("regel 12", "blad Stellingen, cel C7") and in plain Dutch."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class InvalidInstrument(ValueError):
    """The file is refused whole; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping, a list or a scalar, with the place it stands in its file."""

    value: "dict[str, Node] | list[Node] | Scalar"
    where: str


class Reader:
    """Reads typed values out of nodes; what is wrong goes onto `problems` and a harmless value comes back."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(self, node: Node, message: str) -> None:
        self.problems.append(Problem(node.where, message))

    def mapping(
        self, node: Node, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        """The node's keys; missing and unknown ones are problems. An optional key without a value counts as absent."""
        if not isinstance(node.value, dict):
            self.problem(node, f"{what} hoort een blok met sleutels te zijn")
            return {}
        allowed = required + optional
        for key, child in node.value.items():
            if key not in allowed:
                near = get_close_matches(key, allowed, 1)
                hint = f" (bedoel je '{near[0]}'?)" if near else f" (mag zijn: {', '.join(allowed)})"
                self.problem(child, f"onbekende sleutel '{key[:40]}' bij {what}{hint}")
        for key in required:
            if key not in node.value:
                self.problem(node, f"'{key}' ontbreekt bij {what}")
        return {
            key: child
            for key, child in node.value.items()
            if key in required or (key in optional and child.value is not None)
        }

    def items(self, node: Node | None, what: str, *, empty_ok: bool = False) -> list[Node]:
        """The nodes of a list. An absent list is empty; whether it may be was said by `mapping`."""
        if node is None:
            return []
        if not isinstance(node.value, list):
            self.problem(node, f"{what} hoort een lijst te zijn")
            return []
        if not node.value and not empty_ok:
            self.problem(node, f"{what} is leeg")
        return node.value

    def text(self, node: Node | None, what: str, *, lines: bool = False, may_be_empty: bool = False) -> str:
        """A text without white space around it, on one line unless `lines`; an absent one is empty."""
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self.problem(node, f"{what} hoort tekst te zijn{_quote_hint(node.value)}")
            return ""
        text = "\n".join(line.rstrip() for line in node.value.strip().splitlines())
        if not text and not may_be_empty:
            self.problem(node, f"{what} is leeg")
        elif len(text) > MAX_TEXT:
            self.problem(node, f"{what} is langer dan {MAX_TEXT} tekens")
        elif "\n" in text and not lines:
            self.problem(node, f"{what} hoort op één regel te staan")
        elif not is_readable(text):
            self.problem(node, f"{what} bevat onleesbare tekens")
        return text

    def flag(self, node: Node | None, what: str) -> bool:
        if node is None:
            return False
        if not isinstance(node.value, bool):
            self.problem(node, f"{what} hoort true of false te zijn")
            return False
        return node.value

    def number(self, node: Node | None, what: str, default: T, low: Decimal, high: Decimal) -> Decimal | T:
        """An exact number from `low` to `high`, both included, with at most three decimals."""
        if node is None:
            return default
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.problem(node, f"{what} hoort een getal te zijn")
            return default
        number = Decimal(value)
        if not low <= number <= high:
            self.problem(node, f"{what} is {value}, maar mag alleen van {low} tot en met {high} zijn")
            return default
        if round(number, 3) != number:
            self.problem(node, f"{what} heeft meer dan drie decimalen")
        return number.normalize() + 0

    def whole(self, node: Node | None, what: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        number = self.number(node, what, Decimal(default), Decimal(low), Decimal(high))
        if number != int(number):
            self.problem(node or Node(None, ""), f"{what} hoort een heel getal te zijn")
            return default
        return int(number)

    def one_of(self, node: Node | None, what: str, choices: tuple[T, ...], default: T) -> T:
        if node is None:
            return default
        for choice in choices:
            if node.value == choice:
                return choice
        given = "een blok of lijst" if isinstance(node.value, dict | list) else f"'{str(node.value)[:40]}'"
        self.problem(node, f"{what} is {given}, maar mag alleen zijn: {', '.join(str(c) for c in choices)}")
        return default

    def web_address(self, node: Node | None, what: str) -> str:
        """The address of a public page, with https."""
        url = self.text(node, what)
        if node is not None and url and not _is_web_address(url):
            self.problem(node, f"'{url[:60]}' is geen webadres dat met https:// begint")
        return url

    def day(self, node: Node | None, what: str) -> date | None:
        """A date, as such or as text (2026-11-23)."""
        if node is None:
            return None
        value = node.value
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, str) and len(value) == len("2026-11-23"):
            with suppress(ValueError):
                value = date.fromisoformat(value)
        if isinstance(value, date):
            return value
        self.problem(node, f"{what} hoort een datum te zijn (2026-11-23)")
        return None

    def once(self, pairs: Iterator[tuple[str, Node]], what: str) -> None:
        """Every key once; a second one is a problem that names the place of the first."""
        seen: dict[str, Node] = {}
        for key, node in pairs:
            if key and key in seen:
                self.problem(node, f"{what} '{key}' staat er twee keer (ook: {seen[key].where})")
            seen.setdefault(key, node)


def is_readable(text: str) -> bool:
    """Whether the text holds only what can be read or printed: no control characters, half or unassigned ones."""
    return not any(category(c)[0] == "C" and c not in CONTROLS_ALLOWED for c in text)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and not re.search(r"[\s\"<>]", url)


def _quote_hint(value: object) -> str:
    if isinstance(value, bool):  # YAML reads no, yes, on and off as such too
        return " en geen ja/nee-waarde: zet het woord tussen aanhalingstekens"
    if isinstance(value, int | Decimal | date):
        return f": zet '{value}' tussen aanhalingstekens"
    return ""
