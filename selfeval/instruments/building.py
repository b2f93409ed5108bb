"""From located nodes to an instrument: the rules a file must keep, all checked, every breach listed.

It does not know whether the nodes came from YAML or from a spreadsheet.
"""

import re
from collections.abc import Callable, Collection
from decimal import Decimal

from selfeval.instruments.expressions import Expression, FactShape, InvalidExpression, parse
from selfeval.instruments.located import InvalidInstrument, Node, Reader
from selfeval.instruments.model import (
    EFFORTS,
    FACT_TYPES,
    FULL,
    ROUTES,
    Fact,
    Instrument,
    Level,
    Norm,
    Part,
    Resource,
    Route,
    Statement,
    Theme,
)

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", re.ASCII)
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2}", re.ASCII)
FACT_KEY = re.compile(r"[a-z_][a-z0-9_]{0,39}", re.ASCII)
RESERVED = {"and", "or", "not"}
MAX_LEVELS, MAX_STATEMENTS = 10, 500
Earlier = Callable[[str, str], Collection[str]]  # (code, version) -> every code of a statement in its other versions


def build(root: Node, *, earlier: Earlier | None = None) -> Instrument:
    """The instrument that stands in `root`. Raises InvalidInstrument with every problem there is.

    `earlier` tells which codes a `was` may name; without it, or where it knows of no other version, any.
    """
    builder = _Builder()
    instrument = builder.instrument(root)
    builder.check_earlier(earlier(instrument.code, instrument.version) if earlier else ())
    if builder.read.problems:
        raise InvalidInstrument(builder.read.problems)
    return instrument


class _Builder:
    def __init__(self) -> None:
        self.read = Reader()
        self.facts: dict[str, FactShape] = {}
        self.places: dict[str, list[tuple[str, Node]]] = {"theme": [], "statement": [], "was": []}
        self.top = 1

    def instrument(self, root: Node) -> Instrument:
        keys = ("code", "version", "title", "scale", "routes", "norms", "parts")
        top = self.read.mapping(root, "het instrument", keys, ("language", "profile"))
        scale = tuple(self._level(node) for node in self.read.items(top.get("scale"), "de schaal"))
        if "scale" in top and not 2 <= len(scale) <= MAX_LEVELS:
            self.read.problem(top["scale"], f"de schaal heeft {len(scale)} niveaus; 2 tot {MAX_LEVELS} is goed")
        self.top = min(max(len(scale) - 1, 1), MAX_LEVELS)
        profile = self._profile(top.get("profile"))
        routes = self._routes(top.get("routes"))
        return Instrument(
            code=self._coded(top.get("code"), "de code van het instrument", CODE),
            version=self._coded(top.get("version"), "de versie", VERSION),
            title=self.read.text(top.get("title"), "de titel"),
            language=self._coded(top.get("language"), "de taal", LANGUAGE) or "nl",
            scale=scale,
            profile=profile,
            routes=routes,
            norms=self._norms(top.get("norms"), routes),
            parts=self._parts(top.get("parts")),
        )

    def _coded(self, node: Node | None, what: str, pattern: re.Pattern[str]) -> str:
        text = self.read.text(node, what)
        if node is not None and text and not pattern.fullmatch(text):
            self.read.problem(node, f"{what} '{text[:40]}' heeft een vorm die niet mag")
        return text

    def _condition(self, node: Node | None, what: str) -> Expression | None:
        text = self.read.text(node, what)
        if node is None or not text:
            return None
        try:
            return parse(text, self.facts)
        except InvalidExpression as error:
            self.read.problem(node, f"{what}: {error}")
            return None

    def _level(self, node: Node) -> Level:
        fields = self.read.mapping(node, "een niveau van de schaal", ("label",), ("explanation",))
        return Level(
            self.read.text(fields.get("label"), "het label"),
            self.read.text(fields.get("explanation"), "de uitleg van een niveau", may_be_empty=True),
        )

    # --- Facts, routes, norms ---------------------------------------------------------------------------------------

    def _profile(self, node: Node | None) -> tuple[Fact, ...]:
        nodes = self.read.items(node, "het profiel", empty_ok=True)
        facts = tuple(self._fact(one) for one in nodes)
        self.read.once(((fact.key, one) for fact, one in zip(facts, nodes, strict=True)), "het feit")
        self.facts = {f.key: FactShape(f.type, tuple(key for key, _ in f.options)) for f in facts}
        return facts

    def _fact(self, node: Node) -> Fact:
        fields = self.read.mapping(node, "een feit", ("key", "type", "question"), ("why", "options", "min", "max"))
        key = self._coded(fields.get("key"), "de sleutel van een feit", FACT_KEY)
        if key in RESERVED:
            self.read.problem(fields["key"], f"'{key}' is een woord van de voorwaarden en kan geen feit heten")
        kind = self.read.one_of(fields.get("type"), f"het type van '{key}'", FACT_TYPES, "int")
        low, high = Decimal(-(10**9)), Decimal(10**9)
        least = self.read.number(fields.get("min"), f"het minimum van '{key}'", Decimal(0), low, high)
        most = self.read.number(fields.get("max"), f"het maximum van '{key}'", Decimal(1_000_000), low, high)
        if least > most:
            self.read.problem(node, f"het minimum van '{key}' is groter dan het maximum")
        if kind not in {"int", "decimal"} and ("min" in fields or "max" in fields):
            self.read.problem(node, f"'{key}' is geen getal en heeft dus geen min of max")
        return Fact(
            key=key,
            type=kind,
            question=self.read.text(fields.get("question"), f"de vraag van '{key}'"),
            why=self.read.text(fields.get("why"), f"het waarom van '{key}'", lines=True, may_be_empty=True),
            options=self._options(node, fields.get("options"), key, choice=kind == "choice"),
            min=least,
            max=most,
        )

    def _options(self, fact: Node, node: Node | None, key: str, *, choice: bool) -> tuple[tuple[str, str], ...]:
        if not choice:
            if node is not None:
                self.read.problem(node, f"'{key}' is geen keuze en heeft dus geen options")
            return ()
        if node is None or not isinstance(node.value, dict) or not node.value:
            self.read.problem(node or fact, f"de keuze '{key}' heeft options nodig: sleutels met een label")
            return ()
        for option, child in node.value.items():
            if not CODE.fullmatch(option):
                self.read.problem(child, f"de keuze '{option}' bij '{key}' heeft een vorm die niet mag")
        return tuple((o, self.read.text(child, f"het label van '{o}'")) for o, child in node.value.items())

    def _routes(self, node: Node | None) -> tuple[Route, ...]:
        if node is None:
            return ()
        found = self.read.mapping(node, "de routes", (FULL,), tuple(r for r in ROUTES if r != FULL))
        routes = []
        for key, child in found.items():
            fields = self.read.mapping(child, f"de route {key}", ("title",), ("open_to",))
            if key == FULL and "open_to" in fields:
                self.read.problem(fields["open_to"], "de volledige route staat voor iedereen open")
            title = self.read.text(fields.get("title"), f"de titel van de route {key}")
            routes.append(Route(key, title, self._condition(fields.get("open_to"), f"open_to van de route {key}")))
        return tuple(routes)

    def _norms(self, node: Node | None, routes: tuple[Route, ...]) -> tuple[tuple[str, Norm], ...]:
        if node is None:
            return ()
        found = self.read.mapping(node, "de normen", tuple(route.key for route in routes))
        norms = {key: self._norm(child, key) for key, child in found.items()}
        return tuple(
            (route.key, norms[route.key]) for route in routes if route.key in norms
        )  # one order, whatever the file

    def _norm(self, node: Node, key: str) -> Norm:
        fields = self.read.mapping(node, f"de norm van {key}", ("overall", "part", "essential_level"))
        zero, hundred = Decimal(0), Decimal(100)
        return Norm(
            self.read.number(fields.get("overall"), f"de norm voor het geheel ({key})", zero, zero, hundred),
            self.read.number(fields.get("part"), f"de norm per onderdeel ({key})", zero, zero, hundred),
            self.read.whole(
                fields.get("essential_level"), f"het niveau van essentiële stellingen ({key})", 0, 0, self.top
            ),
        )

    # --- Parts, themes, statements ----------------------------------------------------------------------------------

    def _parts(self, node: Node | None) -> tuple[Part, ...]:
        nodes = self.read.items(node, "de onderdelen")
        parts = tuple(self._part(one) for one in nodes)
        self.read.once(((part.code, one) for part, one in zip(parts, nodes, strict=True)), "het onderdeel")
        self.read.once(iter(self.places["theme"]), "het thema")
        self.read.once(iter(self.places["statement"]), "de stelling")
        self.read.once(iter(self.places["was"]), "de eerdere code")
        if node is not None and sum(len(part.statements) for part in parts) > MAX_STATEMENTS:
            self.read.problem(node, f"meer dan {MAX_STATEMENTS} stellingen")
        return parts

    def _part(self, node: Node) -> Part:
        fields = self.read.mapping(node, "een onderdeel", ("code", "title", "themes"))
        code = self._coded(fields.get("code"), "de code van een onderdeel", CODE)
        themes = self.read.items(fields.get("themes"), f"de thema's van onderdeel {code}")
        title = self.read.text(fields.get("title"), f"de titel van onderdeel {code}")
        return Part(code, title, tuple(self._theme(one) for one in themes))

    def _theme(self, node: Node) -> Theme:
        fields = self.read.mapping(node, "een thema", ("code", "title", "statements"), ("intro",))
        code = self._coded(fields.get("code"), "de code van een thema", CODE)
        self.places["theme"].append((code, node))
        statements = self.read.items(fields.get("statements"), f"de stellingen van thema {code}")
        return Theme(
            code=code,
            title=self.read.text(fields.get("title"), f"de titel van thema {code}"),
            statements=tuple(self._statement(one) for one in statements),
            intro=self.read.text(fields.get("intro"), f"de inleiding van thema {code}", lines=True, may_be_empty=True),
        )

    def _statement(self, node: Node) -> Statement:
        rest = ("starred", "essential", "weight", "applies_if", "allow_na", "effort")
        optional = ("explanation", "evidence", *rest, "advice", "resources", "was")
        fields = self.read.mapping(node, "een stelling", ("code", "text"), optional)
        get: Callable[[str], Node | None] = fields.get
        code = self._coded(get("code"), "de code van een stelling", CODE)
        self.places["statement"].append((code, node))
        evidence = self.read.items(get("evidence"), f"de bewijsstukken van {code}", empty_ok=True)
        resources = self.read.items(get("resources"), f"de bronnen van {code}", empty_ok=True)
        least = Decimal("0.001")
        return Statement(
            code=code,
            text=self.read.text(get("text"), f"de tekst van {code}"),
            advice=self._advice(get("advice"), code),
            explanation=self.read.text(get("explanation"), f"de uitleg van {code}", lines=True, may_be_empty=True),
            evidence=tuple(self.read.text(one, f"een bewijsstuk van {code}") for one in evidence),
            starred=self.read.flag(get("starred"), f"starred van {code}"),
            essential=self.read.flag(get("essential"), f"essential van {code}"),
            weight=self.read.number(get("weight"), f"het gewicht van {code}", Decimal(1), least, Decimal(1000)),
            applies_if=self._condition(get("applies_if"), f"applies_if van {code}"),
            allow_na=self.read.flag(get("allow_na"), f"allow_na van {code}"),
            effort=self.read.one_of(get("effort"), f"de inspanning van {code}", EFFORTS, "medium"),
            resources=tuple(self._resource(one, code) for one in resources),
            was=tuple(
                self._earlier(one, code) for one in self.read.items(get("was"), f"was van {code}", empty_ok=True)
            ),
        )

    def _earlier(self, node: Node, code: str) -> str:
        was = self._coded(node, f"een eerdere code van {code}", CODE)
        self.places["was"].append((was, node))
        return was

    def check_earlier(self, known: Collection[str]) -> None:
        """Every `was` names a statement of another version, where there is one."""
        for was, node in self.places["was"]:
            if known and was not in known:
                self.read.problem(node, f"geen eerdere versie heeft een stelling '{was}'")

    def _advice(self, node: Node | None, code: str) -> tuple[str, ...]:
        levels = tuple(str(level) for level in range(self.top))
        if node is None:
            return ("",) * len(levels)
        fields = self.read.mapping(node, f"het advies van {code}", levels)
        return tuple(
            self.read.text(fields.get(level), f"het advies van {code} bij niveau {level}", lines=True)
            for level in levels
        )

    def _resource(self, node: Node, code: str) -> Resource:
        fields = self.read.mapping(node, f"een bron van {code}", ("title", "url"), ("checked",))
        title = self.read.text(fields.get("title"), f"de titel van een bron van {code}")
        url = self.read.web_address(fields.get("url"), f"het adres van een bron van {code}")
        if "|" in title + url:
            self.read.problem(node, f"een bron van {code} mag geen | bevatten")
        return Resource(title, url, self.read.day(fields.get("checked"), f"checked van een bron van {code}"))
