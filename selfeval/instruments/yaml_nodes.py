"""From the bytes of a YAML file to nodes that know their line. What the nodes must hold is the business of `building`.

Safe by construction: only plain scalars, lists and mappings; no tags, no cycles, nothing of unbounded size or depth.
"""

import re
from datetime import date
from decimal import Decimal

import yaml

from selfeval.instruments.located import InvalidInstrument, Node, Problem, Scalar

MAX_BYTES, MAX_NODES, MAX_DEPTH = 2_000_000, 100_000, 40
TAG = "tag:yaml.org,2002:"
TEXTS = {TAG + kind for kind in ("str", "int", "float", "bool", "null", "timestamp")}
# Narrower than YAML 1.1 on purpose: 012 (octal?), 1_000 and 190:20:30 (sixties!) stay the text that stands there.
INT, DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})"), re.compile(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BOOLS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
IN_DUTCH = (  # the beginning of what PyYAML says, and what we say
    ("found character '\\t'", "er staat een tab; spring in met spaties"),
    ("but found another document", "er staat meer dan één document in het bestand (---)"),
    ("mapping values are not allowed", "een dubbele punt te veel; zet de tekst tussen aanhalingstekens"),
    ("could not find expected ':'", "er ontbreekt een dubbele punt"),
    ("expected <block end>", "de inspringing klopt niet"),
    ("found undefined alias", "een verwijzing (*) naar iets wat er niet staat"),
    ("found unexpected end of stream", "een aanhalingsteken wordt nergens gesloten"),
)


def located_yaml(content: bytes) -> Node:
    """The file as nodes with line numbers. Raises InvalidInstrument where it is no readable YAML."""
    if len(content) > MAX_BYTES:
        raise InvalidInstrument([Problem("", f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB")])
    root = _composed(_decoded(content))
    if root is None:
        raise InvalidInstrument([Problem("", "het bestand is leeg")])
    locator = _Locator()
    node = locator.locate(root, _line(root))
    if locator.problems:
        raise InvalidInstrument(locator.problems)
    return node


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInstrument([Problem(f"regel {line}", "het bestand is geen UTF-8-tekst")]) from error


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise InvalidInstrument([_in_dutch(error)]) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise InvalidInstrument([Problem(f"regel {line}", "hier staat een onleesbaar teken")]) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: "\UFFFFFFFF", which is no character
        raise InvalidInstrument([Problem("", f"geen geldige YAML ({str(error).splitlines()[0]})")]) from error
    except RecursionError as error:
        raise InvalidInstrument([Problem("", "het bestand is te diep genest")]) from error


def _in_dutch(error: yaml.MarkedYAMLError) -> Problem:
    said = error.problem or error.context or ""
    mark = error.problem_mark or error.context_mark
    if said.startswith("found unexpected end of stream"):
        mark = error.context_mark or mark
    words = next((ours for theirs, ours in IN_DUTCH if said.startswith(theirs)), said)
    return Problem(f"regel {mark.line + 1}" if mark else "", f"geen geldige YAML: {words}")


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
            raise InvalidInstrument(
                [Problem(where, f"meer dan {MAX_NODES} stukken, verwijzingen meegeteld: dat is te veel")]
            )
        if isinstance(node, yaml.ScalarNode):
            return Node(self._scalar(node), where)
        if id(node) in self.open:
            self.problems.append(Problem(where, "dit stuk bevat zichzelf (een kringverwijzing)"))
            return Node(None, where)
        if len(self.open) >= MAX_DEPTH:
            raise InvalidInstrument([Problem(where, "het bestand is te diep genest")])
        self.open.add(id(node))
        located = Node(self._mapping(node) if isinstance(node, yaml.MappingNode) else self._sequence(node), where)
        self.open.discard(id(node))
        return located

    def _sequence(self, node: yaml.Node) -> list[Node]:
        self._plain(node, "seq")
        return [self.locate(child, _line(child)) for child in node.value]

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Node]:
        self._plain(node, "map")
        found: dict[str, Node] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(Problem(_line(key), "een sleutel hoort een woord te zijn"))
            elif key.value in found:
                name, first = key.value[:40], found[key.value].where
                self.problems.append(Problem(_line(key), f"de sleutel '{name}' staat er twee keer (ook: {first})"))
            else:
                found[key.value] = self.locate(child, _line(key))
        return found

    def _plain(self, node: yaml.Node, kind: str) -> None:
        if node.tag != TAG + kind:
            self.problems.append(Problem(_line(node), f"'{node.tag[:60]}' hoort niet in een instrument"))

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        kind, text = node.tag.removeprefix(TAG), str(node.value)
        if kind == "null" and text.lower() in {"", "~", "null"}:
            return None
        if kind == "bool" and text.lower() in BOOLS:
            return BOOLS[text.lower()]
        if kind == "int" and INT.fullmatch(text):
            return int(text)
        if kind == "float" and DECIMAL.fullmatch(text):
            return Decimal(text)
        if kind == "timestamp" and DATE.fullmatch(text):
            return self._date(node, text)
        if node.tag not in TEXTS:
            self.problems.append(Problem(_line(node), f"'{node.tag[:60]}' hoort niet in een instrument"))
        return text

    def _date(self, node: yaml.Node, text: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problems.append(Problem(_line(node), f"{text} is geen bestaande datum"))
            return None
