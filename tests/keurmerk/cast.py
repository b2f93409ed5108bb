"""The cast of the quality mark: Fatima (beheerder), Iris (invuller) and Wim (lezer) of De Bank; Boris is a stranger.

Ad advises (and Anouk could), Aud audits (and Otto could, the second time); Sanne, Stef and Sol work at NOV's office, Bea is
administrator. Everybody is authorised until 2030 and serves Utrecht.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from auditors import actions as network
from auditors.models import Pledge, Profile
from auditors.states import Work
from goedgeregeld.accounts.actions.organisations import create_organisation
from goedgeregeld.accounts.models import Membership, Municipality, Organisation, User
from goedgeregeld.accounts.states import Right, RoleKind
from keurmerk.models import Application
from keurmerk.states import WAITS_FOR
from tests.reports.people import browser, someone

__all__ = ["NOW", "World", "browser", "make_world"]

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROLES = {
    "Ad": RoleKind.ADVISER,
    "Anouk": RoleKind.ADVISER,
    "Aud": RoleKind.AUDITOR,
    "Otto": RoleKind.AUDITOR,
    "Sanne": RoleKind.STAFF,
    "Stef": RoleKind.STAFF,
    "Sol": RoleKind.STAFF,
    "Bea": RoleKind.ADMINISTRATOR,
}


@dataclass
class World:
    """Who plays (`world.users["Ad"]` or `world.ad`), two organisations, and the municipality they are in."""

    users: dict[str, User]
    bank: Organisation
    club: Organisation
    place: Municipality

    def __getattr__(self, name: str) -> User:
        try:
            return self.users[name.capitalize()]
        except KeyError:
            raise AttributeError(name) from None

    def application(self, state: str = "requested", **fields: Any) -> Application:
        """An application of De Bank, put in this state without going the way there; with adviser Ad and, from audit on, Aud."""
        values: dict[str, Any] = {
            "code": f"TEST-{Application.objects.count():04}",
            "organisation": self.bank,
            "adviser": self.ad,
            "requested_by": self.fatima,
            "requested_at": NOW,
            "state_since": NOW,
        }
        if state in ("audit", "supplement", "decision", "conditional", "granted", "refused", "objection"):
            values["auditor"] = self.aud
        made = Application.objects.create(**({"state": state, "waits_for": WAITS_FOR[state]} | values | fields))
        return Application.objects.select_related("organisation", "adviser", "auditor").get(pk=made.pk)


def make_world() -> World:
    """Everybody, in the database."""
    place = Municipality.objects.create(code="GM0344", name="Utrecht", province="Utrecht")
    users = {name: someone(name) for name in ("Fatima", "Iris", "Wim", "Boris")}
    users |= {name: someone(name, kind) for name, kind in ROLES.items()}
    for name in ("Ad", "Anouk", "Aud", "Otto"):
        work = Work.ADVISER if ROLES[name] == RoleKind.ADVISER else Work.AUDITOR
        _authorised(users[name], work, place)
    bank = create_organisation({"name": "Stichting De Bank", "municipality": place}, by=users["Fatima"], now=NOW)
    club = create_organisation({"name": "Voetbalclub Zuid", "municipality": place}, by=users["Boris"], now=NOW)
    for name, right in (("Iris", Right.EDITOR), ("Wim", Right.READER)):
        Membership.objects.create(organisation=bank, user=users[name], right=right, since=NOW)
    return World(users, bank, club, place)


def _authorised(user: User, work: str, place: Municipality) -> Profile:
    profile = network.keep_profile(user, {"municipalities": [place]}, by=None, now=NOW)
    network.authorise(profile, work, until=date(2030, 12, 31), by=None, now=NOW)
    signed(profile)
    return profile


def signed(profile: Profile) -> None:
    """The yearly declaration, for as long as these tests look ahead."""
    Pledge.objects.bulk_create(
        Pledge(profile=profile, year=year, version="2026", name=profile.user.name, signed_at=NOW)
        for year in range(2026, 2031)
    )
