"""The one thing the start page keeps: when it was last looked at."""

from datetime import datetime

from goedgeregeld.accounts.models import User


def note_seen(user: User, *, now: datetime) -> None:
    """Somebody looked at the start page. No Event: it is nobody else's business and changes nothing."""
    User.objects.filter(pk=user.pk).update(start_seen_at=now)
    user.start_seen_at = now
