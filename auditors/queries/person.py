"""Everything there is to see of one person of the network, for their own page and the office's."""

from datetime import date
from typing import Any

from auditors.models import Authorisation, Photo, Profile
from auditors.pledges import last_day
from auditors.queries.absences import ahead
from auditors.queries.people import places_of
from auditors.queries.ties import ties_of
from auditors.states import AuthorisationState, Work
from goedgeregeld.accounts.models import User


def particulars(user: User, *, today: date) -> dict[str, Any]:
    """What the pages show; `user` comes from `network()`. Some seven queries, however much there is."""
    profile: Profile | None = getattr(user, "profile", None)
    kinds = {role.kind for role in user.roles.all()}
    held = {one.work: one for one in profile.authorisations.all()} if profile else {}
    shown: dict[str, Any] = {
        "profile": profile,
        "works": [(work, held.get(work)) for work in Work if work in kinds or work in held],
        "today": today,
        "year": today.year,
        "ties": [],
        "pledges": [],
    }
    if profile is None:
        return shown
    pledges = list(profile.pledges.all())
    standing = next((one for one in pledges if one.withdrawn_at is None), None)
    return shown | {
        "places": places_of(profile),
        "ties": list(ties_of(profile)),
        "absences": list(ahead(profile, on=today)),
        "trainings": list(profile.trainings.defer("proof")),
        "pledges": pledges,
        "signed": bool(standing and standing.year == today.year),
        "pledge_counts_until": _counts_until(pledges, held.values(), today),
        "proposals": list(profile.proposals.defer("content").order_by("field")),
        "has_photo": Photo.objects.filter(profile=profile).exists(),
    }


def _counts_until(pledges: list[Any], held: Any, today: date) -> date | None:
    """Until when this person gets new work as far as the declaration goes."""
    signed = [one.year for one in pledges if one.withdrawn_at is None]
    withdrew = any(one.withdrawn_at is not None and one.year >= today.year - 1 for one in pledges)
    since = [one.since for one in held if one.state == AuthorisationState.AUTHORISED and one.since]
    grace = max(since) if since and not (withdrew and not signed) else None
    return last_day(signed=max(signed) if signed else None, since=grace, today=today)


def is_authorised(one: Authorisation | None, *, on: date) -> bool:
    """Whether this authorisation holds on this day."""
    return bool(one and one.state == AuthorisationState.AUTHORISED and one.until and one.until >= on)
