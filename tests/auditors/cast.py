"""The network in tests: Ad advises, Aud audits; Sanne works at NOV's office; De Bank is in Utrecht, Zuid in Houten."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from auditors import actions, queries
from auditors.models import Profile
from goedgeregeld.accounts.models import Municipality, Organisation, User
from tests.reports.people import organisation, someone

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, LATER = date(2026, 11, 23), date(2030, 12, 31)


@dataclass
class Network:
    """Who there is."""

    ad: User
    aud: User
    sanne: User
    fatima: User
    utrecht: Municipality
    houten: Municipality
    bank: Organisation
    zuid: Organisation


def make_network() -> Network:
    utrecht = Municipality.objects.create(code="GM0344", name="Utrecht", province="Utrecht")
    houten = Municipality.objects.create(code="GM0321", name="Houten", province="Utrecht")
    people = [someone(name) for name in ("Ad", "Aud", "Sanne", "Fatima")]
    bank, zuid = organisation("De Bank", municipality=utrecht), organisation("Zuid", municipality=houten)
    return Network(*people, utrecht, houten, bank, zuid)


def authorised(user: User, work: str = "adviser", *, until: date = LATER, **values: object) -> Profile:
    """Somebody who may do this work."""
    profile = actions.keep_profile(user, values, by=None, now=NOW)
    actions.authorise(profile, work, until=until, by=None, now=NOW)
    return profile


def is_authorised(user: int, work: str, *, on: date) -> bool:
    """Whether this user is among those who may do this work on this day."""
    return queries.authorised(work, on=on).filter(user=user).exists()
