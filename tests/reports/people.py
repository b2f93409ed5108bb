"""The named cast of the tests about people: who they are, and how they get in."""

from datetime import UTC, datetime

from django.test import Client

from goedgeregeld.accounts.actions.organisations import keep_words
from goedgeregeld.accounts.models import Membership, Organisation, Role, User
from goedgeregeld.accounts.names import core, searchable
from goedgeregeld.accounts.states import Right, RoleKind

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROLES = {
    "Sanne": RoleKind.STAFF,
    "Bea": RoleKind.ADMINISTRATOR,
    "Ad": RoleKind.ADVISER,
    "Aud": RoleKind.AUDITOR,
}


def someone(name: str, *roles: str) -> User:
    """A user of this name; Sanne, Bea, Ad and Aud come with their role."""
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    for kind in roles or ([ROLES[name]] if name in ROLES else []):
        Role.objects.create(user=user, kind=kind, since=NOW)
    return user


def organisation(name: str = "De Bank", **fields: object) -> Organisation:
    made = Organisation.objects.create(
        name=name, search=searchable(name), core=core(name), **{"created_at": NOW, **fields}
    )
    keep_words(made)
    return made


def member(user: User, of: Organisation, right: str = Right.MANAGER) -> Membership:
    return Membership.objects.create(user=user, organisation=of, right=right, since=NOW)


def browser(user: User) -> Client:
    """The browser of somebody who signed in, with the second step shown."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0.0, "type": "totp"}]
    session.save()
    return client
