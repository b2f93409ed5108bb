"""Instruments as YAML and as the JSON the database keeps: reading with line numbers, writing, and the fingerprint.

Safe by construction: only plain scalars, lists and mappings; no tags, no cycles, nothing of unbounded size.
"""

import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from selfeval.instruments.building import build
from selfeval.instruments.located import InvalidInstrument, Node, Problem, Scalar
from selfeval.instruments.model import Fact, Instrument, Statement

MAX_BYTES, MAX_NODES = 2_000_000, 100_000
INT, DECIMAL, DATE = (re.compile(p) for p in (r"[-+]?\d{1,15}", r"[-+]?\d{1,15}\.\d{1,15}", r"\d{4}-\d\d-\d\d"))


def read_yaml(content: bytes) -> Instrument:
    """The instrument in a YAML file's bytes. Raises InvalidInstrument with every problem, each with its line."""
    return build(located_yaml(content))


def located_yaml(content: bytes) -> Node:
    """The file as nodes with line numbers. Raises InvalidInstrument where it is no readable YAML."""
    if len(content) > MAX_BYTES:
        raise InvalidInstrument([Problem("", f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB")])
    try:
        root = yaml.compose(content.decode("utf-8-sig"), yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInstrument([Problem(f"regel {line}", "het bestand is geen UTF-8-tekst")]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"regel {mark.line + 1}" if mark else ""
        raise InvalidInstrument([Problem(where, f"geen geldige YAML ({error.problem or error.context})")]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise InvalidInstrument([Problem("", f"geen geldige YAML ({str(error).splitlines()[0]})")]) from error
    except RecursionError as error:
        raise InvalidInstrument([Problem("", "het bestand is te diep genest")]) from error
    if root is None:
        raise InvalidInstrument([Problem("", "het bestand is leeg")])
    locator = _Locator()
    node = locator.locate(root, _line(root))
    if locator.problems:
        raise InvalidInstrument(locator.problems)
    return node


def _line(node: yaml.Node) -> str:
    return f"regel {node.start_mark.line + 1}"


class _Locator:
    """YAML's own nodes to ours; refuses what refers to itself, what stands twice and what grows without end."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.open: set[int] = set()
        self.count = 0

    def locate(self, node: yaml.Node, where: str) -> Node:
        self.count += 1
        if self.count > MAX_NODES:
            raise InvalidInstrument([Problem(where, "het bestand verwijst te vaak naar stukken van zichzelf")])
        if isinstance(node, yaml.ScalarNode):
            return Node(self._scalar(node), where)
        if id(node) in self.open:
            self.problems.append(Problem(where, "dit stuk bevat zichzelf (een kringverwijzing)"))
            return Node(None, where)
        self.open.add(id(node))
        located = Node(self._mapping(node) if isinstance(node, yaml.MappingNode) else self._sequence(node), where)
        self.open.discard(id(node))
        return located

    def _sequence(self, node: yaml.Node) -> list[Node]:
        return [self.locate(child, _line(child)) for child in node.value]

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(Problem(_line(key), "een sleutel hoort een woord te zijn"))
            elif key.value in found:
                first = found[key.value].where
                self.problems.append(Problem(_line(key), f"de sleutel '{key.value}' staat er twee keer (ook: {first})"))
            else:
                found[key.value] = self.locate(child, _line(key))
        return found

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        kind, text = node.tag.rpartition(":")[2], str(node.value)
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() in {"true", "yes", "on"}
        if kind == "int" and INT.fullmatch(text):
            return int(text)
        if kind == "float" and DECIMAL.fullmatch(text):
            return Decimal(text)
        if kind == "timestamp" and DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                self.problems.append(Problem(_line(node), f"{text} is geen bestaande datum"))
                return None
        if kind not in {"str", "int", "float", "timestamp"}:
            self.problems.append(Problem(_line(node), f"'{node.tag}' hoort niet in een instrument"))
        return text


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
        advice={level: text for level, text in enumerate(s.advice)},
        resources=[_given(title=r.title, url=r.url, checked=r.checked) for r in s.resources],
    )


def write_yaml(instrument: Instrument) -> str:
    """The instrument as YAML text that reads back to an equal instrument."""
    text: str = yaml.safe_dump(plain(instrument), allow_unicode=True, sort_keys=False, width=110)
    return text


def write_json(instrument: Instrument) -> str:
    """The instrument as canonical JSON: equal instruments give equal text. YAML reads it too, so `read_yaml` reads it back."""
    return json.dumps(plain(instrument), ensure_ascii=False, default=str)


def read_json(text: str) -> Instrument:
    """The instrument back from `write_json`."""
    raw = json.loads(text, parse_float=Decimal)
    return build(_from_json(raw))


def _from_json(raw: Any, key: str = "") -> Node:
    if isinstance(raw, dict):
        return Node({name: _from_json(child, name) for name, child in raw.items()}, "")
    if isinstance(raw, list):
        return Node([_from_json(child) for child in raw], "")
    if key == "checked":
        return Node(date.fromisoformat(raw), "")
    return Node(raw, "")


def fingerprint(instrument: Instrument) -> str:
    """The SHA-256 of the content, the same whichever kind of file it came from."""
    return hashlib.sha256(write_json(instrument).encode()).hexdigest()
