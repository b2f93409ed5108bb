"""Who may do what with whom: small predicates over what was read. Nothing here queries; `queries.person()` reads.

A `Person` is what a request knows of its user: the roles held and the rights in organisations, read once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from goedgeregeld.accounts.states import MAY_FILL, OFFICE, Right, RoleKind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in, or (with `user_id` None) a visitor."""

    user_id: int | None = None
    roles: frozenset[str] = frozenset()
    rights: Mapping[UUID, str] = field(default_factory=dict)  # organisation -> Right


def is_signed_in(person: Person) -> bool:
    return person.user_id is not None


def is_office(person: Person) -> bool:
    """NOV's staff, or an administrator."""
    return any(role in person.roles for role in OFFICE)


def is_administrator(person: Person) -> bool:
    return RoleKind.ADMINISTRATOR in person.roles


def has_official_role(person: Person) -> bool:
    """Somebody whose judgement or knowledge of others asks for a second factor."""
    return bool(person.roles)


def may_read(organisation_id: UUID, person: Person) -> bool:
    """Members read what is their organisation's. (The office reads the organisation's card, not its answers.)"""
    return organisation_id in person.rights


def may_fill(organisation_id: UUID, person: Person) -> bool:
    return person.rights.get(organisation_id) in MAY_FILL


def may_manage(organisation_id: UUID, person: Person) -> bool:
    return person.rights.get(organisation_id) == Right.MANAGER


def may_see_card(organisation_id: UUID, person: Person) -> bool:
    """Name, place and people of an organisation: its members and the office."""
    return may_read(organisation_id, person) or is_office(person)


def may_switch(user_id: int, roles: Collection[str], person: Person) -> bool:
    """Switch off (or on) an account with these roles: the office does, never its own; the office's own only administrators."""
    if not is_office(person) or user_id == person.user_id:
        return False
    return is_administrator(person) or not any(role in OFFICE for role in roles)


def may_invite_to(role: str, person: Person) -> bool:
    """The office invites advisers and auditors; who works at the office is invited by administrators."""
    return is_administrator(person) if role in OFFICE else is_office(person)


def may_manage_invitation(organisation_id: UUID | None, role: str, person: Person) -> bool:
    """Take back or send again: an organisation's beheerders theirs, the office all but those to roles it may not give."""
    if organisation_id:
        return may_manage(organisation_id, person) or is_office(person)
    return may_invite_to(role, person)
