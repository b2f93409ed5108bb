"""The demo's round: the people of one example answered together, without names, and the round is closed. DEMO only.

What each said follows from their number and the statement, so that every demo is the same: the board is milder than the
volunteers, and some do not know.
"""

import hashlib
from datetime import datetime, timedelta

from django.utils import timezone

from selfeval import actions
from selfeval.entries import UNKNOWN, Entry, Sent
from selfeval.instruments.model import Statement
from selfeval.models import Evaluation
from selfeval.queries import Stand
from selfeval.queries.together import round_of

PEOPLE = {"Bestuur": (4, 1), "Coördinatoren": (3, 0), "Vrijwilligers": (9, -1)}  # how many, and how much milder
REMARKS = (
    "Bij mijn laatste klus was dit wel zo.",
    "Ik weet niet waar ik dit kan vinden.",
    "Hier hebben we het nog nooit over gehad.",
    "Dat is het afgelopen jaar echt beter geworden.",
    "Staat op papier, maar niemand doet het zo.",
)


def answer_together(evaluation: Evaluation, *, now: datetime) -> None:
    """A closed round of this evaluation; once."""
    if round_of(evaluation) is not None:
        return
    one = actions.open_round(
        evaluation,
        anonymous=True,
        shared=True,
        groups=tuple(PEOPLE),
        closes_on=timezone.localdate(now) + timedelta(days=14),
        now=now,
    )
    stand = Stand(evaluation, entries={})
    for group, (number, milder) in PEOPLE.items():
        for at in range(number):
            name = f"{group}-{at}"
            response = actions.begin_response(one, secret=f"demo-{evaluation.pk}-{name}", group=group, now=now)
            sent = {one.code: Sent(_said(one, name, milder, stand.instrument.top)) for one in stand.statements}
            actions.save_response(response, sent, now=now)
            actions.hand_in(response, now=now)
    actions.close_round(one, now=now)


def _said(statement: Statement, name: str, milder: int, top: int) -> Entry:
    shared, own = _drawn(statement.code), _drawn(f"{statement.code}/{name}")
    if own % 17 == 0:
        return Entry(UNKNOWN)
    width = shared // 7 % 4  # at some statements all agree, at others nobody
    level = shared % (top + 1) + (own % (2 * width + 1) - width) + (milder if width else 0)
    remark = REMARKS[own % len(REMARKS)] if own % 11 == 0 else ""
    return Entry(str(min(max(level, 0), top)), "", remark)


def _drawn(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
