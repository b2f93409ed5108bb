"""What somebody from outside does: say that something is wrong at an organisation with the mark."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

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


def forget_signallers(*, closed_before: datetime, came_before: datetime) -> int:
    """Take out who signalled, once nobody needs to ask them more: what they said stays until `forget_signals`. How many.

    Of what nobody closed, the name and address do not stay for ever either.
    """
    over = Q(handled_at__lt=closed_before) | Q(handled_at__isnull=True, at__lt=came_before)
    return Signal.objects.filter(over).exclude(name="", email="").update(name="", email="")


def forget_signals(*, before: datetime) -> int:
    """Erase what was handled before this moment; the Event stays. How many."""
    return Signal.objects.filter(handled_at__lt=before).delete()[0]
