"""What the page of the effect shows, from the snapshot of the month: changes per theme, actions, answers, statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goedgeregeld.accounts.states import Sector
from reports.kpi.catalogue import dotted
from reports.kpi.effect import Middle
from selfeval.instruments.model import Instrument

LOWEST = 10  # so many statements are shown


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme: by how many points organisations changed between their first evaluation and the next."""

    name: str
    number: int
    median: str
    half: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with a low level: its mean level now and in the years before ("–" where there were too few)."""

    code: str
    text: str
    by_year: list[tuple[str, str]]


def groups(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The groups of which changes can be shown: (key, name), all first."""
    names = {"": "alle organisaties", **{f"sector:{one.value}": str(one.label) for one in Sector}}
    found = [(key, names.get(key) or key.partition(":")[2]) for key in data["changes"]]
    return sorted(found, key=lambda one: (one[0] != "", one[0].partition(":")[0] != "sector", one[1]))


def theme_rows(data: Mapping[str, Any], group: str, instrument: Instrument | None) -> list[ThemeRow]:
    """The changes of this group, in the order of the instrument; empty where there are too few organisations."""
    names = {theme.code: theme.title for theme in instrument.themes} if instrument else {}
    order = list(names)
    found = data["changes"].get(group, {})
    return [
        ThemeRow(names.get(code, code), one.number, _signed(one.median), f"{_signed(one.low)} tot {_signed(one.high)}")
        for code, one in sorted(
            ((code, Middle.from_json(stored)) for code, stored in found.items()),
            key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), pair[0]),
        )
    ]


def _signed(points: int) -> str:
    return f"+{points}" if points > 0 else str(points).replace("-", "−")


def statement_rows(data: Mapping[str, Any], instrument: Instrument | None) -> tuple[list[str], list[StatementRow]]:
    """The years, newest first, and the statements with the lowest level in the newest of them, lowest first."""
    years = sorted(data["statements"], reverse=True)
    if not years:
        return [], []
    texts = {one.code: one.text for one in instrument.statements} if instrument else {}
    newest = sorted(data["statements"][years[0]].items(), key=lambda one: (one[1][1], one[0]))[:LOWEST]
    rows = [
        StatementRow(code, texts.get(code, ""), [(_level(data["statements"][year].get(code)), year) for year in years])
        for code, _stored in newest
    ]
    return years, rows


def _level(stored: list[int] | None) -> str:
    """A mean level with one decimal, halves up."""
    if stored is None:
        return "–"
    tenths = (stored[1] + 5) // 10
    return f"{tenths // 10},{tenths % 10}"


def action_words(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The improvement actions in numbers: (number, words); empty where there are too few plans."""
    found = data["actions"]
    if not found:
        return []
    states = {"planned": "gepland", "busy": "bezig", "done": "klaar", "dropped": "vervallen"}
    total = sum(found[state] for state in states)
    share = f"{100 * found['done'] // total}%" if total else "–"
    return [
        (dotted(found["organisations"]), "organisaties met een verbeterplan"),
        *((dotted(found[state]), f"acties {words}") for state, words in states.items()),
        (share, "van de acties is klaar"),
    ]


def follow_up_words(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The answers of half a year later: (number, words); empty where there are too few."""
    found = data.get("follow_up")
    if not found:
        return []
    words = {"yes": "ja", "somewhat": "een beetje", "no": "nee"}
    said = [(f"{dotted(found['answered'])} van {dotted(found['asked'])}", "gaven antwoord")]
    for question, title in (("changed", "veranderde er iets?"), ("helped", "hielp het?")):
        total = sum(found[question].values())
        said += [
            (f"{100 * found[question].get(key, 0) // total}%", f"{title} {answer}")
            for key, answer in words.items()
            if total
        ]
    return said
