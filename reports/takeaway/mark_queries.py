"""The rows of the quality mark that go along: of an organisation what it may read, of a person what they did and wrote.

Not those of the office alone (signals, its notes, why an adviser declined), nor what is still in the making.
"""

from typing import Any

from django.db.models import Q, QuerySet

from auditors.models import Absence, Authorisation, Photo, Pledge, Profile, Proposal, Tie, Training
from goedgeregeld.accounts.models import Organisation, User
from keurmerk.models import (
    Application,
    Appointment,
    ApproachPlan,
    Assessment,
    Audit,
    Condition,
    ConditionReport,
    Decision,
    Declaration,
    Due,
    Evidence,
    EvidenceUse,
    Explanation,
    Extension,
    Finding,
    HandOver,
    Judgement,
    Mark,
    MarkChange,
    Message,
    Objection,
    PlanLeave,
    Rating,
    ReplacedExplanation,
    Submission,
    SupplementItem,
    SupplementRequest,
)
from keurmerk.queries import keeping

Tables = dict[str, QuerySet[Any]]
MINE = " (door mij)"
OF_PROFILE = (Authorisation, Tie, Absence, Photo, Pledge, Proposal, Training)
# Of the organisation: what is the office's alone. Of a person: what others wrote, which is the organisation's to take along.
HIDDEN = {
    "auditors.photo": {"content"},
    "auditors.proposal": {"content"},
    "auditors.training": {"proof"},
    "keurmerk.appointment": {"reason", "place", "first", "why"},
    "keurmerk.due": {"note"},
    "keurmerk.handover": {"note"},
    "keurmerk.evidence": {"file"},
    "keurmerk.message": {"token"},
    f"keurmerk.application{MINE}": {"wish", "end_reason"},
    f"keurmerk.appointment{MINE}": {"first", "why"},
    f"keurmerk.submission{MINE}": {"contents"},
    f"keurmerk.evidence{MINE}": {"file"},
    f"keurmerk.message{MINE}": {"token"},
    f"keurmerk.conditionreport{MINE}": {"text", "judged_reason"},
    f"keurmerk.objection{MINE}": {"grounds", "view", "reasons"},
    f"keurmerk.decision{MINE}": {"reasons", "failed_reasons"},
    f"keurmerk.approachplan{MINE}": {"steps", "scope", "remarks", "judged_remarks", "deductions"},
}


def tables_of_organisation(organisation: Organisation) -> Tables:
    """What the organisation may read of its applications and marks, by model."""
    mine = keeping.applications_of(organisation)
    of = {"application__in": mine}
    given = Assessment.objects.filter(submission__application__in=mine, advised_at__isnull=False)
    audits = Audit.objects.filter(**of, recommended_at__isnull=False, decision__isnull=False)
    requests = SupplementRequest.objects.filter(audit__application__in=mine)
    decisions = Decision.objects.filter(**of)
    conditions = Condition.objects.filter(decision__in=decisions)
    marks = Mark.objects.filter(organisation=organisation)
    plain = (
        Appointment, PlanLeave, Extension, ApproachPlan, Explanation, Evidence, Submission, Message, Due, Rating
    )  # fmt: skip
    return {
        "keurmerk.application": mine,
        **{model._meta.label_lower: model._default_manager.filter(**of) for model in plain},  # noqa: SLF001 - their names
        "keurmerk.evidenceuse": EvidenceUse.objects.filter(evidence__application__in=mine),
        "keurmerk.assessment": given,
        "keurmerk.judgement": Judgement.objects.filter(assessment__in=given),
        "keurmerk.audit": audits,
        "keurmerk.finding": Finding.objects.filter(audit__in=audits),
        "keurmerk.supplementrequest": requests,
        "keurmerk.supplementitem": SupplementItem.objects.filter(request__in=requests),
        "keurmerk.decision": decisions,
        "keurmerk.condition": conditions,
        "keurmerk.conditionreport": ConditionReport.objects.filter(condition__in=conditions),
        "keurmerk.objection": Objection.objects.filter(**of),
        "keurmerk.mark": marks,
        "keurmerk.markchange": MarkChange.objects.filter(mark__in=marks),
        "keurmerk.handover": HandOver.objects.filter(mark__in=marks),
        "keurmerk.declaration": Declaration.objects.filter(mark__in=marks),
    }


def tables_of_person(user: User) -> Tables:
    """What the network knows of this person, and what they did at applications, by model."""
    profile = Profile.objects.filter(user=user)
    by: dict[Any, tuple[str, ...]] = {
        Application: ("adviser", "auditor", "requested_by"),
        Appointment: ("user", "asked_by"),
        Extension: ("by",),
        Rating: ("by",),
        Message: ("author",),
        ApproachPlan: ("changed_by", "agreed_by", "submitted_by", "judged_by"),
        Explanation: ("saved_by",),
        ReplacedExplanation: ("author",),
        Evidence: ("added_by",),
        Submission: ("submitted_by",),
        Assessment: ("adviser",),
        Judgement: ("assessment__adviser",),
        Audit: ("auditor",),
        Finding: ("audit__auditor",),
        SupplementRequest: ("supplied_by",),
        Decision: ("by", "confirmed_by"),
        ConditionReport: ("reported_by", "judged_by"),
        Objection: ("made_by", "handled_by", "auditor"),
        MarkChange: ("by",),
        HandOver: ("changed_by",),
        PlanLeave: ("adviser", "given_by"),
        Declaration: ("answered_by", "seen_by"),
    }
    return {
        "auditors.profile": profile,
        **{model._meta.label_lower: model._default_manager.filter(profile__in=profile) for model in OF_PROFILE},  # noqa: SLF001
        **{f"{model._meta.label_lower}{MINE}": _by(model, fields, user) for model, fields in by.items()},  # noqa: SLF001
    }


def _by(model: Any, fields: tuple[str, ...], user: User) -> QuerySet[Any]:
    mine = Q(pk__in=[])
    for field in fields:
        mine |= Q(**{field: user})
    return model._default_manager.filter(mine)  # noqa: SLF001 - of any model
