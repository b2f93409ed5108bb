"""The decisions of an application as they are told: each with its words, its conditions and the objection against it."""

from dataclasses import dataclass
from datetime import date

from keurmerk.letters import Ruling, headline, what_now
from keurmerk.models import Decision, Mark, Objection
from keurmerk.queries.decision import ConditionStand, condition_stands, mark_of, ruling
from keurmerk.queries.reading import Reading
from keurmerk.states import Recommendation


@dataclass(frozen=True, slots=True)
class Told:
    """One decision, told on a day."""

    decision: Decision
    ruling: Ruling
    conditions: list[ConditionStand]
    mark: Mark | None
    today: date

    @property
    def headline(self) -> str:
        return headline(self.ruling)

    @property
    def what_now(self) -> list[str]:
        return what_now(self.ruling, today=self.today)

    @property
    def objection(self) -> Objection | None:
        return getattr(self.decision, "objection", None)


def rulings(reading: Reading) -> list[Told]:
    """Every decision, the last one first. Five queries, and three more for each that has conditions."""
    mark = mark_of(reading.application) if reading.decisions else None
    return [_told(one, mark if one is reading.decision else None, reading.today) for one in reading.decisions]


def _told(decision: Decision, mark: Mark | None, today: date) -> Told:
    conditional = decision.outcome == Recommendation.MET_WITH_CONDITIONS
    conditions = condition_stands(decision, today) if conditional else []
    return Told(decision, ruling(decision, conditions, mark), conditions, mark, today)
