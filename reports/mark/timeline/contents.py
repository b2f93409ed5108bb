"""What was written with the acts of an application: by the verb and the moment of the act, which stand in the row as well.

Events hold no contents; the rows that do were written by the same act at the same moment. Each function is one query, and is
asked only where one of its acts was done.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateformat import format as in_words
from django.utils.translation import gettext as _

from auditors.states import Work
from goedgeregeld.accounts.permissions import Person
from keurmerk.models import (
    Application,
    Appointment,
    Assessment,
    Audit,
    Condition,
    ConditionReport,
    Decision,
    Extension,
    Objection,
    SupplementRequest,
)
from keurmerk.queries import audit as audits
from keurmerk.queries.conversation import messages_for
from keurmerk.states import AppointmentState, PlanState, Recommendation, Verb

Moment = tuple[str, datetime]  # the verb and when
ADVISED = (Verb.ADVISE_POSITIVELY, Verb.ADVISE_NEGATIVELY, Verb.END_NEGATIVELY, Verb.RETURN_DOSSIER)
DECIDED = {
    Recommendation.MET: Verb.GRANT,
    Recommendation.MET_WITH_CONDITIONS: Verb.GRANT_CONDITIONALLY,
    Recommendation.NOT_MET: Verb.REFUSE,
}
JUDGED = (Verb.UPHOLD, Verb.DISMISS)  # an objection, by the second auditor


@dataclass(frozen=True, slots=True)
class Content:
    """Something written: what it is, and the words as people typed them ("" where the label says it all)."""

    label: str
    text: str = ""


Found = Iterator[tuple[str, datetime | None, Content]]


def contents(application: Application, person: Person, verbs: Collection[str]) -> dict[Moment, list[Content]]:
    """What was written with these acts; who may read which is decided by `sight`, but for the audit and the conversation,
    which know that themselves. At most eleven queries, however much there is.
    """
    found: dict[Moment, list[Content]] = {}
    for verb, at, content in _all(application, person, verbs):
        if at is not None and (content.text or content.label.endswith(".")):
            found.setdefault((verb, at), []).append(content)
    return found


def _all(application: Application, person: Person, verbs: Collection[str]) -> Found:
    yield "request_mark", application.requested_at, Content(_("Toelichting"), application.wish)
    for verb in (Verb.WITHDRAW, Verb.LET_LAPSE, Verb.END_NEGATIVELY):
        yield verb, application.ended_at, Content(_("Reden"), application.end_reason)
    for part, acts in PARTS.items():
        if not acts.isdisjoint(verbs):
            yield from part(application)
    if Verb.RECOMMEND in verbs:
        yield from _audits(application, person)
    if Verb.SAY in verbs:
        for at, text in messages_for(application, person).values_list("at", "text"):
            yield Verb.SAY, at, Content(_("Bericht"), text)


def _appointments(application: Application) -> Found:
    """Whom it was asked of stands in the sentence; here why they declined or were replaced, and why the first was not taken."""
    rows = Appointment.objects.filter(application=application).exclude(reason="", why="").select_related("first")
    for one in rows:
        verbs = DECLINED if one.state == AppointmentState.DECLINED else REPLACED
        yield verbs[Work(one.work)], one.answered_at, Content(_("Reden"), one.reason)
        if one.first:
            said = Content(_("Waarom niet %s, die bovenaan stond") % one.first, one.why)
            yield ASSIGNED[Work(one.work)], one.asked_at, said
            yield REPLACED[Work(one.work)], one.asked_at, said


def _plans(application: Application) -> Found:
    for one in application.plans.exclude(state=PlanState.DRAFT).defer("steps", "deductions"):
        judged = Verb.RETURN_PLAN if one.state == PlanState.RETURNED else Verb.APPROVE_PLAN
        yield judged, one.judged_at, Content(_("Opmerkingen van NOV"), one.judged_remarks)


def _assessments(application: Application) -> Found:
    for one in Assessment.objects.filter(submission__application=application).defer("result"):
        for verb in ADVISED:
            yield verb, one.advised_at, Content(_("Waarom"), one.reasons)


def _supplements(application: Application) -> Found:
    for one in SupplementRequest.objects.filter(audit__application=application).prefetch_related("items"):
        yield Verb.ASK_SUPPLEMENT, one.asked_at, Content(_("Uiterlijk %s.") % in_words(one.until, "j F Y"))
        for item in one.items.all():
            of = _("Vraag bij stelling %s") % item.statement if item.statement else _("Vraag")
            yield Verb.ASK_SUPPLEMENT, one.asked_at, Content(of, item.question)
            yield Verb.SUPPLY, one.supplied_at, Content(of.replace(_("Vraag"), _("Antwoord")), item.answer)


def _decisions(application: Application) -> Found:
    for one in Decision.objects.filter(application=application):
        yield DECIDED[Recommendation(one.outcome)], one.at, Content(_("Waarom"), one.reasons)
        yield Verb.CONDITIONS_FAILED, one.confirmed_at, Content(_("Waarom"), one.failed_reasons)


def _conditions(application: Application) -> Found:
    for one in Condition.objects.filter(decision__application=application).select_related("decision"):
        until = in_words(one.until, "j F Y")
        yield Verb.GRANT_CONDITIONALLY, one.decision.at, Content(_("Voorwaarde, uiterlijk %s") % until, one.text)


def _condition_reports(application: Application) -> Found:
    for one in ConditionReport.objects.filter(condition__decision__application=application):
        yield Verb.REPORT_CONDITION, one.reported_at, Content(_("Melding"), one.text)
        met = _("Voldaan.") if one.met else _("Nog niet voldaan.")
        yield Verb.JUDGE_CONDITION, one.judged_at, Content(met)
        yield Verb.JUDGE_CONDITION, one.judged_at, Content(_("Waarom"), one.judged_reason)


def _objections(application: Application) -> Found:
    for one in Objection.objects.filter(application=application):
        yield Verb.OBJECT, one.made_at, Content(_("Waarom"), one.grounds)
        yield Verb.PASS_OBJECTION, one.handled_at, Content(_("Zienswijze van NOV"), one.view)
        for verb in JUDGED:
            yield verb, one.closed_at, Content(_("Oordeel van de tweede auditor"), one.reasons)


def _extensions(application: Application) -> Found:
    for one in Extension.objects.filter(application=application):
        yield Verb.EXTEND_TERM, one.at, Content(_("Nu uiterlijk %s.") % in_words(one.due_on, "j F Y"))
        yield Verb.EXTEND_TERM, one.at, Content(_("Reden"), one.reason)


DECLINED = {Work.ADVISER: Verb.DECLINE, Work.AUDITOR: Verb.RETURN_AUDIT}
REPLACED = {Work.ADVISER: Verb.REPLACE_ADVISER, Work.AUDITOR: Verb.REPLACE_AUDITOR}
ASSIGNED = {Work.ADVISER: Verb.ASSIGN, Work.AUDITOR: Verb.ASSIGN_AUDITOR}
PARTS: dict[Callable[[Application], Found], frozenset[str]] = {  # with the acts they tell of
    _appointments: frozenset({*DECLINED.values(), *REPLACED.values(), *ASSIGNED.values()}),
    _plans: frozenset({Verb.RETURN_PLAN, Verb.APPROVE_PLAN}),
    _assessments: frozenset(ADVISED),
    _supplements: frozenset({Verb.ASK_SUPPLEMENT, Verb.SUPPLY}),
    _decisions: frozenset({*DECIDED.values(), Verb.CONDITIONS_FAILED}),
    _conditions: frozenset({Verb.GRANT_CONDITIONALLY}),
    _condition_reports: frozenset({Verb.REPORT_CONDITION, Verb.JUDGE_CONDITION}),
    _objections: frozenset({Verb.OBJECT, Verb.PASS_OBJECTION, *JUDGED}),
    _extensions: frozenset({Verb.EXTEND_TERM}),
}


def _audits(application: Application, person: Person) -> Found:
    """What the auditor recommended, for who may read that audit by now."""
    for one in Audit.objects.filter(application=application).select_related("decision").defer("sample"):
        if audits.may_see(one, application, person):
            yield Verb.RECOMMEND, one.recommended_at, Content(_("Oordeel: %s.") % one.get_recommendation_display())
            yield Verb.RECOMMEND, one.recommended_at, Content(_("Waarom"), one.reasons)
