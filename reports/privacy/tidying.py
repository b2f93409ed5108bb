"""What `manage.py tidy` does each day: warn, erase what is over its time, clear away what nobody needs any more.

Every step is safe to repeat and commits by itself: running it twice mails once and erases once, and where it broke off it
goes on the next time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from goedgeregeld.accounts.actions import erasing
from goedgeregeld.accounts.actions.mail import forget_old_mail
from keurmerk.actions import clearing, files
from keurmerk.actions import erasing as keurmerk
from keurmerk.actions.findable import forget_ended
from keurmerk.actions.outside import forget_signallers, forget_signals
from reports.privacy.actions import erase_evaluation, leave_nothing_behind
from selfeval.actions import WrongState, forget_owner_links, forget_shares, forget_wishes, stop_warnings, warn
from selfeval.queries import keeping


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many of each."""

    warned: int
    erased: int
    addresses: int
    mails: int
    sessions: int
    scanned: int
    files: int
    cleared: int
    applications: int
    names: int
    signals: int
    shares: int
    signallers: int


def tidy(*, now: datetime) -> Tidied:
    """Bring what is kept back to what may be kept at this moment."""
    days = {name: timedelta(days=number) for name, number in settings.RETENTION.items()}
    erased = _erase_expired(now)
    on = timezone.localdate(now + days["WARN_DAYS"])
    warned = sum(warn(evaluation, on=on, now=now) for evaluation in keeping.to_warn(now).iterator(chunk_size=200))
    addresses = erasing.forget_closed_invitations(before=now - days["INVITED_DAYS"]) + stop_warnings() + forget_wishes()
    mails = forget_old_mail(before=now - days["MAIL_DAYS"])
    sessions = erasing.forget_old_sign_in(now=now, log_before=now - days["LOG_DAYS"])
    applications = keurmerk.erase_ended(before=now - days["APPLICATION_DAYS"], now=now)
    cleared = clearing.clear_ended(before=now - days["EVIDENCE_DAYS"], now=now)
    keurmerk.forget_dues(before=now - days["DUE_DAYS"])
    scanned = files.scan_waiting(now=now)
    lost = files.forget_orphans(before=now - timedelta(days=1))
    names = forget_ended(today=timezone.localdate(now))
    signals = forget_signals(before=now - days["SIGNAL_DAYS"])
    shares = forget_shares(before=timezone.localdate(now - days["SHARED_DAYS"]))
    signallers = forget_signallers(closed_before=now - days["SIGNALLER_DAYS"], came_before=now - days["SIGNAL_DAYS"])
    forget_owner_links(before=timezone.localdate(now))
    leave_nothing_behind()
    found = (warned, erased, addresses, mails, sessions, scanned, lost, cleared, applications, names, signals, shares)
    return Tidied(*found, signallers)


def _erase_expired(now: datetime) -> int:
    number = 0
    for evaluation in list(keeping.to_erase(now).select_related("instrument_version")):
        try:
            erase_evaluation(evaluation, now=now, why="expired")
        except WrongState:
            continue  # claimed at this very moment
        number += 1
    return number
