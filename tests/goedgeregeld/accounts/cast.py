"""Fatima (beheerder), Iris (invuller), Wim (lezer) of De Bank; Boris of another club; Sanne of NOV, Bea the administrator."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from goedgeregeld.accounts.actions import roles
from goedgeregeld.accounts.actions.organisations import create_organisation
from goedgeregeld.accounts.models import Membership, Municipality, Organisation, User
from goedgeregeld.accounts.states import Right, RoleKind

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Cast:
    """Who plays, and the organisations they belong to."""

    fatima: User
    iris: User
    wim: User
    boris: User
    sanne: User
    bea: User
    bank: Organisation
    club: Organisation
    place: Municipality


def person(name: str) -> User:
    return User.objects.create_user(f"{name}@example.org", name=name.capitalize())


@pytest.fixture
def cast(db: Any) -> Cast:
    """A small world: two organisations in Utrecht, NOV's staff (Sanne) and an administrator (Bea)."""
    place = Municipality.objects.create(code="GM0344", name="Utrecht", province="Utrecht")
    fatima, iris, wim, boris, sanne, bea = (person(n) for n in ("fatima", "iris", "wim", "boris", "sanne", "bea"))
    bank = create_organisation({"name": "Stichting De Bank", "municipality": place}, by=fatima, now=NOW)
    club = create_organisation({"name": "Voetbalclub Zuid", "municipality": place}, by=boris, now=NOW)
    for user, right in ((iris, Right.EDITOR), (wim, Right.READER)):
        Membership.objects.create(organisation=bank, user=user, right=right, since=NOW)
    roles.grant_role(sanne, RoleKind.STAFF, by=None, now=NOW)
    roles.grant_role(bea, RoleKind.ADMINISTRATOR, by=None, now=NOW)
    return Cast(fatima, iris, wim, boris, sanne, bea, bank, club, place)


def enter(user: User | None, **options: Any) -> Client:
    """A browser in which this user is signed in, with the second factor shown; None: a visitor."""
    client = Client(**options)
    if user is not None:
        client.force_login(user)
        session = client.session
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
        session.save()
    return client


def rights(organisation: Organisation) -> dict[str, str]:
    """Who is a member with which right."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    return {row.user.name.lower(): row.right for row in rows}
