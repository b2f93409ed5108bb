"""Doing any act of the quality mark as somebody would: each with what it asks, filled in sensibly by a draw.

For walks over random roads. An act that needs something that is not there yet (a condition to report, a question to answer) is
tried all the same, with a number that points to nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from goedgeregeld.accounts.models import User
from keurmerk.actions import (
    appointing,
    assessment,
    audit,
    conversation,
    decision,
    dossier,
    ending,
    findings,
    objection,
    payments,
    plan,
    rating,
    request,
    settling,
    terms,
)
from keurmerk.actions.audit import Proposed, Question
from keurmerk.dossiers import Explained
from keurmerk.drafts import Sent
from keurmerk.judging import Answer, Found, Opinion
from keurmerk.models import Application, Condition, Due, SupplementItem
from keurmerk.queries.assessment import assessing
from keurmerk.queries.audit import auditing
from keurmerk.queries.plan import draft_of
from keurmerk.states import Verb
from selfeval.models import Evaluation
from tests.keurmerk.cast import World
from tests.keurmerk.judged import WHOLE as TALK
from tests.keurmerk.plans import WHOLE as PLAN

Draw = Callable[[int], int]  # a number below this one
Road = Callable[[World, Application, User, datetime, Draw], Any]
OUTCOMES = ("met", "met_with_conditions", "not_met")


def _demands(now: datetime) -> list[Proposed]:
    return [Proposed("Schrijf het op.", timezone.localdate(now) + timedelta(days=90), "A1")]


def _plan(_world: World, one: Application, by: User, now: datetime, _draw: Draw) -> Any:
    draft = draft_of(one)
    return plan.save_plan(one, PLAN, seen=draft.changes if draft else 0, by=by, now=now)


def _agree(_world: World, one: Application, by: User, now: datetime, _draw: Draw) -> Any:
    draft = draft_of(one)
    return plan.agree_plan(one, seen=draft.changes if draft else 0, by=by, now=now)


def _judge(_world: World, one: Application, by: User, now: datetime, draw: Draw) -> Any:
    """Hold the talk and say of every statement that it is better than they thought, or of the first that it is not."""
    found = assessing(one)
    codes = list(found.book.by_code) if found else ["A1"]
    choices = dict.fromkeys(codes, "3") | ({codes[0]: "0"} if draw(4) == 0 else {})
    opinions = {code: Sent(Opinion(choice, "sufficient", "Gezien.")) for code, choice in choices.items()}
    assessment.save_talk(one, Sent(TALK), by=by, now=now)
    return assessment.save_opinions(one, opinions, by=by, now=now)


def _find(_world: World, one: Application, by: User, now: datetime, draw: Draw) -> Any:
    """Of everything in the sample that it is all right, or of the first that it is not."""
    found = auditing(one)
    codes = list(found.why) if found else ["A1"]
    verdict = ("meets", "meets", "meets", "major")[draw(4)]
    verdicts = dict.fromkeys(codes, "meets") | dict.fromkeys(codes[:1], verdict)
    sent = {code: Sent(Found(one_verdict, "Gezien.")) for code, one_verdict in verdicts.items()}
    return findings.save_findings(one, sent, by=by, now=now)


def _recommend(_world: World, one: Application, by: User, now: datetime, draw: Draw) -> Any:
    outcome = OUTCOMES[draw(3)]
    conditions = _demands(now) if outcome == "met_with_conditions" else ()
    return audit.recommend(one, recommendation=outcome, reasons="Zo is het.", conditions=conditions, by=by, now=now)


def _supplement(_world: World, one: Application, by: User, now: datetime, _draw: Draw) -> Any:
    items = SupplementItem.objects.filter(request__audit__application=one, request__supplied_at__isnull=True)
    numbers = list(items.values_list("pk", flat=True)) or [0]
    return [audit.answer_supplement(one, item=n, sent=Sent(Answer("Zo.")), by=by, now=now) for n in numbers]


def _condition(one: Application) -> int:
    found = Condition.objects.filter(decision__application=one).order_by("-pk").first()
    return found.pk if found else 0


def _uphold(_world: World, one: Application, by: User, now: datetime, draw: Draw) -> Any:
    outcome = OUTCOMES[draw(2)]
    demands = _demands(now) if outcome == "met_with_conditions" else ()
    return objection.uphold(one, recommendation=outcome, reasons="Ze hebben gelijk.", demands=demands, by=by, now=now)


def _choose(world: World, one: Application, by: User, now: datetime, _draw: Draw) -> Any:
    chosen = Evaluation.objects.filter(organisation=world.bank).latest("completed_at")
    return dossier.choose_evaluation(one, chosen, by=by, now=now)


def _pay(_world: World, one: Application, by: User, now: datetime, draw: Draw) -> Any:
    due = Due.objects.filter(application=one).first()
    state = ("invoiced", "paid", "due")[draw(3)]
    return payments.note_payment(
        one, due.pk if due else 0, state=state, on=timezone.localdate(now), note="", by=by, now=now
    )


def _extend(_world: World, one: Application, by: User, now: datetime, draw: Draw) -> Any:
    until = (one.due_on or timezone.localdate(now)) + timedelta(days=1 + draw(30))
    return terms.extend_term(one, until=max(until, date(2027, 1, 1)), reason="Ziek.", by=by, now=now)


def _with(act: Callable[..., Any], **values: Any) -> Road:
    """An act that asks only these; a value that is a function is asked for what it is here."""

    def road(world: World, one: Application, by: User, now: datetime, draw: Draw) -> Any:
        filled = {name: value(world, now, draw) if callable(value) else value for name, value in values.items()}
        return act(one, **filled, by=by, now=now)

    return road


def _either(*names: str) -> Callable[[World, datetime, Draw], int]:
    return lambda world, _now, draw: world.users[names[draw(len(names))]].pk


ROADS: Mapping[str, Road] = {
    Verb.ACCEPT: _with(request.accept),
    Verb.DECLINE: _with(request.decline, reason="Geen tijd."),
    Verb.ASSIGN: _with(request.assign, adviser=_either("Ad", "Anouk")),
    Verb.SAVE_PLAN: _plan,
    Verb.AGREE_PLAN: _agree,
    Verb.SUBMIT_PLAN: _with(plan.submit_plan),
    Verb.APPROVE_PLAN: _with(plan.approve_plan, remarks=""),
    Verb.RETURN_PLAN: _with(plan.return_plan, remarks="Meer stappen."),
    Verb.CHOOSE_EVALUATION: _choose,
    Verb.WORK_ON_DOSSIER: lambda _world, one, by, now, draw: dossier.save_explanations(
        one, {"A1": Sent(Explained(f"Zo doen wij het: {draw(9)}."))}, by=by, now=now
    ),
    Verb.SUBMIT_DOSSIER: _with(dossier.submit_dossier),
    Verb.ASSESS: _judge,
    Verb.RETURN_DOSSIER: _with(assessment.return_dossier, remarks="Er ontbreekt iets."),
    Verb.ADVISE_POSITIVELY: _with(assessment.advise_positively, reasons="Het klopt."),
    Verb.ADVISE_NEGATIVELY: _with(assessment.advise_negatively, reasons="Nog niet."),
    Verb.END_NEGATIVELY: _with(assessment.end_negatively, reasons="Het gaat niet."),
    Verb.ASSIGN_AUDITOR: _with(appointing.assign_auditor, auditor=_either("Aud", "Otto")),
    Verb.DRAW_SAMPLE: _with(findings.draw_sample, per_theme=lambda _w, _n, draw: draw(3)),
    Verb.WIDEN_SAMPLE: _with(findings.widen_sample, statements=("A1", "A2", "B1")),
    Verb.FIND: _find,
    Verb.ASK_SUPPLEMENT: _with(audit.ask_supplement, questions=(Question("Waar staat dat?", "A1"),)),
    Verb.ANSWER_SUPPLEMENT: _supplement,
    Verb.SUPPLY: _with(audit.supply),
    Verb.RATE_ADVISER: lambda _world, one, by, now, _draw: rating.rate_adviser(
        one, rating.Said(3, 4, True), by=by, now=now
    ),
    Verb.LAPSE_REQUEST: lambda _world, one, _by, now, _draw: request.lapse_request(one, now=now),
    Verb.RETURN_AUDIT: lambda _world, one, by, now, _draw: appointing.return_audit(
        one, reason="Ik ken ze.", by=by, now=now
    ),
    Verb.LAPSE_SUPPLEMENT: lambda _world, one, _by, now, _draw: audit.lapse_supplement(one, now=now),
    Verb.RECOMMEND: _recommend,
    Verb.GRANT: _with(decision.grant, reasons="In orde."),
    Verb.GRANT_CONDITIONALLY: _with(
        decision.grant_conditionally, reasons="Bijna.", demands=lambda _w, now, _d: _demands(now)
    ),
    Verb.REFUSE: _with(decision.refuse, reasons="Nog niet."),
    Verb.REPORT_CONDITION: lambda _world, one, by, now, _draw: settling.report_condition(
        one, _condition(one), text="Gedaan.", by=by, now=now
    ),
    Verb.JUDGE_CONDITION: lambda _world, one, by, now, draw: settling.judge_condition(
        one, _condition(one), met=draw(3) > 0, reason="Gezien.", by=by, now=now
    ),
    Verb.CONFIRM_CONDITIONS: _with(settling.confirm_conditions),
    Verb.CONDITIONS_FAILED: _with(settling.conditions_failed, reasons="Niet gebeurd."),
    Verb.OBJECT: _with(objection.object, grounds="Wij zien het anders."),
    Verb.PASS_OBJECTION: _with(objection.pass_objection, view="Wij blijven erbij.", auditor=_either("Aud", "Otto")),
    Verb.UPHOLD: _uphold,
    Verb.DISMISS: _with(objection.dismiss, reasons="NOV heeft gelijk."),
    Verb.WITHDRAW: _with(ending.withdraw, reason=""),
    Verb.LET_LAPSE: _with(ending.let_lapse, reason="Er gebeurt niets."),
    Verb.REPLACE_ADVISER: _with(appointing.replace_adviser, adviser=_either("Ad", "Anouk"), reason="Ziek."),
    Verb.REPLACE_AUDITOR: _with(appointing.replace_auditor, auditor=_either("Aud", "Otto"), reason="Ziek."),
    Verb.SAY: lambda _world, one, by, now, draw: conversation.say(one, "Hallo.", token=str(draw(99)), by=by, now=now),
    Verb.EXTEND_TERM: _extend,
    Verb.NOTE_PAYMENT: _pay,
}
