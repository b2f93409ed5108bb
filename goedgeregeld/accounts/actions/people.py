"""Acts on a person's own account: arriving, changing address or name, ending sessions elsewhere."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from goedgeregeld.accounts import sealing
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record

SEEDS = ("secret", "seed", "migrated_codes")  # what allauth keeps of an app and of recovery codes


class AddressTaken(Exception):
    """Somebody else uses this address by now."""


def arrive(email: str, *, now: datetime) -> User:
    """Whoever proved to read this mailbox: the user there is, or a new one. The address counts as proven from now on."""
    try:
        with transaction.atomic():
            user, new = User.objects.get_or_create(email=email.lower())
            if new:
                user.set_unusable_password()
                user.save(update_fields=["password"])
                record("join", user, by=user, now=now)
    except IntegrityError:  # twice at the same moment: the other was first
        user = User.objects.get(email=email.lower())
    _prove(user)
    return user


def _prove(user: User) -> None:
    """allauth's own row of the address: the one the user has, proven and primary."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def change_address(user: User, new: str, *, now: datetime) -> User:
    """Give the user another address, proven at both. Sessions on other devices are for the caller to end.

    Raises AddressTaken, and changes nothing, where somebody else has it.
    """
    new = new.lower()
    try:
        with transaction.atomic():
            locked = User.objects.select_for_update().get(pk=user.pk)
            if User.objects.filter(email__iexact=new).exclude(pk=user.pk).exists():
                raise AddressTaken
            locked.email = new
            locked.save(update_fields=["email"])
            _prove(locked)
            record("change_address", locked, by=locked, now=now)
    except IntegrityError as error:
        raise AddressTaken from error
    return locked


def rename(user: User, name: str, *, now: datetime) -> None:
    """What others see instead of the address."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        if locked.name == name:
            return
        locked.name = name
        locked.save(update_fields=["name"])
        record("rename", locked, by=locked, now=now)


def end_sessions(
    user: User, *, by: User | None, now: datetime, only: int | None = None, keep: str | None = None
) -> int:
    """Sign this user out: of session `only`, or of all but the one with key `keep`. Returns how many ended."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=keep or "")
    if only is not None:
        sessions = sessions.filter(pk=only)
    with transaction.atomic():
        ended = [session.end() for session in sessions]
        if ended:
            record("end_sessions", user, by=by, now=now, number=len(ended))
    return len(ended)


def reseal_second_factors() -> int:
    """Seal every seed that is not sealed with the key of today. Returns how many changed.

    Not an act of anybody: what the seeds are stays the same, so there is no Event.
    """
    number = 0
    for found in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("pk", flat=True):
        with transaction.atomic():
            one = Authenticator.objects.select_for_update().filter(pk=found).first()
            if one is None:
                continue
            renewed = {key: _renewed(value) if key in SEEDS else value for key, value in one.data.items()}
            if renewed != one.data:
                one.data = renewed
                one.save(update_fields=["data"])
                number += 1
    return number


def _renewed(value: str | list[str]) -> str | list[str]:
    return [sealing.renewed(one) for one in value] if isinstance(value, list) else sealing.renewed(value)
