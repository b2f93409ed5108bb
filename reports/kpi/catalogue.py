"""What every figure means: its Dutch name, its explanation and its source, once. Pure.

How a figure is counted stands in `facts` (from what happened to a row that counts) and `tallies`; the pages, the reports and
the command take their words from here.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Key(StrEnum):
    """The figures that are counted by day."""

    USE = "use"
    MARK_FIRST = "mark_first"
    MARK_RENEWED = "mark_renewed"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `many` and `one` are the words behind a number ("45 keurmerken"), `of` the keys it is the sum of."""

    code: str
    name: str
    one: str
    many: str
    explanation: str
    source: str
    of: tuple[Key, ...]

    def counted(self, number: int) -> str:
        """The number with its word: "1 keurmerk"."""
        return f"{dotted(number)} {self.one if number == 1 else self.many}"


USES = Figure(
    "uses",
    "Afgeronde zelfevaluaties",
    "zelfevaluatie",
    "zelfevaluaties",
    "Een zelfevaluatie telt op de dag waarop zij is afgerond: elke stelling die van toepassing is, is beantwoord en de "
    "uitslag is bevestigd. Het jaar is het kalenderjaar in Nederland. Voorbeelden en proeforganisaties tellen niet mee.",
    "Jaarplan 2020, IJkpunt 2: 3.500 keer gebruikt, met inzicht in het effect.",
    (Key.USE,),
)
MARKS = Figure(
    "marks",
    "Toegekende keurmerken",
    "keurmerk",
    "keurmerken",
    "Een keurmerk telt op de dag van het positieve besluit, voor het eerst of opnieuw. Was het besluit onder voorwaarden, "
    "dan telt de dag waarop aan alle voorwaarden is voldaan. Voorbeelden tellen niet mee.",
    "Jaarplan 2020, IJkpunt 1: 45 organisaties ontvangen het keurmerk.",
    (Key.MARK_FIRST, Key.MARK_RENEWED),
)
MARKS_FIRST = Figure(
    "marks_first",
    "Keurmerken voor het eerst",
    "keurmerk voor het eerst",
    "keurmerken voor het eerst",
    "Toegekend aan een organisatie die geen keurmerk verlengt.",
    MARKS.source,
    (Key.MARK_FIRST,),
)
MARKS_RENEWED = Figure(
    "marks_renewed",
    "Keurmerken opnieuw",
    "keurmerk opnieuw",
    "keurmerken opnieuw",
    "Toegekend na een herbeoordeling.",
    MARKS.source,
    (Key.MARK_RENEWED,),
)
OPENED = Figure(
    "opened",
    "Geopende zelfevaluaties",
    "geopende zelfevaluatie",
    "geopende zelfevaluaties",
    "Een zelfevaluatie is geopend op de dag waarop iemand haar begon, ook als zij later niet is afgemaakt.",
    "Afspraak van dit project: het begin van de trechter.",
    (Key.OPENED,),
)
TARGETED = (USES, MARKS)  # figures with a yearly target
FIGURES = (USES, MARKS, MARKS_FIRST, MARKS_RENEWED, OPENED)
BY_CODE = {figure.code: figure for figure in FIGURES}

# The year plan's numbers: they hold until the office sets its own.
DEFAULT_TARGETS = {"uses": 3500, "marks": 45}


class Step(IntEnum):
    """How far an evaluation came on the way to the mark. Who reached a step, passed those before it."""

    OPENED = 1
    FIRST_THEME = 2
    HALF = 3
    COMPLETED = 4
    DOWNLOADED = 5
    PLANNED = 6
    REQUESTED = 7
    MARK = 8


STEPS: dict[Step, tuple[str, str]] = {
    Step.OPENED: ("Geopend", "Iemand begon aan de zelfevaluatie."),
    Step.FIRST_THEME: ("Eerste thema bewaard", "Van minstens één thema is elke stelling beantwoord."),
    Step.HALF: ("Halverwege", "Minstens de helft van de stellingen die van toepassing zijn, is beantwoord."),
    Step.COMPLETED: ("Afgerond", "Alle stellingen zijn beantwoord en de uitslag is bevestigd."),
    Step.DOWNLOADED: ("Rapport gedownload", "Het adviesrapport is als pdf of Excel opgehaald."),
    Step.PLANNED: ("Verbeterplan gemaakt", "Er staat minstens één verbeteractie bij deze zelfevaluatie."),
    Step.REQUESTED: ("Keurmerk aangevraagd", "Met deze zelfevaluatie is het keurmerk aangevraagd."),
    Step.MARK: ("Keurmerk toegekend", "De aanvraag met deze zelfevaluatie leidde tot een keurmerk."),
}


SIZES: dict[str, str] = {
    "small": "minder dan 100 vrijwilligers",
    "middle": "100 tot 500 vrijwilligers",
    "large": "500 vrijwilligers of meer",
    "": "niet bekend",
}


def size_of(volunteers: int | None) -> str:
    """The class of so many volunteers: "small" (under 100, as on the star route), "middle", "large"; "" where not known."""
    if volunteers is None:
        return ""
    if volunteers < 100:
        return "small"
    return "middle" if volunteers < 500 else "large"


def dotted(number: int) -> str:
    """The number as Dutch writes it: 3.500."""
    return f"{number:,}".replace(",", ".")
