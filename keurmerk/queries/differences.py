"""What differs between two dossiers, in words and pieces as a page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keurmerk.dossiers import EMPTY, Change, compare, retitled
from keurmerk.queries.dossier import Book, Line


@dataclass(frozen=True, slots=True)
class Words:
    """A field that changed: what it is called, what stood there and what stands there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One statement at which something changed. `gone` and `new`: it is in one of the two only."""

    code: str
    text: str
    words: tuple[Words, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    new: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """All of it: by statement, and evidence that was given another title."""

    statements: tuple[Difference, ...]
    titles: tuple[tuple[str, str], ...]
    same: int  # statements at which nothing changed

    def __bool__(self) -> bool:
        return bool(self.statements or self.titles)


def differences_between(before: Book, after: Book) -> Differences:
    """What changed from the one to the other. Nothing is read for it."""
    changes = compare(before.dossier, after.dossier)
    changed = {change.code for change in changes}
    return Differences(
        statements=tuple(_difference(change, before, after) for change in changes),
        titles=tuple(retitled(before.dossier, after.dossier).values()),
        same=sum(code not in changed for code in after.dossier.items),
    )


def _difference(change: Change, before: Book, after: Book) -> Difference:
    was, now = before.by_code.get(change.code), after.by_code.get(change.code)
    statement = (now or was).statement if (now or was) else None
    labels = {"choice": _("Antwoord"), "reason": _("Reden"), "remark": _("Opmerking"), "explanation": _("Toelichting")}
    words = tuple(
        Words(label, _value(change.before and was, name), _value(change.after and now, name))
        for name, label in labels.items()
        if name in change.fields
    )
    return Difference(
        code=change.code,
        text=statement.text if statement else "",
        words=words,
        added=_titles(change.added, after.dossier.titles),
        removed=_titles(change.removed, before.dossier.titles),
        new=change.before is None,
        gone=change.after is None,
    )


def _value(line: Line | None, name: str) -> str:
    if line is None:
        return ""
    return line.label if name == "choice" else str(getattr(line.item or EMPTY, name))


def _titles(numbers: tuple[int, ...], titles: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(titles.get(number, "") for number in numbers)
