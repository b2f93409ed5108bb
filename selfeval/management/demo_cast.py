"""The people of the demo: who works for which example, and one of each role. Everybody may know their keys; DEMO only.

Running it again changes nothing, and mends what is missing.
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt

from goedgeregeld.accounts.actions import organisations, people, roles
from goedgeregeld.accounts.adapter import DEMO_ADDRESSES
from goedgeregeld.accounts.models import Membership, Municipality, Organisation, User
from goedgeregeld.accounts.states import Right, RoleKind
from selfeval.models import Evaluation

PASSWORD = "goed-geregeld-demo"  # noqa: S105 - everybody may know it


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in the demo: with a right in an example organisation, or a role for the programme."""

    account: str
    name: str
    example: str = ""
    right: str = ""
    role: str = ""

    @property
    def email(self) -> str:
        return self.account + DEMO_ADDRESSES

    @property
    def secret(self) -> str:
        """The key of the app for the second step, the same on every demo."""
        return base64.b32encode(hashlib.sha1(self.email.encode()).digest()).decode()  # noqa: S324 - no secret at all


CAST = (
    Player("fatima", "Fatima Coördinator", "voetbalclub", Right.MANAGER),
    Player("wim", "Wim Penningmeester", "voetbalclub", Right.EDITOR),
    Player("bram", "Bram van de Bank", "buurtkamer", Right.MANAGER),
    Player("nadia", "Nadia Wilgenbos", "natuurgroep", Right.MANAGER),
    Player("lieve", "Lieve Linden", "ziekenhuis", Right.MANAGER),
    Player("bestuur", "Bert Bestuur", "ziekenhuis", Right.READER),
    Player("adviseur", "Anna Adviseur", role=RoleKind.ADVISER),
    Player("adviseur2", "Nico Landelijk", role=RoleKind.ADVISER),
    Player("auditor", "Otto Auditor", role=RoleKind.AUDITOR),
    Player("auditor2", "Ada Auditor", role=RoleKind.AUDITOR),
    Player("medewerker", "Mo Medewerker", role=RoleKind.STAFF),
    Player("medewerker2", "Saar Medewerker", role=RoleKind.STAFF),
    Player("medewerker3", "Teun Medewerker", role=RoleKind.STAFF),
    Player("beheerder", "Bea Beheer", role=RoleKind.ADMINISTRATOR),
)


def players(*, official: bool) -> Iterator[Player]:
    return (player for player in CAST if bool(player.role) == official)


def welcome(player: Player, *, now: datetime) -> User:
    """The account, with the password everybody knows, and for a role also the app of the second step."""
    user = people.arrive(player.email, now=now)
    if not user.has_usable_password():
        user.name = player.name
        user.set_password(PASSWORD)
        user.save(update_fields=["name", "password"])
    if player.role:
        roles.grant_role(user, player.role, by=None, now=now)
        Authenticator.objects.get_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": encrypt(player.secret)}}
        )
    return user


def join(player: Player, user: User, evaluation: Evaluation, *, now: datetime) -> None:
    """Let somebody belong to the organisation of an example, which is made for the first one; the example is theirs."""
    if evaluation.organisation is None:
        values = _values(evaluation)
        evaluation.organisation = organisations.create_organisation(values, by=user, now=now, demo=True)
        Evaluation.objects.filter(pk=evaluation.pk).update(organisation=evaluation.organisation)
    kept = {"right": player.right, "since": now}
    Membership.objects.get_or_create(organisation=evaluation.organisation, user=user, defaults=kept)


def _values(evaluation: Evaluation) -> dict[str, object]:
    profile = evaluation.profile
    fields = {field.name for field in Organisation._meta.fields} & profile.keys()  # noqa: SLF001 - Django's documented way
    values = {name: profile[name] for name in fields - {"municipality"}}
    place = Municipality.objects.filter(pk=profile.get("municipality")).first()
    return {**values, "name": evaluation.organisation_name, "municipality": place}
