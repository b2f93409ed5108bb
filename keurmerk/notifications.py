"""Mail of the quality mark: which act is told to whom. The queue itself stands in accounts' notifications."""

from datetime import datetime

from goedgeregeld.accounts.models import User
from goedgeregeld.events.models import Event
from keurmerk.models import Application


def tell(event: Event, application: Application, *, by: User | None, now: datetime) -> None:
    """Queue the mail that belongs to this act, in the caller's transaction; each once."""
