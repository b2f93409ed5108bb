"""The words on our sheets, once: names of sheets, headers of columns, and the answers one can choose.

What is written (`reports.instrument`) and what is read (`instrument`, `answers`) both look here, so they cannot differ.
"""

import re
from dataclasses import dataclass

from selfeval.instruments.model import FULL, STAR, Effort, FactType, Instrument, Profile, Route, Statement
from selfeval.scoring import route_is_open

YES, NO = "ja", "nee"
MAX_CELL = 15_000  # characters of a list we put in one cell; a cell holds 32,767 of the smallest ones
MAX_PIECES = 20  # columns for one list: "Bewijsstukken", "Bewijsstukken 2", ...

# --- An instrument as a workbook ----------------------------------------------------------------------------------------

INSTRUMENT, SCALE, PROFILE, ROUTES = "Instrument", "Schaal", "Profiel", "Routes"
PARTS, THEMES, STATEMENTS = "Onderdelen", "Thema's", "Stellingen"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its header, the key of the instrument file it stands for, and how its cells are read.

    `kind` is text, number, flag, list (a line per item), word (see WORDS) or link (the code of the row it belongs to).
    A `needed` column may not be left out.
    """

    header: str
    key: str
    kind: str = "text"
    needed: bool = False
    width: float = 16


HEAD_HEADERS = ("Kenmerk", "Waarde")
HEAD = (
    Field("Code", "code", needed=True),
    Field("Versie", "version", needed=True),
    Field("Titel", "title", needed=True),
    Field("Taal", "language"),
)
COLUMNS: dict[str, tuple[Field, ...]] = {
    SCALE: (
        Field("Niveau", "level", "number", needed=True, width=9),
        Field("Label", "label", needed=True, width=24),
        Field("Uitleg", "explanation", width=80),
    ),
    PROFILE: (
        Field("Sleutel", "key", needed=True, width=24),
        Field("Soort", "type", "word", needed=True, width=14),
        Field("Vraag", "question", needed=True, width=50),
        Field("Waarom", "why", width=60),
        Field("Keuzes", "options", "list", width=40),
        Field("Minimum", "min", "number", width=11),
        Field("Maximum", "max", "number", width=11),
    ),
    ROUTES: (
        Field("Route", "route", "word", needed=True, width=10),
        Field("Titel", "title", needed=True, width=24),
        Field("Open voor", "open_to", width=40),
        Field("Norm geheel", "overall", "number", needed=True, width=12),
        Field("Norm onderdeel", "part", "number", needed=True, width=12),
        Field("Niveau essentieel", "essential_level", "number", needed=True, width=12),
    ),
    PARTS: (
        Field("Code", "code", needed=True, width=12),
        Field("Titel", "title", needed=True, width=40),
    ),
    THEMES: (
        Field("Onderdeel", "part", "link", needed=True, width=12),
        Field("Code", "code", needed=True, width=20),
        Field("Titel", "title", needed=True, width=40),
        Field("Inleiding", "intro", width=80),
    ),
}
_BEFORE_ADVICE = (
    Field("Thema", "theme", "link", needed=True, width=18),
    Field("Code", "code", needed=True, width=9),
    Field("Tekst", "text", needed=True, width=50),
    Field("Uitleg", "explanation", width=60),
    Field("Bewijsstukken", "evidence", "list", width=40),
    Field("Ster", "starred", "flag", width=7),
    Field("Essentieel", "essential", "flag", width=11),
    Field("Gewicht", "weight", "number", width=9),
    Field("Geldt als", "applies_if", width=30),
    Field("N.v.t. mag", "allow_na", "flag", width=9),
    Field("Inspanning", "effort", "word", width=11),
)
_AFTER_ADVICE = (
    Field("Bronnen", "resources", "list", width=60),
    Field("Eerdere codes", "was", "list", width=14),
)
SHEETS = (INSTRUMENT, SCALE, PROFILE, ROUTES, PARTS, THEMES, STATEMENTS)


def columns(sheet: str, top: int) -> tuple[Field, ...]:
    """The columns of a sheet, in order; `top` is the highest level of the scale, as there is an advice for each below it."""
    if sheet != STATEMENTS:
        return COLUMNS[sheet]
    advice = (Field(f"Advies bij {level}", str(level), needed=True, width=50) for level in range(top))
    return (*_BEFORE_ADVICE, *advice, *_AFTER_ADVICE)


FACT_WORDS: dict[FactType, str] = {
    "int": "geheel getal",
    "decimal": "getal",
    "bool": "ja/nee",
    "choice": "keuze",
    "municipality": "gemeente",
}
EFFORT_WORDS: dict[Effort, str] = {"small": "klein", "medium": "middel", "large": "groot"}
ROUTE_WORDS = {FULL: "volledig", STAR: "ster"}
WORDS: dict[str, dict[str, str]] = {
    "type": {word: key for key, word in FACT_WORDS.items()},
    "effort": {word: key for key, word in EFFORT_WORDS.items()},
    "route": {word: key for key, word in ROUTE_WORDS.items()},
}

# --- A questionnaire to fill in -----------------------------------------------------------------------------------------

README, LISTS = "Lees mij", "Lijsten"
CODE_LABEL, VERSION_LABEL = "Vragenlijst", "Versie"
CODE, QUESTION, WHY, ANSWER = "Code", "Vraag", "Waarom vragen we dit?", "Antwoord"
STATEMENT, EXPLANATION, EVIDENCE, STAR_COLUMN = "Stelling", "Uitleg", "Bewijsstukken", "Ster"
REASON, REMARK = "Waarom niet van toepassing?", "Opmerking"
SEEN = "Stand bij ophalen"  # hidden: the mark of what was handed out, so that an old list overwrites nothing new
PROFILE_HEADERS = (CODE, QUESTION, WHY, ANSWER)
STATEMENT_HEADERS = (CODE, STAR_COLUMN, STATEMENT, EXPLANATION, EVIDENCE, ANSWER, REASON, REMARK, SEEN)
ORGANISATION_CODE, ROUTE_CODE = "O", "R"
MAX_ORGANISATION = 200
MUNICIPALITY_NAME, MUNICIPALITY_CODE = "Gemeente", "Gemeentecode"
UNKNOWN_WORDS, NA_WORDS = "Weet ik nog niet", "Niet van toepassing"
UNKNOWN_ALSO = ("?", "weet niet", "weet ik niet", "onbekend")
NA_ALSO = ("nvt", "n.v.t.", "n.v.t", "n v t")


def plain_words(text: str) -> str:
    """The text without differences in case and white space, to compare what people type."""
    return " ".join(text.casefold().split())


def fact_code(instrument: Instrument, key: str) -> str:
    """The code of a profile question on paper and in sheets: P1, P2, ..."""
    return f"P{[fact.key for fact in instrument.profile].index(key) + 1}"


def level_words(instrument: Instrument) -> tuple[str, ...]:
    """A word for every level: its label, with the level before it where the label alone would be unclear."""
    reserved = {plain_words(one) for one in (UNKNOWN_WORDS, NA_WORDS, *UNKNOWN_ALSO, *NA_ALSO)}
    labels = [plain_words(level.label) for level in instrument.scale]
    words = []
    for number, label in enumerate(labels):
        clear = labels.count(label) == 1 and label not in reserved and re.search(r"[^\W\d_]{2}", label)
        shown = instrument.scale[number].label
        words.append(shown if clear else f"{number} = {shown}")
    return tuple(words)


def option_words(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """key -> word for the choices of a fact: its label, with the key behind it where two labels are the same."""
    labels = [plain_words(label) for _, label in pairs]
    return {key: f"{label} ({key})" if labels.count(plain_words(label)) > 1 else label for key, label in pairs}


def open_routes(instrument: Instrument, profile: Profile | None = None) -> tuple[Route, ...]:
    """The routes one can choose; with a profile only those open to it."""
    if profile is None:
        return instrument.routes
    return tuple(route for route in instrument.routes if route_is_open(instrument, route.key, profile))


def depends_on(instrument: Instrument, statement: Statement) -> tuple[str, ...]:
    """The codes of the profile questions that decide whether this statement applies, in order."""
    if statement.applies_if is None:
        return ()
    return tuple(
        fact_code(instrument, fact.key) for fact in instrument.profile if fact.key in statement.applies_if.facts
    )
