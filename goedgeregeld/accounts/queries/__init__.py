"""Reading people, organisations and invitations. Nothing here writes, and nothing here decides."""

import hashlib
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet, UUIDField, Value

from goedgeregeld.accounts.models import Membership, Organisation, Role
from goedgeregeld.accounts.permissions import Person
from goedgeregeld.accounts.queries.search import Found, find_organisations, search_organisations

__all__ = [
    "Found",
    "find_organisations",
    "living_organisations",
    "person",
    "search_organisations",
    "second_factors",
    "token_seal",
]


def person(user: Any) -> Person:
    """What this user may be asked about: roles and rights, in one query. A visitor costs none."""
    if not user.is_authenticated:
        return Person()
    nowhere = Value(None, output_field=UUIDField())
    roles = Role.objects.filter(user=user).order_by().annotate(of=nowhere).values_list("kind", "of")
    rights = Membership.objects.filter(user=user).order_by().values_list("right", "organisation_id")
    rows = list(roles.union(rights, all=True))
    return Person(
        user_id=user.pk,
        roles=frozenset(kind for kind, of in rows if of is None),
        rights={of: right for right, of in rows if of is not None},
    )


def living_organisations() -> QuerySet[Organisation]:
    """Organisations that were not merged into another."""
    return Organisation.objects.filter(merged_into__isnull=True)


def token_seal(token: str) -> str:
    """What the database keeps of an invitation's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def second_factors(user: Any) -> QuerySet[Authenticator]:
    """The apps and passkeys of this user. (Recovery codes are a way in when these are lost, not a factor by themselves.)"""
    return Authenticator.objects.filter(
        user_id=user.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    )
