"""What people of the network keep of themselves, and what of it waits until the office approves."""

from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from auditors import notifications
from auditors.actions.permitting import WrongState, permit, permit_own
from auditors.actions.profile import employer_named
from auditors.models import Photo, Profile, Proposal
from auditors.states import ProposedField, Work
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from goedgeregeld.uploads.portraits import portrait

AT_ONCE = (
    "nationwide",
    "subsidised",
    "sectors",
    "languages",
    "phone",
    "contact_shown",
    "listed",
    "wished_load",
)  # what holds as soon as they keep it


def own_profile(user: User, *, now: datetime) -> Profile:
    """The profile of somebody with the role of adviser or auditor, made where there is none yet. Raises PermissionDenied."""
    if not user.roles.filter(kind__in=Work.values).exists():
        raise PermissionDenied
    profile, made = Profile.objects.select_related("user", "employer").get_or_create(user=user)
    if made:
        record("keep_own", profile, by=user, now=now, member=user.pk)
    return profile


def keep_own(profile: Profile, values: dict[str, Any], *, by: User, now: datetime) -> list[str]:
    """Keep what somebody says of themselves; employer, rate and introduction become proposals where they differ.

    Returns what waits for approval, as values of ProposedField. Raises PermissionDenied.
    """
    permit_own(profile, by)
    with transaction.atomic():
        locked = Profile.objects.select_for_update().get(pk=profile.pk)
        for name in AT_ONCE:
            if name in values:
                setattr(locked, name, values[name])
        locked.save()
        if "municipalities" in values:
            locked.municipalities.set(values["municipalities"])
        record("keep_own", locked, by=by, now=now, member=locked.user_id)
        return [field for field, wish in _wishes(values).items() if _propose(locked, field, wish, by=by, now=now)]


def _wishes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What they want of what must be approved, as a Proposal keeps it."""
    wishes: dict[str, dict[str, Any]] = {}
    if "employer_name" in values:
        name = " ".join(values["employer_name"].split())
        centre = bool(values.get("volunteer_centre")) and bool(name)
        wishes[ProposedField.EMPLOYER] = {"text": name, "volunteer_centre": centre}
    if "hourly_rate" in values:
        rate = values["hourly_rate"]
        wishes[ProposedField.RATE] = {"text": "" if rate is None else f"{rate:.2f}"}
    if "introduction" in values:
        wishes[ProposedField.INTRODUCTION] = {"text": values["introduction"].strip()}
    return wishes


def present(profile: Profile, field: str) -> dict[str, Any]:
    """What holds now, in the form of a proposal."""
    employer = profile.employer
    if field == ProposedField.EMPLOYER:
        return {
            "text": employer.name if employer else "",
            "volunteer_centre": bool(employer and employer.volunteer_centre),
        }
    if field == ProposedField.RATE:
        return {"text": "" if profile.hourly_rate is None else f"{profile.hourly_rate:.2f}"}
    return {"text": profile.introduction}


def _propose(profile: Profile, field: str, wish: dict[str, Any], *, by: User, now: datetime) -> bool:
    """Whether this waits for approval now: it differs from what holds. What was asked before and is the same stays as it is."""
    standing = profile.proposals.filter(field=field).first()
    if wish == present(profile, field):
        if standing:
            standing.delete()
        return False
    if standing and all(getattr(standing, name) == value for name, value in wish.items()):
        return standing.refused_at is None
    values = {"volunteer_centre": False, **wish, "made_at": now, "refused_at": None, "refused_reason": ""}
    Proposal.objects.update_or_create(profile=profile, field=field, defaults=values)
    record("propose", profile, by=by, now=now, kind=str(field), member=profile.user_id)
    return True


def propose_photo(profile: Profile, stream: BinaryIO, *, size: int, by: User, now: datetime) -> None:
    """A photo that waits for approval, in place of one that did. Raises PermissionDenied, and Refused for what is no photo."""
    permit_own(profile, by)
    content = portrait(stream, size=size)
    values = {"content": content, "text": "", "made_at": now, "refused_at": None, "refused_reason": ""}
    with transaction.atomic():
        Proposal.objects.update_or_create(profile=profile, field=ProposedField.PHOTO, defaults=values)
        record("propose", profile, by=by, now=now, kind=str(ProposedField.PHOTO), member=profile.user_id)


def remove_photo(profile: Profile, *, by: User, now: datetime) -> None:
    """No photo any more, also none that waits. Raises PermissionDenied."""
    permit_own(profile, by)
    with transaction.atomic():
        Photo.objects.filter(profile=profile).delete()
        profile.proposals.filter(field=ProposedField.PHOTO).delete()
        record("remove_photo", profile, by=by, now=now, member=profile.user_id)


def approve_proposal(profile: Profile, field: str, *, seen: datetime, by: User, now: datetime) -> None:
    """What was proposed holds from now on. `seen`: when what the office saw was proposed.

    Raises PermissionDenied unless the office, or where it is about themselves; WrongState.
    """
    with transaction.atomic():
        proposal = _standing(profile, field, seen, by)
        locked = Profile.objects.select_for_update().get(pk=profile.pk)
        if field == ProposedField.PHOTO:
            photo = {"content": proposal.content, "approved_at": now}
            Photo.objects.update_or_create(profile=locked, defaults=photo)
        elif field == ProposedField.EMPLOYER:
            locked.employer = employer_named(proposal.text, volunteer_centre=proposal.volunteer_centre)
        elif field == ProposedField.RATE:
            locked.hourly_rate = Decimal(proposal.text) if proposal.text else None
        else:
            locked.introduction = proposal.text
        locked.save()
        proposal.delete()
        record("approve_proposal", locked, by=by, now=now, kind=str(field), member=locked.user_id)


def refuse_proposal(profile: Profile, field: str, *, seen: datetime, reason: str, by: User, now: datetime) -> None:
    """What was proposed does not hold, and the person reads why. Raises PermissionDenied, WrongState."""
    with transaction.atomic():
        proposal = _standing(profile, field, seen, by)
        proposal.refused_at, proposal.refused_reason = now, reason
        proposal.save()
        notifications.tell_refused(proposal)
        record("refuse_proposal", profile, by=by, now=now, kind=str(field), member=profile.user_id)


def _standing(profile: Profile, field: str, seen: datetime, by: User) -> Proposal:
    permit(by)
    if by.pk == profile.user_id:
        raise WrongState(_("Dit gaat over jezelf. Laat een collega het bekijken."))
    found = profile.proposals.select_for_update().filter(field=field, refused_at__isnull=True).first()
    if found is None or found.made_at != seen:
        raise WrongState(_("Dit voorstel is er niet meer, of het is intussen veranderd. Bekijk het opnieuw."))
    return found
