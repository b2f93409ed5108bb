"""How far apart people were before they agreed: the short section of the report about answering together.

Only counts of a closed round, as far as they may be shown (`selfeval.spread`); never who said what.
"""

from dataclasses import dataclass

from selfeval.models import Evaluation
from selfeval.queries import instrument_of
from selfeval.queries.together import round_of
from selfeval.queries.together_comparison import Comparison, Row, compare
from selfeval.scoring import NA, Given
from selfeval.spread import CLOSE, in_words

MOST = 5  # statements the report names
LONGEST = 300  # characters of one cell


@dataclass(frozen=True, slots=True)
class Line:
    """One statement at which people differed: what was said, how far apart that is, and what they agreed on."""

    code: str
    text: str
    said: str
    words: str
    agreed: str


@dataclass(frozen=True, slots=True)
class Apart:
    """The section: what happened, in words, and the statements most disputed."""

    intro: str
    lines: tuple[Line, ...]


def apart_of(evaluation: Evaluation) -> Apart | None:
    """The section of this evaluation's report; None where one person answered, or nobody did before the round was closed."""
    one = round_of(evaluation)
    found = compare(one) if one is not None else None
    if found is None or found.people < 2:
        return None
    scale = [level.label for level in instrument_of(evaluation.instrument_version).scale]
    agreed = {answer.statement: answer.entry.given for answer in evaluation.answers.all()}
    disputed = [row for row in found.rows if row.disagreement is not None and row.disagreement > CLOSE][:MOST]
    return Apart(_intro(found), tuple(_line(row, scale, agreed.get(row.statement.code)) for row in disputed))


def _intro(found: Comparison) -> str:
    told = f"{found.people} mensen hebben deze vragenlijst eerst ieder voor zich ingevuld."
    if not found.rows:
        return f"{told} Van minder dan drie antwoorden zonder naam laten we niets zien."
    close = f"Bij {found.agreed} van de {len(found.rows)} stellingen waren ze het eens of bijna eens"
    far = {0: "nergens lag het ver uit elkaar", 1: "bij één lag het ver uit elkaar"}
    apart = far.get(found.far_apart, f"bij {found.far_apart} lag het ver uit elkaar")
    return f"{told} {close}; {apart}. De antwoorden in dit rapport zijn daarna samen gekozen."


def _line(row: Row, scale: list[str], agreed: Given | None) -> Line:
    counts = row.whole.levels if row.whole else ()
    said = " · ".join(f"{label} {count}" for label, count in zip(scale, counts, strict=True) if count)
    chosen = "niet van toepassing" if agreed == NA else scale[agreed] if isinstance(agreed, int) else "–"
    return Line(row.statement.code, row.statement.text[:LONGEST], said, in_words(row.disagreement), chosen)
