"""What somebody from outside does: say that something is wrong at an organisation with the mark."""

from datetime import datetime

from django.db import transaction

from goedgeregeld.events.actions import record
from keurmerk import notifications
from keurmerk.models import Mark, Signal


def receive_signal(mark: Mark, *, text: str, name: str = "", email: str = "", now: datetime) -> Signal:
    """Keep what was said, and tell the office that there is something to read. The Event says only that it came in."""
    with transaction.atomic():
        signal = Signal.objects.create(mark=mark, text=text.strip(), name=name.strip(), email=email.strip(), at=now)
        record("signal", mark, by=None, now=now, number=mark.number)
        notifications.tell_of_signal(signal)
    return signal


def forget_signals(*, before: datetime) -> int:
    """Erase what was handled before this moment; the Event stays. How many."""
    return Signal.objects.filter(handled_at__lt=before).delete()[0]
