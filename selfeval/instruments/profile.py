"""An organisation's profile against the facts of an instrument: typed, within bounds, and complete where it matters.

What the facts decide (routes, statements) stands in `selfeval.scoring`; asking them in a page is `selfeval.forms`.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from selfeval.instruments.expressions import Expression
from selfeval.instruments.located import Problem
from selfeval.instruments.model import STAR, Fact, FactValue, Instrument, Profile

MUNICIPALITY = re.compile(r"GM[0-9]{4}")


def read_profile(instrument: Instrument, raw: Mapping[str, object]) -> tuple[dict[str, FactValue], list[Problem]]:
    """The facts that are right, in the order of the instrument, and a problem for each that is wrong or unknown.

    Facts that are not given are no problem here: whether they are needed depends on the route (`missing_facts`).
    """
    facts, problems = instrument.facts, []
    for key in raw:
        if key not in facts:
            known = ", ".join(facts) or "geen"
            problems.append(Problem(_where(key), f"onbekend feit (bekend: {known})"))
    profile: dict[str, FactValue] = {}
    for key, fact in facts.items():
        if key not in raw:
            continue
        value = _value(fact, raw[key])
        if isinstance(value, _Wrong):
            problems.append(Problem(_where(key), f"{value} ({fact.question})"))
        else:
            profile[key] = value
    return profile, problems


def needed_facts(instrument: Instrument, route: str | None = None) -> tuple[str, ...]:
    """The facts that decide what applies on this route and whether it is open; without a route, of all together."""
    conditions: list[Expression | None] = [s.applies_if for s in instrument.statements if s.starred or route != STAR]
    conditions += [one.open_to for one in instrument.routes if route in {None, one.key}]
    used = {key for condition in conditions if condition is not None for key in condition.facts}
    return tuple(key for key in instrument.facts if key in used)


def missing_facts(instrument: Instrument, route: str | None, profile: Profile) -> list[Problem]:
    """A problem for each fact that this route needs and the profile does not give."""
    return [
        Problem(_where(key), f"dit feit is nodig en ontbreekt ({instrument.facts[key].question})")
        for key in needed_facts(instrument, route)
        if key not in profile
    ]


class _Wrong(str):
    """Why a value is refused."""

    __slots__ = ()


def _where(key: str) -> str:
    return f"profile.{key[:40]}"


def _value(fact: Fact, value: object) -> FactValue | _Wrong:
    if fact.type in {"int", "decimal"}:
        return _number(fact, value)
    if fact.type == "bool":
        return value if isinstance(value, bool) else _Wrong("hoort true of false te zijn")
    if not isinstance(value, str):
        return _Wrong("hoort tekst te zijn")
    if fact.type == "municipality":
        return value if MUNICIPALITY.fullmatch(value) else _Wrong("hoort een gemeentecode te zijn, zoals GM0344")
    keys = [key for key, _ in fact.options]
    return value if value in keys else _Wrong(f"is geen keuze; mag zijn: {', '.join(keys)}")


def _number(fact: Fact, value: object) -> FactValue | _Wrong:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        return _Wrong("hoort een getal te zijn" if fact.type == "decimal" else "hoort een heel getal te zijn")
    if fact.type == "int" and not isinstance(value, int):
        return _Wrong("hoort een heel getal te zijn, zonder decimalen")
    if not fact.min <= value <= fact.max:
        return _Wrong(f"mag alleen van {_plain(fact.min)} tot en met {_plain(fact.max)} zijn")
    return Decimal(value) if fact.type == "decimal" else value


def _plain(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
