"""What a person enters at one statement, and how two people's entries at the same statement come together. Pure.

A page carries for each statement a *mark* of what it showed. So a field that was not touched never overwrites what
somebody else has entered meanwhile, and a field that both changed is noticed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from selfeval.instruments.model import Statement
from selfeval.scoring import NA, Answers, Given

UNKNOWN = "?"  # "weet ik nog niet"
MAX_WORDS = 4000  # characters of a reason or a remark
FIELDS = ("choice", "reason", "remark")


@dataclass(frozen=True, slots=True)
class Entry:
    """`choice` is "" (nothing yet), a level as digits, "nvt" or "?"; `reason` belongs to "nvt"; `remark` to all."""

    choice: str = ""
    reason: str = ""
    remark: str = ""

    @property
    def given(self) -> Given | None:
        """The answer as scoring knows it; None while the statement is open."""
        if self.choice == NA:
            return NA
        return int(self.choice) if self.choice.isdecimal() else None

    @property
    def mark(self) -> str:
        """A short stand-in for the content, by which a later save can tell what the page had shown."""
        return ".".join(self.marks)

    @property
    def marks(self) -> tuple[str, str, str]:
        """The mark of each field."""
        return self.choice, _digest(self.reason), _digest(self.remark)


EMPTY = Entry()


@dataclass(frozen=True, slots=True)
class Sent:
    """One statement as a page or sheet sent it in: the entry, and the mark of what the sender had seen."""

    entry: Entry
    seen: str = ".."  # the mark of an empty statement


@dataclass(frozen=True, slots=True)
class Merged:
    """The entry to keep, and the fields in which it replaces what somebody else entered after the page was made."""

    entry: Entry
    overwrites: tuple[str, ...] = ()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


def merge(stored: Entry, seen: str, sent: Entry) -> Merged:
    """Bring `sent` into `stored`, field by field; `seen` is the mark of what the sender's page had shown.

    A field that the sender left as shown keeps the stored value; a changed field takes the sent one: the last wins.
    A mark that is missing or makes no sense counts as an empty page.
    """
    shown = seen.split(".") if seen.count(".") == len(FIELDS) - 1 else [""] * len(FIELDS)
    kept = stored
    for field, was, mine, theirs in zip(FIELDS, shown, sent.marks, stored.marks, strict=True):
        if mine not in (was, theirs):
            kept = replace(kept, **{field: getattr(sent, field)})
    if kept.choice == NA and not kept.reason:  # one chose "nvt" while the other erased the reason: they belong together
        kept = replace(kept, reason=sent.reason or stored.reason)
    fields = zip(FIELDS, shown, stored.marks, kept.marks, strict=True)
    return Merged(kept, tuple(field for field, was, theirs, now in fields if theirs not in (was, now)))


def problem_with(statement: Statement, top: int, entry: Entry) -> str | None:
    """Why this entry cannot be kept for this statement, in Dutch; None where it can."""
    if len(entry.reason) > MAX_WORDS or len(entry.remark) > MAX_WORDS:
        return f"Deze tekst is te lang. Gebruik hoogstens {MAX_WORDS} tekens."
    if entry.choice in {"", UNKNOWN}:
        return None
    if entry.choice == NA:
        if not statement.allow_na:
            return "Bij deze stelling kan 'niet van toepassing' niet. Kies een van de antwoorden."
        return None if entry.reason else "Schrijf er kort bij waarom dit bij jullie niet van toepassing is."
    if entry.choice in {str(level) for level in range(top + 1)}:
        return None
    return "Dit antwoord ken ik niet. Kies een van de antwoorden."


def answers_in(entries: Mapping[str, Entry]) -> Answers:
    """The entries that count as an answer, as scoring wants them."""
    return {code: given for code, entry in entries.items() if (given := entry.given) is not None}
