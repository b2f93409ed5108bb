"""The one thing the start page keeps: when its reader said to have seen what changed."""

from datetime import datetime

from goedgeregeld.accounts.models import User


def note_seen(user: User, *, now: datetime) -> None:
    """Somebody read what changed. No Event: it is nobody else's business and changes nothing."""
    User.objects.filter(pk=user.pk).update(start_seen_at=now)
    user.start_seen_at = now
