"""The adviser's assessment as its pages, rules and report read it: the frozen dossier with a judgement per statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from django.db.models import QuerySet

from keurmerk.judging import Opinion, Talk, agreeing, corrected, is_correction, lacks
from keurmerk.models import Application, Assessment, Judgement, Submission
from keurmerk.queries.dossier import Book, Line, ThemeLines, frozen, submissions_of
from keurmerk.queries.since import Since, since
from keurmerk.states import Sufficiency
from selfeval import scoring

NOTHING = Opinion()


def assessment_of(submission: Submission) -> Assessment | None:
    """The assessment of this dossier; None where nobody began one."""
    return getattr(submission, "assessment", None)


def talk_of(assessment: Assessment | None) -> Talk:
    """What was kept of the assessment talk."""
    if assessment is None:
        return Talk()
    on = assessment.talk_on.isoformat() if assessment.talk_on else ""
    return Talk(on, assessment.talk_present, assessment.talk_report)


def opinions_of(assessment: Assessment | None) -> dict[str, Opinion]:
    """What the adviser said, by statement. One query."""
    if assessment is None:
        return {}
    rows = Judgement.objects.filter(assessment=assessment)
    return {code: Opinion(*rest) for code, *rest in rows.values_list("statement", "choice", "evidence", "remark")}


@dataclass(frozen=True, slots=True)
class ThemeJudged:
    """How far a theme is: its lines, and which of them are still to be judged."""

    of: ThemeLines
    open: tuple[Line, ...]

    @property
    def code(self) -> str:
        return self.of.theme.code

    @property
    def total(self) -> int:
        return len(self.of.lines)

    @property
    def done(self) -> int:
        return self.total - len(self.open)

    @property
    def state(self) -> str:
        """ "done", "busy" or "todo"."""
        return "todo" if not self.done else "busy" if self.open else "done"


class Assessing:
    """One frozen dossier with what its adviser says of it. Reads each thing once, when it is asked for.

    `earlier` gives the last dossier before it that was judged.
    """

    def __init__(self, submission: Submission, earlier: Callable[[], Submission | None] = lambda: None) -> None:
        self.submission = submission
        self._earlier = earlier
        self.assessment = assessment_of(submission)

    @property
    def is_given(self) -> bool:
        """Whether the advice was given, or the dossier given back: from then on it is fixed, and others may read it."""
        return self.assessment is not None and self.assessment.advised_at is not None

    @cached_property
    def book(self) -> Book:
        return frozen(self.submission)

    @cached_property
    def opinions(self) -> dict[str, Opinion]:
        return opinions_of(self.assessment)

    @property
    def talk(self) -> Talk:
        return talk_of(self.assessment)

    @cached_property
    def themes(self) -> list[ThemeJudged]:
        return [
            ThemeJudged(theme, tuple(line for line in theme.lines if self.lacks(line.code)))
            for theme in self.book.themes
        ]

    def theme(self, code: str) -> ThemeJudged | None:
        """The theme with this code; None where nothing in it applies."""
        return next((one for one in self.themes if one.code == code), None)

    def following(self, code: str) -> ThemeJudged | None:
        """The theme after this one (from the last one: the first) in which something is still to be judged."""
        at = [one.code for one in self.themes].index(code) + 1
        return next((one for one in self.themes[at:] + self.themes[:at] if one.open), None)

    def opinion(self, code: str) -> Opinion:
        return self.opinions.get(code, NOTHING)

    def own(self, code: str) -> str:
        """What the organisation chose."""
        return self.book.dossier.item(code).choice

    def lacks(self, code: str) -> list[str]:
        """What is still to be said at this statement."""
        return lacks(self.opinion(code), self.own(code))

    def corrects(self, code: str) -> bool:
        """Whether the adviser thinks another answer is right."""
        return is_correction(self.opinion(code), self.own(code))

    @cached_property
    def open(self) -> list[Line]:
        """What is still to be judged."""
        return [line for one in self.themes for line in one.open]

    @property
    def total(self) -> int:
        return len(self.book.lines)

    @property
    def done(self) -> int:
        return self.total - len(self.open)

    @cached_property
    def corrections(self) -> list[Line]:
        return [line for line in self.book.lines if self.corrects(line.code)]

    @cached_property
    def insufficient(self) -> list[Line]:
        """Where the evidence is not enough to the adviser."""
        return [line for line in self.book.lines if self.opinion(line.code).evidence == Sufficiency.INSUFFICIENT]

    @cached_property
    def since(self) -> Since | None:
        """What changed since the mark that is renewed; None for a first application. At most three queries."""
        return since(self.submission.application, self.book)

    # --- What is offered to take over -------------------------------------------------------------------------------------

    @cached_property
    def carried(self) -> Mapping[str, Opinion]:
        """What was said the time before where nothing changed since: not the answer, explanation, evidence, or question."""
        earlier = self._earlier()
        if earlier is None:
            return {}
        before = Assessing(earlier)
        return {line.code: before.opinion(line.code) for line in self.book.lines if _unchanged(before, line)}

    def proposal(self, code: str) -> Opinion | None:
        """What can be taken over in one press: as the time before, or agreeing. None where the answer claims something that
        nothing shows: that is to be judged on its own.
        """
        if code in self.carried:
            return self.carried[code]
        line = self.book.by_code[code]
        return None if line.lacks_evidence else agreeing(line.item.choice)

    # --- Figures --------------------------------------------------------------------------------------------------------------

    @cached_property
    def own_outcome(self) -> scoring.Outcome:
        """The figures by the organisation's own answers."""
        return self._score({})

    @cached_property
    def outcome(self) -> scoring.Outcome:
        """The figures with the corrections that were made so far."""
        return self._score(self.opinions)

    def _score(self, opinions: Mapping[str, Opinion]) -> scoring.Outcome:
        book = self.book
        answers = corrected({code: item.entry for code, item in book.dossier.items.items()}, opinions)
        return scoring.score(book.instrument, book.profile, book.dossier.route, answers)


def _unchanged(before: Assessing, line: Line) -> bool:
    then = before.book.by_code.get(line.code)
    if then is None or then.statement != line.statement or before.lacks(line.code):
        return False
    pairs = ((one.item.entry, one.item.explanation, frozenset(one.item.evidence)) for one in (then, line))
    return next(pairs) == next(pairs)


def assessments(application: Application) -> list[Assessing]:
    """Every dossier that was handed in, the newest first, each to judge or to read. One query."""
    found = list(_newest_first(application))
    judged = [one for one in found if assessment_of(one)]
    return [Assessing(one, partial(_before, one, judged)) for one in found]


def assessing(application: Application) -> Assessing | None:
    """The newest dossier of this application, to judge; None where there is none. One query, and one for the one before."""
    # Without the people: to judge one does not need to know who handed it in.
    rows = (
        _newest_first(application).select_related(None).select_related("evaluation__instrument_version", "assessment")
    )
    newest = rows.first()
    return Assessing(newest, rows.filter(assessment__isnull=False, number__lt=newest.number).first) if newest else None


def _newest_first(application: Application) -> QuerySet[Submission]:
    return submissions_of(application).select_related("assessment__adviser").order_by("-number")


def _before(submission: Submission, judged: Iterable[Submission]) -> Submission | None:
    return next((one for one in judged if one.number < submission.number), None)


class AssessmentReading:
    """What the rules ask about the assessment."""

    application: Application

    @cached_property
    def assessing(self) -> Assessing | None:
        return assessing(self.application)
