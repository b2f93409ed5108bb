"""What is kept of self-evaluations, a file by subject. Fields and constraints only; acts: `actions`, reads: `queries`."""

from selfeval.models.evaluations import (
    Answer,
    Evaluation,
    InstrumentVersion,
    Overwrite,
    ReportFeedback,
    ResumeLink,
    StatementFeedback,
)
from selfeval.models.following import FollowUp, FollowUpWish
from selfeval.models.plan import ImprovementAction, OwnerLink
from selfeval.models.sharing import ShareLink
from selfeval.models.together import Invited, Remark, Response, Round

__all__ = [
    "Answer",
    "Evaluation",
    "FollowUp",
    "FollowUpWish",
    "ImprovementAction",
    "InstrumentVersion",
    "Invited",
    "Overwrite",
    "OwnerLink",
    "Remark",
    "ReportFeedback",
    "Response",
    "ResumeLink",
    "Round",
    "ShareLink",
    "StatementFeedback",
]
