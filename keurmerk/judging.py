"""What an adviser and an auditor enter at one statement, when it is whole, and what the adviser's corrections come to. Pure.

The adviser names the answer that is right to them: the organisation's own is agreeing, another is a correction. The figures
themselves are `selfeval.scoring`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from selfeval.entries import Entry
from selfeval.instruments.model import NA, Statement
from selfeval.scoring import Given

SUFFICIENT, INSUFFICIENT = "sufficient", "insufficient"
MEETS, REMARK, MINOR, MAJOR = VERDICTS = "meets", "remark", "minor", "major"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the adviser says of one statement.

    `choice`: the answer that is right, a level as digits or "nvt"; "" not said yet. `evidence`: SUFFICIENT or INSUFFICIENT.
    """

    choice: str = ""
    evidence: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The assessment talk: the day as 2026-11-23, who were there, and what was said."""

    on: str = ""
    present: str = ""
    report: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.on and self.present and self.report)


@dataclass(frozen=True, slots=True)
class Found:
    """What the auditor finds at one statement, from MEETS to MAJOR, and why."""

    verdict: str = ""
    reason: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.verdict and self.reason)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the organisation answers to a question of the auditor."""

    text: str = ""


def is_correction(opinion: Opinion, own: str) -> bool:
    """Whether the adviser thinks another answer is right than the organisation's own."""
    return opinion.choice not in ("", own)


def lacks(opinion: Opinion, own: str) -> list[str]:
    """What is still to be said before this statement is judged; empty where it is."""
    missing = []
    if not opinion.choice:
        missing.append("kies het juiste antwoord")
    if not opinion.evidence:
        missing.append("zeg of het bewijs voldoende is")
    if not opinion.remark and is_correction(opinion, own):
        missing.append("schrijf erbij waarom je het antwoord aanpast")
    elif not opinion.remark and opinion.evidence == INSUFFICIENT:
        missing.append("schrijf erbij wat er aan het bewijs ontbreekt")
    return missing


def problem_with(statement: Statement, top: int, opinion: Opinion, own: str) -> str | None:
    """Why this cannot be kept at this statement, in Dutch; None where it can."""
    if opinion.evidence not in ("", SUFFICIENT, INSUFFICIENT):
        return "Dit antwoord ken ik niet. Kies een van de antwoorden."
    if opinion.choice == NA and not statement.allow_na and own != NA:
        return "Bij deze stelling kan 'niet van toepassing' niet. Kies een van de antwoorden."
    if opinion.choice not in {"", NA, *(str(level) for level in range(top + 1))}:
        return "Dit antwoord ken ik niet. Kies een van de antwoorden."
    return None


def agreeing(own: str) -> Opinion:
    """Agreed with the answer, and the evidence is enough."""
    return Opinion(own, SUFFICIENT)


def corrected(own: Mapping[str, Entry], opinions: Mapping[str, Opinion]) -> dict[str, Given]:
    """The answers with the adviser's corrections in them, as scoring wants them. Without corrections: the own answers."""
    found: dict[str, Given] = {}
    for code, entry in own.items():
        said = Entry(opinions[code].choice) if code in opinions and opinions[code].choice else entry
        if said.given is not None:
            found[code] = said.given
    return found
