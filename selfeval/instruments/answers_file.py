"""The answers of one evaluation as a JSON file (design, section 3): read strictly, with every problem at once.

    {"profile": {"volunteers": 80}, "route": "star", "answers": {"A1": 2, "A2": "nvt"}, "reasons": {"A2": "..."}}

`organisation` and `remarks` may stand beside these. Scoring what was read is the business of `selfeval.scoring`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from selfeval.instruments.located import MAX_TEXT, Problem, is_readable
from selfeval.instruments.model import FULL, NA, STAR, FactValue, Given, Instrument, Profile, Route
from selfeval.instruments.profile import missing_facts, read_profile

MAX_BYTES = 2_000_000
MAX_NAME, MAX_DIGITS = 200, 40
NO_NUMBER = Decimal("NaN")
KEYS = ("profile", "route", "answers", "reasons", "organisation", "remarks")


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What stood in the file, checked. Answers to statements that do not apply are kept; scoring leaves them out."""

    profile: Mapping[str, FactValue]
    route: str
    answers: Mapping[str, Given]
    reasons: Mapping[str, str]
    organisation: str = ""
    remarks: Mapping[str, str] = field(default_factory=dict)


class InvalidAnswers(ValueError):
    """The file is refused whole; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def read_answers(content: bytes, instrument: Instrument) -> AnswersFile:
    """The answers in the bytes of a JSON file. Without a route: the star route where it is open, else the full one.

    Raises InvalidAnswers with every problem there is.
    """
    raw, problems = _parsed(content)
    reader = _Reader(instrument, problems)
    found = reader.file(raw)
    if reader.problems:
        raise InvalidAnswers(reader.problems)
    return found


# --- JSON -------------------------------------------------------------------------------------------------------------


def _parsed(content: bytes) -> tuple[dict[str, Any], list[Problem]]:
    """The object in the file, and a problem for each key that stands in it twice."""
    if len(content) > MAX_BYTES:
        raise InvalidAnswers([Problem("", f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB")])
    problems: list[Problem] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                problems.append(Problem("", f"de sleutel '{key[:40]}' staat er twee keer"))
            found.setdefault(key, value)
        return found

    try:
        raw = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=once,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_decimal,
        )
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidAnswers([Problem(f"regel {line}", "het bestand is geen UTF-8-tekst")]) from error
    except json.JSONDecodeError as error:
        where, what = f"regel {error.lineno}, kolom {error.colno}", "geen geldige JSON"
        raise InvalidAnswers(
            [Problem(where, what) if content.strip() else Problem("", "het bestand is leeg")]
        ) from error
    except RecursionError as error:
        raise InvalidAnswers([Problem("", "het bestand is te diep genest")]) from error
    if not isinstance(raw, dict):
        raise InvalidAnswers([*problems, Problem("", "het bestand hoort één JSON-object te zijn: { ... }")])
    return raw, problems


def _whole(text: str) -> int | Decimal:
    return int(text) if len(text) <= MAX_DIGITS else NO_NUMBER


def _decimal(text: str) -> Decimal:
    """The number, exactly; NaN, Infinity and numbers without end become what every check further on refuses."""
    try:
        return Decimal(text) if len(text) <= MAX_DIGITS and Decimal(text).is_finite() else NO_NUMBER
    except InvalidOperation:
        return NO_NUMBER


# --- Meaning ----------------------------------------------------------------------------------------------------------


class _Reader:
    def __init__(self, instrument: Instrument, problems: list[Problem]) -> None:
        self.instrument, self.problems = instrument, problems

    def problem(self, where: str, message: str) -> None:
        self.problems.append(Problem(where, message))

    def file(self, raw: dict[str, Any]) -> AnswersFile:
        for key in raw:
            if key not in KEYS:
                self.problem(key[:40], f"onbekende sleutel (mag zijn: {', '.join(KEYS)})")
        if "answers" not in raw:
            self.problem("answers", "ontbreekt")
        answers = self._by_statement(raw, "answers", self._answer)
        reasons = self._by_statement(raw, "reasons", self._text)
        self._reasons_fit(raw, answers, reasons)
        profile, problems = read_profile(self.instrument, self._object(raw, "profile"))
        self.problems += problems
        return AnswersFile(
            profile=profile,
            route=self._route(raw, profile, trusted=not problems),
            answers=answers,
            reasons=reasons,
            organisation=self._organisation(raw.get("organisation", "")),
            remarks=self._by_statement(raw, "remarks", self._text),
        )

    def _object(self, raw: dict[str, Any], key: str) -> dict[str, Any]:
        found = raw.get(key, {})
        if isinstance(found, dict):
            return found
        self.problem(key, "hoort een JSON-object te zijn: { ... }")
        return {}

    def _by_statement(self, raw: dict[str, Any], key: str, read: Callable[[str, str, Any], Any]) -> dict[str, Any]:
        """The values by statement, in the order of the instrument, without those that are refused."""
        given, found = self._object(raw, key), {}
        for code in given:
            if code not in self.instrument.by_code:
                self.problem(f"{key}.{code[:40]}", "deze stelling staat niet in het instrument")
        for code in self.instrument.by_code:
            if code in given and (value := read(code, f"{key}.{code}", given[code])) is not None:
                found[code] = value
        return found

    def _answer(self, code: str, where: str, value: Any) -> Given | None:
        if value == NA:
            if self.instrument.by_code[code].allow_na:
                return NA
            self.problem(where, f"'{NA}' kan bij deze stelling niet")
            return None
        top = self.instrument.top
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= top:
            return value
        self.problem(where, f"een antwoord is een heel getal van 0 tot en met {top}, of '{NA}'")
        return None

    def _text(self, _code: str, where: str, value: Any) -> str | None:
        text = value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""
        if not text:
            self.problem(where, "hoort tekst te zijn, en niet leeg")
        elif len(text) > MAX_TEXT:
            self.problem(where, f"is langer dan {MAX_TEXT} tekens")
        elif not is_readable(text):
            self.problem(where, "bevat onleesbare tekens")
        return text or None

    def _reasons_fit(self, raw: dict[str, Any], answers: Mapping[str, Given], reasons: Mapping[str, str]) -> None:
        """Whoever says "nvt" says why, and nobody else does."""
        answered, reasoned = self._entries(raw, "answers"), self._entries(raw, "reasons")
        for code in answers:
            if answers[code] == NA and code not in reasoned:
                self.problem(f"answers.{code}", f"bij '{NA}' hoort een reden (in reasons)")
        for code in reasons:
            if answered.get(code) != NA:
                self.problem(f"reasons.{code}", f"een reden hoort alleen bij het antwoord '{NA}'")

    @staticmethod
    def _entries(raw: dict[str, Any], key: str) -> dict[str, Any]:
        found = raw.get(key)
        return found if isinstance(found, dict) else {}

    def _organisation(self, value: Any) -> str:
        if isinstance(value, str) and len(value) <= MAX_NAME and is_readable(value) and "\n" not in value:
            return value.strip()
        self.problem("organisation", f"hoort een naam op één regel te zijn, van hoogstens {MAX_NAME} tekens")
        return ""

    def _route(self, raw: dict[str, Any], profile: Profile, *, trusted: bool) -> str:
        """The route, once it is known and open. A profile that is not `trusted` has its problems told already."""
        routes = {route.key: route for route in self.instrument.routes}
        key = raw.get("route", STAR if STAR in routes else FULL)
        if not isinstance(key, str) or key not in routes:
            self.problem("route", f"onbekende route (mag zijn: {', '.join(routes)})")
            return FULL
        missing = missing_facts(self.instrument, key, profile) if trusted else []
        self.problems += missing
        if not trusted or missing or routes[key].is_open(profile):
            return key
        if "route" in raw:
            self.problem("route", self._why_closed(routes[key], profile))
        else:
            self.problems += missing_facts(self.instrument, FULL, profile)
        return FULL

    @staticmethod
    def _why_closed(route: Route, profile: Profile) -> str:
        condition = route.open_to
        if condition is None:
            raise ValueError(f"De route {route.key} heeft geen voorwaarde en staat dus open.")
        given = ", ".join(f"{key} is {profile[key]}" for key in profile if key in condition.facts)
        return f"de route '{route.key}' staat voor dit profiel niet open: daarvoor geldt {condition.text}, en {given}"
