"""What is kept of the quality mark, a file by subject. Fields and constraints only; acts: `actions`, reads: `queries`."""

from keurmerk.models.application import Application, Appointment, Extension, Message
from keurmerk.models.assessment import Assessment, Judgement
from keurmerk.models.audit import Audit, Finding, SupplementItem, SupplementRequest
from keurmerk.models.carrying import Declaration, HandOver, MarkChange, Signal
from keurmerk.models.decision import Condition, ConditionReport, Decision, Objection
from keurmerk.models.dossier import Carried, Evidence, EvidenceUse, Explanation, ReplacedExplanation, Submission
from keurmerk.models.leave import PlanLeave
from keurmerk.models.mark import Mark, MarkWord
from keurmerk.models.office import Due, Fees, Notice, Term
from keurmerk.models.past import PastApplication
from keurmerk.models.plan import ApproachPlan
from keurmerk.models.rating import Rating

__all__ = [
    "Application",
    "Appointment",
    "ApproachPlan",
    "Assessment",
    "Audit",
    "Carried",
    "Condition",
    "ConditionReport",
    "Decision",
    "Declaration",
    "Due",
    "Evidence",
    "EvidenceUse",
    "Explanation",
    "Extension",
    "Fees",
    "Finding",
    "HandOver",
    "Judgement",
    "Mark",
    "MarkChange",
    "MarkWord",
    "Message",
    "Notice",
    "Objection",
    "PastApplication",
    "PlanLeave",
    "Rating",
    "ReplacedExplanation",
    "Signal",
    "Submission",
    "SupplementItem",
    "SupplementRequest",
    "Term",
]
