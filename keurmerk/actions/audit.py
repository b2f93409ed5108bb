"""Acts around an audit: it is opened, more is asked and supplied, and the auditor recommends. Findings stand in `findings`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from goedgeregeld.accounts.models import User
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.conditions.audit import outcome_fits
from keurmerk.deadlines import MOST_SUPPLEMENT_DAYS, SUPPLEMENT_DAYS, add_working_days
from keurmerk.drafts import Sent, merge
from keurmerk.judging import Answer
from keurmerk.models import Application, Audit, Evidence, SupplementItem, SupplementRequest
from keurmerk.states import Verb


@dataclass(frozen=True, slots=True)
class Question:
    """What the auditor asks, at a statement or ("") about the whole."""

    text: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A condition as the auditor proposes it, kept as JSON."""

    text: str
    until: date
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Which of the organisation's own evidence is put with an answer, and which is taken away from it."""

    add: frozenset[int] = frozenset()
    remove: frozenset[int] = frozenset()


NO_PIECES = Pieces()


def open_audit(application: Application, *, auditor: User, round: int = 1, now: datetime) -> Audit:  # noqa: A002
    """The audit of the newest dossier by this auditor, in the caller's transaction; made where there is none yet.

    For whoever appoints an auditor. Raises Submission.DoesNotExist where nothing was handed in.
    """
    newest = application.submissions.defer("contents").latest("number")
    values = {"submission": newest, "auditor": auditor, "started_at": now}
    return Audit.objects.get_or_create(application=application, round=round, defaults=values)[0]


def ask_supplement(
    application: Application,
    *,
    questions: Sequence[Question],
    days: int = SUPPLEMENT_DAYS,
    by: User,
    now: datetime,
    moves: int | None = None,
) -> SupplementRequest:
    """Ask the organisation for more, until so many working days from now. Raises Blocked without a question."""
    with acting(application, Verb.ASK_SUPPLEMENT, by=by, now=now, moves=moves) as act:
        found = act.reading.auditing
        if not questions:
            raise Blocked("Stel minstens één vraag.")
        if not 1 <= days <= MOST_SUPPLEMENT_DAYS:
            raise Blocked(f"Geef van 1 tot en met {MOST_SUPPLEMENT_DAYS} werkdagen.")
        strange = [one.statement for one in questions if one.statement and one.statement not in found.book.by_code]
        if strange:
            raise Blocked(f"Deze stelling staat niet in het dossier: {', '.join(strange)}.")
        until = add_working_days(act.reading.today, days)
        request = SupplementRequest.objects.create(audit=found.audit, until=until, asked_at=now)
        SupplementItem.objects.bulk_create(
            SupplementItem(request=request, statement=one.statement, question=one.text) for one in questions
        )
        act.until = until
        act.data["number"] = len(questions)
        act.data["statements"] = found.in_order(one.statement for one in questions)
    return request


def answer_supplement(
    application: Application,
    *,
    item: int,
    sent: Sent[Answer],
    pieces: Pieces = NO_PIECES,
    by: User,
    now: datetime,
    moves: int | None = None,
) -> tuple[Answer, tuple[str, ...]]:
    """Work on the answer to one question: its text, field by field, and which evidence of the own dossier goes with it.

    Returns what is kept, and what was replaced unseen. Raises Blocked where the question is not asked now.
    """
    with acting(application, Verb.ANSWER_SUPPLEMENT, by=by, now=now, moves=moves) as act:
        asked = _asked(act, item)
        before = Answer(asked.answer)
        merged = merge(before, sent)
        own = Evidence.objects.filter(application=application, removed_at__isnull=True)
        there = set(asked.evidence.values_list("pk", flat=True))
        more, less = pieces.add - there, pieces.remove & there
        asked.evidence.add(*own.filter(pk__in=more))
        asked.evidence.remove(*less)
        asked.answer = merged.entry.text
        asked.save(update_fields=["answer"])
        act.nothing_changed = merged.entry == before and not more and not less
        act.data["number"] = item
    return merged.entry, merged.overwrites


def _asked(act: Act, item: int) -> SupplementItem:
    found = act.reading.auditing
    request = found.open_request if found else None
    asked = request.items.filter(pk=item).first() if request else None
    if asked is None:
        raise Blocked("Deze vraag is niet (meer) open.")
    return asked


def supply(application: Application, *, by: User, now: datetime, moves: int | None = None) -> Application:
    """Hand in what was asked; from here on it does not change. Raises Blocked while a question has no answer."""
    with acting(application, Verb.SUPPLY, by=by, now=now, moves=moves) as act:
        request = act.reading.auditing.open_request
        request.supplied_at, request.supplied_by = now, by
        request.save(update_fields=["supplied_at", "supplied_by"])
    return act.application


def lapse_supplement(application: Application, *, now: datetime) -> Application:
    """The last day passed: the auditor goes on with what there is. The system's, once a day. Raises Blocked before that."""
    with acting(application, Verb.LAPSE_SUPPLEMENT, by=None, now=now) as act:
        request = act.reading.auditing.open_request if act.reading.auditing else None
        if request:
            request.lapsed_at = now
            request.save(update_fields=["lapsed_at"])
    return act.application


def recommend(
    application: Application,
    *,
    recommendation: str,
    reasons: str,
    conditions: Sequence[Proposed] = (),
    by: User,
    now: datetime,
    moves: int | None = None,
) -> Application:
    """Recommend what to decide, with reasons; from here on the audit never changes. Raises Blocked."""
    with acting(application, Verb.RECOMMEND, by=by, now=now, moves=moves) as act:
        found = act.reading.auditing
        held = outcome_fits(act.reading, recommendation, [one.until for one in conditions])
        if held:
            raise Blocked(*held)
        audit = found.audit
        audit.recommendation, audit.reasons, audit.recommended_at = recommendation, reasons, now
        audit.proposed_conditions = [{**asdict(one), "until": one.until.isoformat()} for one in conditions]
        audit.save(update_fields=["recommendation", "reasons", "recommended_at", "proposed_conditions"])
        act.data["round"] = audit.round
    return act.application
