"""What happens each day while marks come to their end: whoever has not begun a renewal is reminded. Safe to repeat."""

from datetime import datetime

from django.utils import timezone

from keurmerk.notifications.ending import tell_of_end
from keurmerk.queries.renewal import ending_without_renewal
from keurmerk.states import MarkState
from keurmerk.validity import months_left

CHUNK = 200


def remind_of_ends(*, now: datetime) -> int:
    """Remind at nine, six, three and one month before the end; each stage once, also where a day was missed. How many mails.

    A suspended mark is left out: it cannot be renewed before that is settled.
    """
    today, number = timezone.localdate(now), 0
    ending = ending_without_renewal(today=today).filter(state=MarkState.VALID)
    for mark in ending.iterator(chunk_size=CHUNK):
        months = months_left(mark.valid_until, today)
        if months is not None:
            number += tell_of_end(mark, months, now=now)
    return number
