"""Making a person or an organisation vanish from what accounts keep.

Of a person the row stays, empty: the history points to it and then says "iemand". What other apps keep of them, and whether
it may be done at all, is decided by whoever calls this (`reports.privacy`), in whose transaction all of it happens.
"""

from datetime import datetime
from secrets import token_hex
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Model, Q

from goedgeregeld.accounts.actions.mail import at_address, forget_mail, mentioning
from goedgeregeld.accounts.models import BenchmarkConsent, Invitation, Organisation, Role, User
from goedgeregeld.accounts.traces import Traces

WHO = {SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY}  # who is signed in is never a matter of words
TOMB = "gewist.invalid"  # an address nobody can ever have


def traces_of(user: User) -> Traces:
    """By what this person is recognised: every address, and the name."""
    return Traces((*_addresses(user), user.name))


def _addresses(user: User) -> list[str]:
    return [user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)]


def erase_user(user: User, *, now: datetime) -> list[dict[str, Any]]:
    """Erase everything accounts keep of this person; an empty, closed row stays.

    Returns what stood in the person's sessions, for apps that keep something there. Wants a transaction, and `user` locked.
    """
    traces, addresses = traces_of(user), _addresses(user)
    held = _end_sessions(user, traces)
    to_or_by = at_address("email", addresses) | Q(invited_by=user) | Q(accepted_by=user)
    invitations = Invitation.objects.filter(to_or_by)
    seals = set(invitations.values_list("token_sha256", flat=True))
    forget_mail(traces, addresses=addresses, seals=seals)
    invitations.delete()
    BenchmarkConsent.objects.filter(given_by=user).update(given_by=None)
    _forget_admin_log(traces, user)
    LogEntry.objects.filter(user=user).delete()
    for owned in (Authenticator, EmailAddress, Role):
        owned.objects.filter(user=user).delete()
    user.memberships.all().delete()
    user.groups.clear()
    user.user_permissions.clear()
    _empty(user, now)
    return held


def _empty(user: User, now: datetime) -> None:
    user.email, user.name = f"gewist-{token_hex(8)}@{TOMB}", ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = user.start_seen_at = None
    user.erased_at = now
    user.set_unusable_password()
    user.save()


def _end_sessions(user: User, traces: Traces) -> list[dict[str, Any]]:
    """End every session of this person; in those of others (a shared computer, a code asked for) erase what mentions them."""
    held = []
    keys = set(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    for session in Session.objects.iterator(chunk_size=500):
        data = session.get_decoded()
        if session.session_key in keys or str(data.get(SESSION_KEY)) == str(user.pk):
            held.append(data)
            session.delete()
            continue
        clean = {key: one for key, one in data.items() if not traces.distinctive.found_in(str(one)) or key in WHO}
        if clean != data:
            Session.objects.filter(pk=session.pk).update(session_data=SessionStore().encode(clean))
    UserSession.objects.filter(user=user).delete()
    return held


def _forget_admin_log(traces: Traces, *about: Model) -> None:
    """Rows of the admin's own log that mention a trace, or are about one of these objects."""
    found = mentioning(traces, ["object_repr", "change_message"])
    rows = LogEntry.objects.filter(found).only("object_repr", "change_message").iterator(chunk_size=500)
    gone = Q(pk__in=[row.pk for row in rows if traces.found_in(f"{row.object_repr}\n{row.change_message}")])
    for one in about:
        gone |= Q(content_type=ContentType.objects.get_for_model(one), object_id=str(one.pk))
    LogEntry.objects.filter(gone).delete()


def erase_organisation(organisation: Organisation, *, names: list[str], seals: set[str]) -> None:
    """Erase the organisation and all that hangs on it; mail about it, and with one of its links (`seals`), goes as well.

    `names`: other words it is known by (names in its reports, numbers of its evaluations). Wants a transaction.
    """
    traces = Traces((organisation.name, str(organisation.pk), *names))
    invited = Invitation.objects.filter(organisation=organisation)
    forget_mail(traces, seals=seals | set(invited.values_list("token_sha256", flat=True)))
    _forget_admin_log(traces, organisation)
    organisation.delete()


def forget_closed_invitations(*, before: datetime) -> int:
    """Erase the address in invitations that were accepted, withdrawn or ran out before this moment; the rows stay."""
    closed = Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before) | Q(expires_at__lt=before)
    return Invitation.objects.filter(closed).exclude(email="").update(email="")


def forget_old_sign_in(*, now: datetime, log_before: datetime) -> int:
    """Erase sessions that ran out with what was noted about them, unused confirmations, and old rows of the admin's log."""
    expired, _ = Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    EmailConfirmation.objects.delete_expired_confirmations()
    LogEntry.objects.filter(action_time__lt=log_before).delete()
    return expired
