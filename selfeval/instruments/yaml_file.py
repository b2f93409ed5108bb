"""Instruments as YAML and as the JSON the database keeps: reading, writing, and the fingerprint.

How YAML becomes nodes with line numbers stands in `yaml_nodes`; what the nodes must hold in `building`.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any

import yaml

from selfeval.instruments.building import Earlier, build
from selfeval.instruments.located import Node
from selfeval.instruments.model import Fact, Instrument, Statement
from selfeval.instruments.yaml_nodes import MAX_BYTES, located_yaml

__all__ = ["MAX_BYTES", "fingerprint", "located_yaml", "plain", "read_json", "read_yaml", "write_json", "write_yaml"]


def read_yaml(content: bytes, *, earlier: Earlier | None = None) -> Instrument:
    """The instrument in a YAML file's bytes. Raises InvalidInstrument with every problem, each with its line."""
    return build(located_yaml(content), earlier=earlier)


# --- Writing ----------------------------------------------------------------------------------------------------------


def plain(instrument: Instrument) -> dict[str, Any]:
    """The instrument as dicts and lists in the shape of the file, without what equals its default."""
    return {
        "code": instrument.code,
        "version": instrument.version,
        "title": instrument.title,
        "language": instrument.language,
        "scale": [_given(label=level.label, explanation=level.explanation) for level in instrument.scale],
        "profile": [_plain_fact(fact) for fact in instrument.profile],
        "routes": {
            route.key: _given(title=route.title, open_to=route.open_to.text if route.open_to else "")
            for route in instrument.routes
        },
        "norms": {
            key: {"overall": _number(norm.overall), "part": _number(norm.part), "essential_level": norm.essential_level}
            for key, norm in instrument.norms
        },
        "parts": [
            {
                "code": part.code,
                "title": part.title,
                "themes": [
                    {
                        **_given(code=theme.code, title=theme.title, intro=theme.intro),
                        "statements": [_plain_statement(s) for s in theme.statements],
                    }
                    for theme in part.themes
                ],
            }
            for part in instrument.parts
        ],
    }


def _given(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in ("", False, None, [], {})}


def _number(value: Decimal) -> int | float:
    """As the file shows it; at most three decimals, so a float writes and reads back exactly."""
    return int(value) if value == value.to_integral_value() else float(value)


def _plain_fact(fact: Fact) -> dict[str, Any]:
    fields = _given(key=fact.key, type=fact.type, question=fact.question, why=fact.why, options=dict(fact.options))
    if fact.min != 0:
        fields["min"] = _number(fact.min)
    if fact.max != 1_000_000:
        fields["max"] = _number(fact.max)
    return fields


def _plain_statement(s: Statement) -> dict[str, Any]:
    return _given(
        code=s.code,
        text=s.text,
        explanation=s.explanation,
        evidence=list(s.evidence),
        starred=s.starred,
        essential=s.essential,
        weight=None if s.weight == 1 else _number(s.weight),
        applies_if=s.applies_if.text if s.applies_if else "",
        allow_na=s.allow_na,
        effort="" if s.effort == "medium" else s.effort,
        advice=dict(enumerate(s.advice)) if any(s.advice) else {},
        resources=[_given(title=r.title, url=r.url, checked=r.checked) for r in s.resources],
        was=list(s.was),
    )


def write_yaml(instrument: Instrument) -> str:
    """The instrument as YAML text that reads back to an equal instrument."""
    text: str = yaml.safe_dump(plain(instrument), allow_unicode=True, sort_keys=False, width=110)
    return text


def write_json(instrument: Instrument) -> str:
    """The instrument as canonical JSON: equal instruments give equal text."""
    return json.dumps(plain(instrument), ensure_ascii=False, default=str)


def read_json(text: str) -> Instrument:
    """The instrument back from `write_json`. Raises InvalidInstrument (without places) where it is no instrument."""
    return build(_node(json.loads(text, parse_float=Decimal)))


def _node(raw: Any) -> Node:
    if isinstance(raw, dict):
        return Node({key: _node(child) for key, child in raw.items()}, "")
    if isinstance(raw, list):
        return Node([_node(child) for child in raw], "")
    return Node(raw, "")


def fingerprint(instrument: Instrument) -> str:
    """The SHA-256 of the content, the same whichever kind of file it came from."""
    return hashlib.sha256(write_json(instrument).encode()).hexdigest()
