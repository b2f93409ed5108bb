"""Acts of the adviser on the dossier that was handed in: judging it as it is typed, and the advice, which fixes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from goedgeregeld.accounts.models import User
from keurmerk.actions.ending import end
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.drafts import Sent, merge
from keurmerk.judging import Opinion, Talk, problem_with
from keurmerk.models import Application, Assessment, Judgement, Submission
from keurmerk.queries.assessment import NOTHING, Assessing
from keurmerk.states import Verb
from selfeval.scoring import as_json


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the dossier with the judgements as they are now, what changed, and what was replaced unseen.

    `refused` says of those that were not kept why, in Dutch.
    """

    assessing: Assessing
    changed: tuple[str, ...]
    overwrote: Mapping[str, Opinion]
    refused: Mapping[str, str]


def open_assessment(submission: Submission, *, adviser: User, now: datetime) -> Assessment:
    """The assessment of this dossier, in the caller's transaction; made where there is none yet."""
    values = {"adviser": adviser, "started_at": now}
    return Assessment.objects.get_or_create(submission=submission, defaults=values)[0]


def save_opinions(
    application: Application,
    sent: Mapping[str, Sent[Opinion]],
    *,
    by: User,
    now: datetime,
    moves: int | None = None,
    over: Iterable[str] = (),
) -> Saved:
    """Bring these judgements in, each whole or not at all; a field the page did not touch stays as it is.

    `over`: the statements to take over in one press, where nothing was said of them yet (see `Assessing.proposal`).
    """
    with acting(application, Verb.ASSESS, by=by, now=now, moves=moves) as act:
        found = _found(act)
        replaced, changed, refused = {}, {}, {}
        for code, one in sent.items():
            before = found.opinion(code)
            merged = merge(before, one)
            problem = _problem(found, code, merged.entry)
            if problem:
                refused[code] = problem
            elif merged.entry != before:
                changed[code] = merged.entry
                if merged.overwrites:
                    replaced[code] = before
        for code in over:
            proposal = found.proposal(code) if code in found.book.by_code else None
            if proposal and changed.get(code, found.opinion(code)) == NOTHING:
                changed[code] = proposal
        if changed:
            _keep(act, found, changed, now=now)
        act.data["statements"] = list(changed)
        act.nothing_changed = not changed
        found.opinions.update(changed)
    return Saved(found, tuple(changed), replaced, refused)


def _found(act: Act) -> Assessing:
    found: Assessing = act.reading.assessing  # type: ignore[assignment] - the rules saw to it that there is one
    return found


def _problem(found: Assessing, code: str, opinion: Opinion) -> str | None:
    line = found.book.by_code.get(code)
    if line is None:
        return "Deze stelling staat niet in het dossier."
    return problem_with(line.statement, found.book.instrument.top, opinion, line.item.choice)


def _keep(act: Act, found: Assessing, changed: Mapping[str, Opinion], *, now: datetime) -> None:
    assessment = _opened(act, found, now=now)
    rows = [
        Judgement(
            assessment=assessment,
            statement=code,
            agrees=one.choice == found.own(code) if one.choice else None,
            choice=one.choice,
            evidence=one.evidence,
            remark=one.remark,
            saved_at=now,
        )
        for code, one in changed.items()
    ]
    fields = ["agrees", "choice", "evidence", "remark", "saved_at"]
    Judgement.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["assessment", "statement"], update_fields=fields
    )


def _opened(act: Act, found: Assessing, *, now: datetime) -> Assessment:
    if found.assessment is None:
        adviser = User.objects.get(pk=act.application.adviser_id)
        found.assessment = open_assessment(found.submission, adviser=adviser, now=now)
    return found.assessment


def save_talk(
    application: Application, sent: Sent[Talk], *, by: User, now: datetime, moves: int | None = None
) -> tuple[Talk, tuple[str, ...]]:
    """Bring in what was sent of the assessment talk, field by field. Returns what is kept, and what was replaced unseen.

    Raises Blocked where the day is none, or has yet to come.
    """
    with acting(application, Verb.ASSESS, by=by, now=now, moves=moves) as act:
        found = _found(act)
        assessment = _opened(act, found, now=now)
        merged = merge(found.talk, sent)
        act.nothing_changed = merged.entry == found.talk
        assessment.talk_on = _day(merged.entry.on, act.reading.today)
        assessment.talk_present, assessment.talk_report = merged.entry.present, merged.entry.report
        assessment.save(update_fields=["talk_on", "talk_present", "talk_report"])
    return merged.entry, merged.overwrites


def _day(text: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise Blocked("Deze datum bestaat niet.") from None
    if day and day > today:
        raise Blocked("Dit gesprek moet nog komen. Vul de dag in waarop het was.")
    return day


def return_dossier(
    application: Application, *, remarks: str, by: User, now: datetime, moves: int | None = None
) -> Application:
    """Give the dossier back before giving advice: the organisation reads the remarks and works on."""
    return _advise(application, Verb.RETURN_DOSSIER, None, remarks, by=by, now=now, moves=moves)


def advise_positively(
    application: Application, *, reasons: str, by: User, now: datetime, moves: int | None = None
) -> Application:
    """Advise NOV to have the dossier audited. Raises Blocked where something is not judged, or not good enough."""
    return _advise(application, Verb.ADVISE_POSITIVELY, True, reasons, by=by, now=now, moves=moves)


def advise_negatively(
    application: Application, *, reasons: str, by: User, now: datetime, moves: int | None = None
) -> Application:
    """Advise against it; the organisation works on and may hand in again."""
    return _advise(application, Verb.ADVISE_NEGATIVELY, False, reasons, by=by, now=now, moves=moves)


def end_negatively(
    application: Application, *, reasons: str, by: User, now: datetime, moves: int | None = None
) -> Application:
    """Advise against it, and end the application. That cannot be undone."""

    def also(act: Act) -> None:
        end(act, reasons, now=now)

    return _advise(application, Verb.END_NEGATIVELY, False, reasons, by=by, now=now, moves=moves, also=also)


def _advise(  # noqa: PLR0913 - the four acts above, each with its own verb and word
    application: Application,
    verb: Verb,
    positive: bool | None,
    reasons: str,
    *,
    by: User,
    now: datetime,
    moves: int | None,
    also: Callable[[Act], None] = lambda _act: None,
) -> Application:
    """The advice with its reasons and the corrected figures; from here on the assessment never changes."""
    with acting(application, verb, by=by, now=now, moves=moves) as act:
        found = _found(act)
        assessment = _opened(act, found, now=now)
        assessment.positive, assessment.reasons, assessment.advised_at = positive, reasons, now
        assessment.result = as_json(found.book.instrument, found.outcome)
        assessment.save(update_fields=["positive", "reasons", "advised_at", "result"])
        act.data["number"] = found.submission.number
        also(act)
    return act.application
