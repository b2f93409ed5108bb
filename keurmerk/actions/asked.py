"""What every act does that asks or appoints somebody: whoever stood there gives way, and the choice is kept with its place.

The machine of an appointment stands in `workflow`. All of it happens inside an act (`ritual.acting`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from auditors.states import Work
from goedgeregeld.accounts.models import User
from keurmerk.actions.ritual import Act, Blocked
from keurmerk.models import Appointment
from keurmerk.queries.candidates import Candidate
from keurmerk.states import AppointmentState

STANDING = (AppointmentState.ASKED, AppointmentState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Choice:
    """Who was chosen out of which ranking, and, where that is not who stood first, why."""

    chosen: Candidate
    ranking: Sequence[Candidate] = ()
    why: str = ""

    @property
    def user(self) -> User:
        return self.chosen.profile.user

    @property
    def first(self) -> User | None:
        """Who stood above them all, where that is somebody else."""
        head = next((one for one in self.ranking if one.may), None)
        return head.profile.user if head and head.user != self.chosen.user else None


def standing(act: Act, work: str) -> Appointment | None:
    """Who is asked, or works, now."""
    return act.application.appointments.filter(work=work, state__in=STANDING).first()


def ended(act: Act, work: str, verb: str, *, now: datetime, reason: str = "") -> Appointment | None:
    """Whoever stands there accepts, declines, lapses or is replaced (`verb`: a transition of the appointment)."""
    found = standing(act, work)
    if found is not None:
        getattr(found, verb)()
        found.answered_at = now
        found.reason = reason
        found.save()
    return found


def chosen(act: Act, work: Work, choice: Choice, *, by: User | None, now: datetime, accepted: bool) -> Appointment:
    """Whom the choice fell on is asked, or (`accepted`, after a talk) appointed at once.

    Raises Blocked where somebody chose another than who stood first, and did not say why.
    """
    if by is not None and choice.first is not None and not choice.why.strip():
        raise Blocked(_("Schrijf waarom je niet %(first)s kiest.") % {"first": choice.first})
    return Appointment.objects.create(
        application=act.application,
        work=work,
        user=choice.user,
        state=AppointmentState.ACCEPTED if accepted else AppointmentState.ASKED,
        asked_by=by,
        asked_at=now,
        answered_at=now if accepted else None,
        place=choice.chosen.ranked.place,
        first=choice.first,
        why=choice.why if choice.first else "",
    )
