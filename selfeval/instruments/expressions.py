"""The little language of conditions (`applies_if`, `open_to`): parsed and type-checked, never evaluated as code.

    works_with_minors or (volunteers >= 100 and not sector == "sport")

`and`, `or`, `not`, parentheses, `< <= > >= ==`, names of facts, numbers, "strings". `not` binds tighter than `and`,
`and` tighter than `or`; comparisons bind tightest and do not chain.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["bool", "number", "text"]
Value = int | Decimal | bool | str
Evaluate = Callable[[Mapping[str, Value]], Any]

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}
KIND_OF_TYPE: dict[str, Kind] = {
    "int": "number",
    "decimal": "number",
    "bool": "bool",
    "choice": "text",
    "municipality": "text",
}
KIND_IN_WORDS: dict[Kind, str] = {"bool": "een ja/nee-feit", "number": "een getal", "text": "een tekst"}
MAX_LENGTH, MAX_DEPTH = 1000, 30

TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<text>"[^"]*")|(?P<name>[A-Za-z_]\w*)|(?P<sign><=|>=|==|<|>|\(|\)))""",
    re.ASCII,
)


class InvalidExpression(ValueError):
    """The text is no condition; the message says in Dutch what is wrong with it."""


class MissingFact(KeyError):
    """The condition needs a fact that the profile does not give."""


@dataclass(frozen=True, slots=True)
class FactShape:
    """What a condition may know of a fact: its type and, of a choice, the keys that can be chosen."""

    type: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed condition. Equal texts are equal; `facts` are the keys it looks at."""

    text: str
    facts: frozenset[str] = field(compare=False)
    evaluate: Evaluate = field(compare=False, repr=False)

    def holds(self, profile: Mapping[str, Value]) -> bool:
        """Whether the condition is true of this profile. Raises MissingFact where a fact it needs is not given."""
        return bool(self.evaluate(profile))


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    evaluate: Evaluate
    fact: str | None = None
    literal: str | None = None


def parse(text: str, facts: Mapping[str, FactShape]) -> Expression:
    """Parse `text` against the facts an instrument knows. Raises InvalidExpression with a message in Dutch."""
    if len(text) > MAX_LENGTH:
        raise InvalidExpression(f"de voorwaarde is langer dan {MAX_LENGTH} tekens")
    parser = _Parser(_tokens(text), facts)
    piece = parser.either()
    if parser.peek() is not None:
        raise InvalidExpression(f"'{parser.peek()}' staat op een plaats waar de voorwaarde klaar had moeten zijn")
    _must_be_bool(piece)
    return Expression(text, frozenset(parser.used), piece.evaluate)


def _tokens(text: str) -> list[str]:
    tokens, position = [], 0
    stripped = text.rstrip()
    while position < len(stripped):
        match = TOKEN.match(stripped, position)
        if match is None:
            raise InvalidExpression(f"'{stripped[position:].strip()[:20]}' hoort niet in een voorwaarde")
        tokens.append(match.group().strip())
        position = match.end()
    if not tokens:
        raise InvalidExpression("de voorwaarde is leeg")
    return tokens


def _must_be_bool(piece: _Piece) -> None:
    if piece.kind != "bool":
        raise InvalidExpression(f"hier hoort ja of nee uit te komen, maar er staat {KIND_IN_WORDS[piece.kind]}")


class _Parser:
    """Recursive descent; every method reads one level of the grammar and returns a typed piece."""

    def __init__(self, tokens: list[str], facts: Mapping[str, FactShape]) -> None:
        self.tokens, self.facts = tokens, facts
        self.position = self.depth = 0
        self.used: set[str] = set()

    def peek(self) -> str | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self) -> str:
        token = self.peek()
        if token is None:
            raise InvalidExpression("de voorwaarde houdt te vroeg op")
        self.position += 1
        return token

    def either(self) -> _Piece:
        pieces = [self.both()]
        while self.peek() == "or":
            self.take()
            pieces.append(self.both())
        return self._joined(pieces, any)

    def both(self) -> _Piece:
        pieces = [self.negation()]
        while self.peek() == "and":
            self.take()
            pieces.append(self.negation())
        return self._joined(pieces, all)

    @staticmethod
    def _joined(pieces: list[_Piece], combine: Callable[[Any], bool]) -> _Piece:
        if len(pieces) == 1:
            return pieces[0]
        for piece in pieces:
            _must_be_bool(piece)
        evaluators = [piece.evaluate for piece in pieces]
        return _Piece("bool", lambda profile: combine(evaluate(profile) for evaluate in evaluators))

    def negation(self) -> _Piece:
        if self.peek() != "not":
            return self.comparison()
        self.take()
        self._deeper()
        inner = self.negation()
        self.depth -= 1
        _must_be_bool(inner)
        return _Piece("bool", lambda profile: not inner.evaluate(profile))

    def comparison(self) -> _Piece:
        left = self.operand()
        if self.peek() not in COMPARISONS:
            return left
        sign = self.take()
        right = self.operand()
        if self.peek() in COMPARISONS:
            raise InvalidExpression("twee vergelijkingen achter elkaar: zet er 'and' tussen")
        self._comparable(left, sign, right)
        compare = COMPARISONS[sign]
        return _Piece("bool", lambda profile: compare(left.evaluate(profile), right.evaluate(profile)))

    def _comparable(self, left: _Piece, sign: str, right: _Piece) -> None:
        if left.kind != right.kind:
            raise InvalidExpression(
                f"{KIND_IN_WORDS[left.kind]} en {KIND_IN_WORDS[right.kind]} zijn niet te vergelijken met '{sign}'"
            )
        if sign != "==" and left.kind != "number":
            raise InvalidExpression(f"'{sign}' vergelijkt alleen getallen")
        for one, other in ((left, right), (right, left)):
            if one.fact is None or other.literal is None:
                continue
            options = self.facts[one.fact].options
            if options and other.literal not in options:
                raise InvalidExpression(f"'{other.literal}' is geen keuze bij '{one.fact}'")

    def operand(self) -> _Piece:
        token = self.take()
        if token == "(":  # noqa: S105
            self._deeper()
            inner = self.either()
            if self.take() != ")":
                raise InvalidExpression("er ontbreekt een haakje sluiten")
            self.depth -= 1
            return inner
        if token.startswith('"'):
            text = token[1:-1]
            return _Piece("text", lambda _: text, literal=text)
        if token[0].isdigit() or token[0] == "-":
            number = Decimal(token)
            return _Piece("number", lambda _: number)
        return self._fact(token)

    def _fact(self, token: str) -> _Piece:
        if token in {"and", "or", "not", ")", *COMPARISONS}:
            raise InvalidExpression(f"'{token}' staat op een plaats waar een feit of waarde hoort")
        if token not in self.facts:
            known = ", ".join(self.facts) or "geen"
            raise InvalidExpression(f"onbekend feit '{token}' (bekend: {known})")
        self.used.add(token)

        def value(profile: Mapping[str, Value]) -> Value:
            try:
                return profile[token]
            except KeyError:
                raise MissingFact(token) from None

        return _Piece(KIND_OF_TYPE[self.facts[token].type], value, fact=token)

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise InvalidExpression(f"de voorwaarde is dieper dan {MAX_DEPTH} haakjes genest")
