"""Acts of the auditor on the sample and the findings, up to the recommendation."""

from datetime import datetime

from goedgeregeld.accounts.models import User
from keurmerk.models import Application, Audit


def open_audit(application: Application, *, auditor: User, round: int = 1, now: datetime) -> Audit:  # noqa: A002
    """The audit of the newest dossier by this auditor, in the caller's transaction; made where there is none yet.

    For whoever appoints an auditor. Raises Submission.DoesNotExist where nothing was handed in.
    """
    newest = application.submissions.defer("contents").latest("number")
    values = {"submission": newest, "auditor": auditor, "started_at": now}
    return Audit.objects.get_or_create(application=application, round=round, defaults=values)[0]
