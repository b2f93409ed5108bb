"""Acts of people who tell what they think of a statement or of the report."""

from datetime import datetime

from django.db import transaction

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from selfeval.models import Evaluation, ReportFeedback, StatementFeedback


@transaction.atomic
def rate_statement(
    evaluation: Evaluation, *, statement: str, opinion: str, comment: str, now: datetime, by: User | None = None
) -> StatementFeedback:
    """Keep what someone thinks of a statement; saying it again replaces what was said."""
    feedback, _ = StatementFeedback.objects.update_or_create(
        evaluation=evaluation, statement=statement, defaults={"opinion": opinion, "comment": comment, "at": now}
    )
    record("rate_statement", evaluation, by=by, now=now, statement=statement, opinion=opinion)
    return feedback


@transaction.atomic
def rate_report(
    evaluation: Evaluation, *, helped: str, comment: str, now: datetime, by: User | None = None
) -> ReportFeedback:
    """Keep whether the report helped; saying it again replaces what was said."""
    feedback, _ = ReportFeedback.objects.update_or_create(
        evaluation=evaluation, defaults={"helped": helped, "comment": comment, "at": now}
    )
    record("rate_report", evaluation, by=by, now=now, helped=helped)
    return feedback
