"""Cells of an instrument's workbook as located nodes: texts, numbers, ja/nee, words, and lists with a line per item.

Only what a spreadsheet adds is judged here (a number where text belongs, a percentage, a word that is not in the list);
what the values must be is the business of `selfeval.instruments.building`.
"""

import re
from datetime import date
from decimal import Decimal

from selfeval.instruments.located import Node, Problem
from selfeval.sheets.cells import Cell
from selfeval.sheets.layout import plain_words

NUMBER = re.compile(r"[+-]?\d{1,12}([.,]\d{1,6})?", re.ASCII)
THOUSANDS = re.compile(r"[+-]?\d{1,3}([.]\d{3})+", re.ASCII)
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
HARMLESS = "x"  # stands in for what was refused, so that no second problem follows from it
FLAGS = {"ja": True, "nee": False, "x": True, "waar": True, "onwaar": False, "true": True, "false": False}


class Nodes:
    """Turns cells into nodes; what a cell cannot be goes onto `problems` and a harmless node comes back."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def text(self, cell: Cell) -> Node:
        """A text. A number or date is refused: Excel may already have changed it (2026.10 became 2026.1)."""
        if cell.fault:
            return Node(HARMLESS, cell.where)
        if cell.value is None or isinstance(cell.value, str):
            return Node(cell.value or "", cell.where)
        self.problems.append(cell.problem(_not_text(cell)))
        return Node(str(cell.value), cell.where)

    def number(self, cell: Cell) -> Node:
        """A number, also one that is typed as text, with a comma or a point."""
        if cell.percent:
            self.problems.append(cell.problem("Hier staat een percentage. Typ alleen het getal, zoals 70."))
        if cell.percent or cell.fault:
            return Node(1, cell.where)
        if not isinstance(cell.value, str):
            return Node(cell.value, cell.where)
        if THOUSANDS.fullmatch(cell.value):
            self.problems.append(cell.problem(f"Is '{cell.value}' duizend of een breuk? Typ het getal zonder punt."))
            return Node(1, cell.where)
        if not NUMBER.fullmatch(cell.value):
            return Node(cell.value, cell.where)
        number = Decimal(cell.value.replace(",", "."))
        return Node(int(number) if number == number.to_integral_value() else number, cell.where)

    def flag(self, cell: Cell) -> Node:
        """Ja or nee; an empty cell is nee."""
        if cell.value in {0, 1}:  # False and True are these too
            return Node(bool(cell.value), cell.where)
        known = FLAGS.get(plain_words(cell.text))
        if known is None:
            self.problems.append(cell.problem(f"'{cell.text[:40]}' ken ik niet. Kies ja of nee."))
        return Node(bool(known), cell.where)

    def word(self, cell: Cell, words: dict[str, str]) -> Node:
        """One of the words, or the key it stands for."""
        return Node(self.known_word(cell, words) or next(iter(words.values())), cell.where)

    def known_word(self, cell: Cell, words: dict[str, str]) -> str | None:
        """The key that the word stands for; None, and a problem, where it is none of them."""
        said = plain_words(cell.text)
        if said in words.values():
            return said
        if said not in words and not cell.fault:
            shown = f"'{cell.text[:40]}' ken ik niet" if said else "Deze cel is leeg"
            self.problems.append(cell.problem(f"{shown}. Kies uit: {', '.join(words)}."))
        return words.get(said)

    def listed(self, key: str, cells: list[Cell]) -> Node | None:
        """The lines of these cells as a list: of texts, of resources, or of options. None where there are none."""
        lines = [
            (line.strip(), cell) for cell in cells for line in str(self.text(cell).value).split("\n") if line.strip()
        ]
        if not lines:
            return None
        where = lines[0][1].where
        if key == "options":
            return Node(self._options(lines), where)
        if key == "resources":
            return Node([self._resource(line, cell) for line, cell in lines], where)
        return Node([Node(line, cell.where) for line, cell in lines], where)

    def _options(self, lines: list[tuple[str, Cell]]) -> dict[str, Node]:
        options: dict[str, Node] = {}
        for line, cell in lines:
            key, bar, label = (piece.strip() for piece in line.partition("|"))
            if not bar:
                self.problems.append(cell.problem(f"Zet een keuze zo neer: sleutel | label. Er staat '{line[:40]}'."))
                options[f"{HARMLESS}{len(options)}"] = Node(HARMLESS, cell.where)
            elif key in options:
                self.problems.append(cell.problem(f"De keuze '{key[:40]}' staat er twee keer."))
            else:
                options[key] = Node(label, cell.where)
        return options

    def _resource(self, line: str, cell: Cell) -> Node:
        pieces = [piece.strip() for piece in line.split("|")]
        if not 2 <= len(pieces) <= 3:
            message = f"Zet een bron zo neer: titel | https://... | 2026-11-23. Er staat '{line[:60]}'."
            self.problems.append(cell.problem(message))
            pieces = ["?", "https://example.org/"]
        fields = dict(zip(("title", "url"), (Node(piece, cell.where) for piece in pieces), strict=False))
        if len(pieces) == 3 and pieces[2]:
            fields["checked"] = Node(_date(pieces[2]), cell.where)
        return Node(fields, cell.where)


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text) if DATE.fullmatch(text) else text
    except ValueError:
        return text


def _not_text(cell: Cell) -> str:
    kind = "een datum" if isinstance(cell.value, date) else "ja of nee" if isinstance(cell.value, bool) else "een getal"
    shown = str(cell.value) if not isinstance(cell.value, bool) else cell.text
    return f"Hier hoort tekst, maar er staat {kind} ({shown}). Typ een ' ervoor: '{shown}"
