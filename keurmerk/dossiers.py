"""A dossier as a value: what was answered, explained and shown at each statement; and how two of them differ. Pure.

A frozen dossier is kept as JSON in its submission. Evidence stands in it by number: a piece never changes, only its title may,
and therefore the title is frozen along.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from selfeval.entries import Entry

FIELDS = ("choice", "reason", "remark", "explanation", "evidence")
_WORDS = FIELDS[:-1]


@dataclass(frozen=True, slots=True)
class Item:
    """One statement: the answer with its reason and remark (as in `selfeval.entries.Entry`), the explanation, the evidence."""

    choice: str = ""
    reason: str = ""
    remark: str = ""
    explanation: str = ""
    evidence: tuple[int, ...] = ()

    @property
    def entry(self) -> Entry:
        """The answer, as the self-evaluation and scoring know it."""
        return Entry(self.choice, self.reason, self.remark)


EMPTY = Item()


@dataclass(frozen=True, slots=True)
class Explained:
    """What is entered at a statement of the working copy, as `drafts` merges it."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The items by code, in the order of the instrument, and the titles of the evidence in it, by number."""

    route: str
    items: Mapping[str, Item] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)

    def item(self, code: str) -> Item:
        """What there is at this statement; an empty item where there is nothing."""
        return self.items.get(code, EMPTY)

    @property
    def evidence(self) -> frozenset[int]:
        """The numbers of all evidence in it."""
        return frozenset(number for item in self.items.values() for number in item.evidence)


def as_json(dossier: Dossier) -> dict[str, Any]:
    """The dossier, ready for `json.dumps`; in a list, since not every database keeps the order of keys."""
    return {
        "route": dossier.route,
        "items": [
            {"code": code, **{name: getattr(item, name) for name in _WORDS}, "evidence": list(item.evidence)}
            for code, item in dossier.items.items()
        ],
        "titles": {str(number): title for number, title in dossier.titles.items()},
    }


def from_json(stored: Mapping[str, Any]) -> Dossier:
    """The dossier back from what `as_json` made."""
    return Dossier(
        route=stored["route"],
        items={
            one["code"]: Item(**{name: one[name] for name in _WORDS}, evidence=tuple(one["evidence"]))
            for one in stored["items"]
        },
        titles={int(number): title for number, title in stored["titles"].items()},
    )


def retold(stored: Mapping[str, Any], tell: Callable[[str], str]) -> dict[str, Any]:
    """What `as_json` made, with everything people wrote in it told anew; answers and evidence stay what they are."""
    words = [name for name in _WORDS if name != "choice"]
    items = [{**one, **{name: tell(one[name]) for name in words}} for one in stored["items"]]
    return {**stored, "items": items, "titles": {number: tell(title) for number, title in stored["titles"].items()}}


def bared(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What `as_json` made, with the answers only: no words, no evidence."""
    bare = retold(stored, lambda _text: "")
    return {**bare, "items": [{**one, "evidence": []} for one in bare["items"]], "titles": {}}


def renumbered(dossier: Dossier, numbers: Mapping[int, int]) -> Dossier:
    """The dossier with these pieces of evidence under another number (of then: of now); the rest keeps its own."""
    items = {
        code: replace(item, evidence=tuple(numbers.get(one, one) for one in item.evidence))
        for code, item in dossier.items.items()
    }
    return Dossier(dossier.route, items, {numbers.get(one, one): title for one, title in dossier.titles.items()})


def answers_only(dossier: Dossier) -> Dossier:
    """The dossier without words and evidence, as it is left after clearing."""
    return Dossier(dossier.route, {code: Item(item.choice) for code, item in dossier.items.items()})


@dataclass(frozen=True, slots=True)
class Change:
    """A statement at which two dossiers differ; `before` or `after` is None where the statement was not in that one."""

    code: str
    before: Item | None
    after: Item | None

    @property
    def fields(self) -> tuple[str, ...]:
        """What differs, in the order of FIELDS; nothing where an empty statement came or went."""
        before, after = self.before or EMPTY, self.after or EMPTY
        return tuple(name for name in FIELDS if _value(before, name) != _value(after, name))

    @property
    def added(self) -> tuple[int, ...]:
        """Evidence that is in `after` only."""
        return _without((self.after or EMPTY).evidence, (self.before or EMPTY).evidence)

    @property
    def removed(self) -> tuple[int, ...]:
        """Evidence that is in `before` only."""
        return _without((self.before or EMPTY).evidence, (self.after or EMPTY).evidence)


def compare(before: Dossier, after: Dossier) -> tuple[Change, ...]:
    """What changed: in the order of `after`, then the statements that are no longer in it. The order of evidence is no change.

    A title that changed counts at no statement: see `retitled`.
    """
    codes = [*after.items, *(code for code in before.items if code not in after.items)]
    pairs = ((code, before.items.get(code), after.items.get(code)) for code in codes)
    return tuple(Change(code, one, other) for code, one, other in pairs if not _same(one, other))


def retitled(before: Dossier, after: Dossier) -> dict[int, tuple[str, str]]:
    """Evidence in both that was given another title: (before, after) by number."""
    both = before.titles.keys() & after.titles.keys()
    return {
        number: (before.titles[number], after.titles[number])
        for number in sorted(both)
        if before.titles[number] != after.titles[number]
    }


def _same(one: Item | None, other: Item | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(_value(one, name) == _value(other, name) for name in FIELDS)


def _value(item: Item, name: str) -> object:
    return frozenset(item.evidence) if name == "evidence" else getattr(item, name)


def _without(these: Iterable[int], those: Iterable[int]) -> tuple[int, ...]:
    gone = set(those)
    return tuple(number for number in these if number not in gone)
