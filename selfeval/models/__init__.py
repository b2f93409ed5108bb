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

__all__ = [
    "Answer",
    "Evaluation",
    "InstrumentVersion",
    "Overwrite",
    "ReportFeedback",
    "ResumeLink",
    "StatementFeedback",
]
