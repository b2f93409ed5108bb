"""One reply in a cell, understood as people mean it: case and spaces do not matter, a number may be typed as text.

What cannot be understood becomes a problem with its cell and what to do; then an empty reply comes back.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar

from selfeval.entries import MAX_WORDS, UNKNOWN, Entry, problem_with
from selfeval.instruments.located import Problem
from selfeval.instruments.model import Fact, Instrument, Statement
from selfeval.scoring import NA
from selfeval.sheets import layout
from selfeval.sheets.cells import Cell
from selfeval.sheets.layout import plain_words

T = TypeVar("T")
NUMBER = re.compile(r"-?\d{1,12}([.,]\d{1,6})?", re.ASCII)
THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+", re.ASCII)
FLAGS = {"ja": True, "j": True, "nee": False, "n": False, "waar": True, "onwaar": False, "true": True, "false": False}


def said(text: str) -> str:
    """What was typed, without what makes no difference: case, white space, a full stop at the end."""
    return plain_words(text).rstrip(" .!")


class Replies:
    """Understands the cells of one instrument's questionnaire; what is wrong goes onto `problems`."""

    def __init__(self, instrument: Instrument, problems: list[Problem], municipalities: Mapping[str, str]) -> None:
        self.problems, self.municipalities = problems, municipalities
        self.instrument = instrument
        self.top = instrument.top
        self.choices = {said(word): UNKNOWN for word in (layout.UNKNOWN_WORDS, *layout.UNKNOWN_ALSO)}
        self.choices |= {said(word): NA for word in (layout.NA_WORDS, *layout.NA_ALSO)}
        words = layout.level_words(instrument)
        self.choices |= {said(f"{n} = {level.label}"): str(n) for n, level in enumerate(instrument.scale)}
        self.choices |= {said(word): str(number) for number, word in enumerate(words)}
        self.shown = (*words, layout.UNKNOWN_WORDS, layout.NA_WORDS)

    def _wrong(self, cell: Cell, message: str) -> None:
        self.problems.append(cell.problem(message))

    # --- Statements -----------------------------------------------------------------------------------------------------

    def entry(self, statement: Statement, answer: Cell, reason: Cell, remark: Cell) -> Entry:
        """The entry at one statement."""
        entry = Entry(self._choice(answer), self._words(reason), self._words(remark))
        fault = problem_with(statement, self.top, Entry(entry.choice, entry.reason[:1]))
        if fault and not reason.fault:
            self._wrong(reason if entry.choice == NA and statement.allow_na else answer, fault)
        return entry

    def _choice(self, cell: Cell) -> str:
        if cell.empty or cell.fault:
            return ""
        known = None if isinstance(cell.value, date) else self.choices.get(said(cell.text) or cell.text)
        if known is not None:
            return known
        if cell.percent or not NUMBER.fullmatch(cell.text):
            near = get_close_matches(said(cell.text), [said(word) for word in self.shown], 1)
            meant = [word for word in self.shown if near and said(word) == near[0]]
            hint = f"Bedoel je '{meant[0]}'?" if meant else "Kies uit de lijst."
            self._wrong(cell, f"'{cell.text[:40]}' ken ik niet. {hint}")
        elif not cell.text.isdecimal() or int(cell.text) > self.top:
            self._wrong(
                cell, f"{cell.text} is geen niveau. Kies 0 tot en met {self.top}, of een antwoord uit de lijst."
            )
        else:
            return str(int(cell.text))
        return ""

    def _words(self, cell: Cell) -> str:
        text = "\n".join(line.rstrip() for line in cell.text.replace("\x00", "").strip().split("\n"))
        if len(text) > MAX_WORDS:
            self._wrong(cell, f"Deze tekst is te lang ({len(text)} tekens). Gebruik hoogstens {MAX_WORDS} tekens.")
        return text

    # --- Profile --------------------------------------------------------------------------------------------------------

    def organisation(self, cell: Cell) -> str:
        """The name of the organisation; "" where none is given."""
        name = " ".join(cell.text.split())
        if len(name) > layout.MAX_ORGANISATION:
            self._wrong(cell, f"Deze naam is te lang. Gebruik hoogstens {layout.MAX_ORGANISATION} tekens.")
        return name

    def route(self, cell: Cell) -> str | None:
        """The key of the chosen route; None where none is chosen."""
        known = {said(word): key for key, word in layout.ROUTE_WORDS.items() if key in self._routes()}
        known |= {said(title): key for key, title in self._routes().items()}
        return self._one_of(cell, known, tuple(self._routes().values()))

    def _routes(self) -> dict[str, str]:
        return {route.key: route.title for route in self.instrument.routes}

    def fact(self, fact: Fact, cell: Cell) -> object:
        """What the cell says of this fact, as `read_profile` wants it; None where it is empty or was refused."""
        if cell.empty or cell.fault:
            return None
        if fact.type in {"int", "decimal"}:
            return self._number(cell, whole=fact.type == "int")
        if fact.type == "bool":
            if cell.value in {0, 1}:
                return bool(cell.value)
            return self._one_of(cell, FLAGS, ("ja", "nee"))
        if fact.type == "choice":
            words = layout.option_words(fact.options)
            return self._one_of(cell, {said(word): key for key, word in words.items()}, tuple(words.values()))
        names = {said(name): code for name, code in self.municipalities.items()}
        names |= {code.casefold(): code for code in self.municipalities.values()}
        return self._one_of(cell, names, tuple(self.municipalities)) if names else cell.text.upper()

    def _number(self, cell: Cell, *, whole: bool) -> object:
        text = cell.text.replace(" ", "").replace("\xa0", "")
        if isinstance(cell.value, date):
            self._wrong(
                cell, f"Hier staat een datum ({cell.text}) en geen getal. Typ het getal en maak de cel op als getal."
            )
        elif cell.percent:
            self._wrong(cell, "Hier staat een percentage en geen getal. Typ alleen het getal.")
        elif isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
            return cell.value
        elif THOUSANDS.fullmatch(text) and whole:
            return int(text.replace(".", ""))
        elif THOUSANDS.fullmatch(text):
            self._wrong(
                cell, f"Is '{text}' duizend of een breuk? Schrijf duizendtallen zonder punt en een breuk met een komma."
            )
        elif NUMBER.fullmatch(text):
            number = Decimal(text.replace(",", "."))
            return int(number) if number == number.to_integral_value() else number
        else:
            self._wrong(
                cell, f"'{cell.text[:40]}' is geen getal. Typ alleen cijfers, zoals 25{'' if whole else ' of 1,5'}."
            )
        return None

    def _one_of(self, cell: Cell, known: Mapping[str, T], shown: tuple[str, ...]) -> T | None:
        if cell.empty or cell.fault:
            return None
        value = known.get(said(cell.text))
        if value is None:
            near = get_close_matches(said(cell.text), list(known), 1)
            meant = next((word for word in shown if near and said(word) == near[0]), "")
            hint = (
                f"Bedoel je '{meant}'?"
                if meant
                else f"Kies uit: {', '.join(shown)}."
                if len(shown) < 5
                else "Kies uit de lijst."
            )
            self._wrong(cell, f"'{cell.text[:40]}' ken ik niet. {hint}")
        return value
