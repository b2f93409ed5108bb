"""Training and refreshers, with the proof; told by the person or the office, and seen by the office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from auditors.actions.permitting import WrongState, permit, permit_own
from auditors.models import Profile, Training
from auditors.states import TrainingKind, Work
from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from goedgeregeld.uploads import clamd
from goedgeregeld.uploads.inspection import inspect
from goedgeregeld.uploads.values import MIB, PAPERS, Checked, Refused

LARGEST = 5 * MIB
OTHER_KIND = "Een bewijs is een pdf of een foto. Bewaar het zo, en upload het opnieuw."
HARMFUL = "In dit bestand zit schadelijke software. Het is niet bewaard."


@dataclass(frozen=True, slots=True)
class Proof:
    """A file as it came in."""

    stream: BinaryIO
    name: str
    size: int


def add_training(profile: Profile, values: dict[str, Any], *, proof: Proof | None, by: User, now: datetime) -> Training:
    """Write down a training (work, kind, title, followed_on), with its proof; what the office adds counts as seen.

    Raises PermissionDenied, WrongState for a day that is still to come or what stands there already, and Refused for a proof
    that cannot be kept.
    """
    permit_own(profile, by)
    if values["followed_on"] > timezone.localdate(now):
        raise WrongState(_("Deze dag is nog niet geweest."))
    checked = _checked(proof) if proof else None
    seen = now if by.pk != profile.user_id and permissions.is_office(queries.person(by)) else None
    with transaction.atomic():
        Profile.objects.select_for_update().get(pk=profile.pk)
        if profile.trainings.filter(**values).exists():
            raise WrongState(_("Deze opleiding staat er al."))
        made = Training.objects.create(
            profile=profile,
            **{**values, "work": Work(values["work"]), "kind": TrainingKind(values["kind"])},
            proof=checked.content.read() if checked else None,
            proof_name=checked.name if checked else "",
            proof_type=checked.kind.content_type if checked else "",
            confirmed_at=seen,
        )
        record("add_training", profile, by=by, now=now, work=str(made.work), member=profile.user_id)
    return made


def _checked(proof: Proof) -> Checked:
    found = inspect(proof.stream, proof.name, size=proof.size, largest=LARGEST)
    if found.kind not in PAPERS:
        raise Refused(OTHER_KIND)
    found.content.seek(0)
    if settings.CLAMD:
        try:
            verdict = clamd.scan(settings.CLAMD, found.content)
        except clamd.NotScanned:  # only the person and the office open it; a pdf or a picture made anew
            pass
        else:
            if not verdict.clean:
                raise Refused(HARMFUL)
        found.content.seek(0)
    return found


def confirm_training(profile: Profile, number: int, *, by: User, now: datetime) -> None:
    """The office saw the proof. Raises PermissionDenied, and WrongState where it is gone, was seen, or is one's own."""
    permit(by)
    if by.pk == profile.user_id:
        raise WrongState(_("Dit gaat over jezelf. Laat een collega het bekijken."))
    with transaction.atomic():
        if not profile.trainings.filter(pk=number, confirmed_at__isnull=True).update(confirmed_at=now):
            raise WrongState(_("Deze opleiding staat er niet (meer), of is al bekeken."))
        record("confirm_training", profile, by=by, now=now, member=profile.user_id)


def remove_training(profile: Profile, number: int, *, by: User, now: datetime) -> None:
    """Written down by mistake: the office always, the person until the office saw it. Raises PermissionDenied, WrongState."""
    permit_own(profile, by)
    found = profile.trainings.filter(pk=number)
    if by.pk == profile.user_id:
        found = found.filter(confirmed_at__isnull=True)
    with transaction.atomic():
        gone, _rows = found.delete()
        if not gone:
            raise WrongState(_("Deze opleiding staat er niet (meer), of NOV heeft haar al bekeken."))
        record("remove_training", profile, by=by, now=now, member=profile.user_id)
