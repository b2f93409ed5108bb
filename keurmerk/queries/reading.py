"""What the rules may ask about one application: read when asked for, once. A mixin by subject, in the file of that subject."""

from datetime import date

from keurmerk.models import Application
from keurmerk.queries.assessment import AssessmentReading
from keurmerk.queries.audit import AuditReading
from keurmerk.queries.candidates import CandidatesReading
from keurmerk.queries.decision import DecisionReading
from keurmerk.queries.dossier import DossierReading
from keurmerk.queries.hands import HandsReading
from keurmerk.queries.plan import PlanReading
from keurmerk.queries.quality import RatingReading
from keurmerk.queries.renewal import RenewalReading
from keurmerk.queries.request import RequestReading


class Reading(
    RequestReading,
    PlanReading,
    DossierReading,
    AssessmentReading,
    AuditReading,
    CandidatesReading,
    DecisionReading,
    RenewalReading,
    HandsReading,
    RatingReading,
):
    """One application on one day, as somebody (`me`, the number of a user; None: the system) sees it who wants to act."""

    def __init__(self, application: Application, *, me: int | None, today: date) -> None:
        self.application = application
        self.me = me
        self.today = today
