"""The office's lists: users, organisations, invitations and Events, as somebody chose to see them.

Each takes what was chosen (a form's `chosen`) and gives rows in a fixed order; nothing is read before a page is asked for.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from goedgeregeld.accounts.models import Invitation, Membership, Municipality, Organisation, Role, User
from goedgeregeld.accounts.queries import Found, find_organisations, search_organisations
from goedgeregeld.events.models import Event
from reports.history.queries import Line, lines_by_name

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
EXPIRING = timedelta(days=3)
Chosen = Mapping[str, Any]


def second_factors() -> QuerySet[Authenticator]:
    """The second factors of a user in an outer query; recovery codes alone are none."""
    return Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)


def users(chosen: Chosen) -> QuerySet[User]:
    """Users with `second` (has a second factor) and `organisation_count`, by address. Erased people are left out."""
    found = User.objects.filter(erased_at__isnull=True).annotate(second=Exists(second_factors()))
    if "q" in chosen:
        found = found.filter(Q(email__icontains=chosen["q"]) | Q(name__icontains=chosen["q"]))
    if "role" in chosen:
        found = found.filter(_with_role(chosen["role"]))
    if "second" in chosen:
        found = found.filter(second=chosen["second"] == "yes")
    if "active" in chosen:
        found = found.filter(is_active=chosen["active"] == "yes")
    counted = found.annotate(organisation_count=Count("memberships"))
    return counted.prefetch_related("roles").order_by("email")


def _with_role(role: str) -> Any:
    if role == "member":
        return Exists(Membership.objects.filter(user=OuterRef("pk")))
    if role == "none":
        return ~Exists(Role.objects.filter(user=OuterRef("pk")))
    return Exists(Role.objects.filter(user=OuterRef("pk"), kind=role))


def places() -> list[tuple[str, str, str]]:
    """The municipalities of today by name: code, name, province."""
    living = Municipality.objects.filter(merged_into__isnull=True).order_by("name")
    return list(living.values_list("code", "name", "province"))


def organisations_page(chosen: Chosen, *, after: str) -> Found:
    """A page of organisations, by name."""
    place = {name: chosen[name] for name in ("municipality", "sector") if name in chosen}
    if "province" in chosen and "municipality" not in chosen:
        place["province"] = chosen["province"]
    return find_organisations(chosen.get("q", ""), after=after, **place)


def organisations(chosen: Chosen) -> QuerySet[Organisation]:
    """All these organisations by name, with their municipality; to take along."""
    found = search_organisations(chosen.get("q", "")).select_related("municipality")
    if "municipality" in chosen:
        found = found.filter(municipality=chosen["municipality"])
    elif "province" in chosen:
        found = found.filter(municipality__province=chosen["province"])
    return found.filter(sector=chosen["sector"]) if "sector" in chosen else found


def invitations(chosen: Chosen, *, now: datetime) -> QuerySet[Invitation]:
    """Invitations, newest first."""
    found = Invitation.objects.select_related("organisation", "invited_by").order_by("-created_at", "-pk")
    if "q" in chosen:
        found = found.filter(email__icontains=chosen["q"])
    if chosen.get("to") == "organisation":
        found = found.filter(organisation__isnull=False)
    elif "to" in chosen:
        found = found.filter(role=chosen["to"])
    return found.filter(in_state(chosen["state"], now=now)) if "state" in chosen else found


def in_state(state: str, *, now: datetime) -> Q:
    """Which invitations stand so: "open" (also "expiring" soon), "expired", "accepted", "withdrawn"."""
    if state == "accepted":
        return Q(accepted_at__isnull=False)
    if state == "withdrawn":
        return Q(withdrawn_at__isnull=False)
    waiting = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
    until = {"open": Q(expires_at__gt=now), "expired": Q(expires_at__lte=now)}
    until["expiring"] = Q(expires_at__gt=now, expires_at__lte=now + EXPIRING)
    return waiting & until[state]


def state_of(invitation: Invitation, *, now: datetime) -> str:
    """How the invitation stands, in the words of `in_state`."""
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    if invitation.expires_at <= now:
        return "expired"
    return "expiring" if invitation.expires_at <= now + EXPIRING else "open"


# --- Events ---------------------------------------------------------------------------------------------------------------


def events(chosen: Chosen) -> QuerySet[Event]:
    """Events, newest first."""
    found = Event.objects.order_by("-at", "-pk")
    if "who" in chosen:
        who = chosen["who"]
        found = found.filter(actor__in=User.objects.filter(Q(email__icontains=who) | Q(name__icontains=who)))
    if "verb" in chosen:
        found = found.filter(verb=chosen["verb"])
    if "kind" in chosen:
        found = found.filter(object_type=chosen["kind"])
    if "since" in chosen:
        found = found.filter(at__gte=_midnight(chosen["since"]))
    if "until" in chosen:
        found = found.filter(at__lt=_midnight(chosen["until"] + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def event_lines(rows: list[Event]) -> list[Line]:
    """These Events as the office reads them: with the names of organisations and people, not of evaluations."""
    return lines_by_name(rows, discreet=True)


def all_lines(found: QuerySet[Event], *, chunk: int = 2000) -> Iterator[Line]:
    """Every Event of the list, told a chunk at a time, so that a long list takes no more memory than a short one."""
    rows = found.select_related("actor").iterator(chunk_size=chunk)
    while some := list(islice(rows, chunk)):
        yield from event_lines(some)
