"""The hidden sheet of a questionnaire: the lists behind the cells where one chooses, and references to them.

They stand in cells because a list inside a cell's own rule cannot hold commas ("Nee, nog niet").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from reports.excel import Book
from selfeval.instruments.model import Instrument, Profile
from selfeval.sheets import layout
from selfeval.sheets.cells import escaped

LEVELS, WITH_NA, YES_NO, ROUTE = "Antwoord", "Antwoord of n.v.t.", "Ja of nee", "Route"
Municipalities = Sequence[tuple[str, str]]  # (code, name)


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be chosen, by the name of the list. After the words of a list may come what may be typed as well."""

    words: dict[str, list[Any]]
    typed: dict[str, list[Any]]

    def reference(self, name: str, *, typed: bool = False) -> str:
        """Where the list stands; with `typed` also what is not offered but may be typed."""
        letter = get_column_letter(list(self.words).index(name) + 1)
        length = len(self.words[name]) + (len(self.typed.get(name, ())) if typed else 0)
        return f"{layout.LISTS}!${letter}$2:${letter}${length + 1}"

    def offer(self, name: str, *, strict: bool = True) -> DataValidation:
        """A rule that offers the list; `strict` refuses anything else at once."""
        rule = DataValidation("list", formula1=self.reference(name), allow_blank=True, showErrorMessage=strict)
        rule.errorTitle, rule.error = "Staat niet in de lijst", "Kies een antwoord uit de lijst."
        return rule


def lists_for(instrument: Instrument, municipalities: Municipalities, profile: Profile) -> Lists:
    """All lists of this instrument's questionnaire. A municipality in the profile that is not among them goes by its code."""
    answers = [*layout.level_words(instrument), layout.UNKNOWN_WORDS]
    words: dict[str, list[Any]] = {
        LEVELS: answers,
        WITH_NA: [*answers, layout.NA_WORDS],
        YES_NO: [layout.YES, layout.NO],
        ROUTE: [route.title for route in instrument.routes],
    }
    for fact in instrument.profile:
        if fact.type == "choice":
            words[fact.key] = list(layout.option_words(fact.options).values())
    known = dict(municipalities)
    own = [str(profile[fact.key]) for fact in instrument.profile if fact.type == "municipality" and fact.key in profile]
    known |= {code: code for code in own if municipalities and code not in known}
    words[layout.MUNICIPALITY_NAME] = list(known.values())
    words[layout.MUNICIPALITY_CODE] = list(known)
    return Lists(words, {WITH_NA: list(range(instrument.top + 1))})


def add_lists(book: Book, lists: Lists) -> None:
    """Put the lists on their hidden sheet."""
    sheet = book.sheet(layout.LISTS, [24] * len(lists.words))
    sheet.raw.sheet_state = "hidden"
    sheet.row(lists.words, "label")
    columns = [[*words, *lists.typed.get(name, ())] for name, words in lists.words.items()]
    for row in zip_longest(*columns):
        sheet.row(_plain(row), "soft")
    sheet.raw.protection.enable()


def _plain(row: Iterable[Any]) -> list[Any]:
    return [escaped(value) if isinstance(value, str) else value for value in row]
