"""Entries that are kept as they are typed, and how what two pages send of the same entry comes together. Pure.

An entry is a frozen dataclass of texts. A page carries for each entry a *mark* of what it showed, so that a field that was not
touched never replaces what was entered elsewhere meanwhile, and a field that both changed is noticed: there the last one wins.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

MAX_WORDS = 8000  # characters of a text
E = TypeVar("E", bound=Any)


@dataclass(frozen=True, slots=True)
class Sent(Generic[E]):
    """One entry as a page sent it in, with the mark of what that page had shown."""

    entry: E
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Merged(Generic[E]):
    """The entry to keep, and the fields in which it replaces what was entered elsewhere after the page was made."""

    entry: E
    overwrites: tuple[str, ...] = ()


def mark_of(entry: Any) -> str:
    """A short stand-in for the content of an entry: a piece for each field, with dots between."""
    return ".".join(marks_of(entry))


def marks_of(entry: Any) -> tuple[str, ...]:
    """The mark of each field."""
    return tuple(_digest(getattr(entry, one.name)) for one in fields(entry))


def merge(stored: E, sent: Sent[E]) -> Merged[E]:
    """Bring what was sent into what is stored, field by field. A mark that makes no sense counts as an empty page."""
    names = [one.name for one in fields(stored)]
    shown = sent.seen.split(".") if sent.seen.count(".") == len(names) - 1 else [""] * len(names)
    kept = stored
    for name, was, mine, theirs in zip(names, shown, marks_of(sent.entry), marks_of(stored), strict=True):
        if mine not in (was, theirs):
            kept = replace(kept, **{name: getattr(sent.entry, name)})
    both = zip(names, shown, marks_of(stored), marks_of(kept), strict=True)
    return Merged(kept, tuple(name for name, was, theirs, now in both if theirs not in (was, now)))


def differing(sent: Any, stored: Any, names: Mapping[str, str]) -> dict[str, str]:
    """The fields in which something else is stored than was sent, by their names on the page (`names`: field -> name)."""
    pairs = {names[field]: (getattr(sent, field), getattr(stored, field)) for field in names}
    return {name: kept for name, (mine, kept) in pairs.items() if mine != kept}


def tidy(text: str) -> str:
    """A text as it is kept: one kind of line end, no spaces at the ends of lines, nothing before or after."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""
