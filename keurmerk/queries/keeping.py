"""What is kept of whom, and how long: what goes with an organisation, what a person had a hand in, and whose time is over."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import Membership, Organisation, User
from goedgeregeld.events.models import Event
from keurmerk.models import Application, Appointment, ApproachPlan, Decision, Due, Evidence, Mark, Message
from keurmerk.states import ENDED, LIVE, EvidenceKind, MarkState

STANDS = (MarkState.VALID, MarkState.SUSPENDED)
Applications = QuerySet[Application]


# --- An organisation ------------------------------------------------------------------------------------------------------


def applications_of(organisation: Organisation) -> Applications:
    """The organisation's, and those of organisations that were merged into it."""
    return Application.objects.filter(Q(organisation=organisation) | Q(organisation__merged_into=organisation))


def live_of(organisation: Organisation) -> list[Application]:
    """The application that is under way, if any."""
    return list(applications_of(organisation).filter(state__in=LIVE))


def standing_marks(organisation: Organisation, *, today: date) -> list[Mark]:
    """The marks that stay in the register when the organisation is erased, until their last day."""
    return list(Mark.objects.filter(organisation=organisation, state__in=STANDS, valid_until__gte=today))


def counts_of(organisation: Organisation) -> list[tuple[str, int]]:
    """What goes with the organisation, in words with their number. Five queries."""
    within = {"application__in": applications_of(organisation)}
    return [
        (_("aanvragen voor het keurmerk"), applications_of(organisation).count()),
        (_("plannen van aanpak"), ApproachPlan.objects.filter(**within).count()),
        (_("bestanden met bewijs"), Evidence.objects.filter(**within, kind=EvidenceKind.FILE).count()),
        (_("berichten in gesprekken over een aanvraag"), Message.objects.filter(**within).count()),
        (_("besluiten met hun redenen"), Decision.objects.filter(**within).count()),
    ]


# --- A person -------------------------------------------------------------------------------------------------------------


def handed_over_first(user: User) -> list[Application]:
    """Live applications in which this person advises (or is asked to) or audits: nobody else does their work."""
    mine = Q(adviser=user) | Q(auditor=user)
    return list(
        Application.objects.filter(mine, state__in=LIVE).select_related("organisation").order_by("requested_at")
    )


def touched_by(user: User) -> Applications:
    """Every application in which this person's name may stand: of their organisations, and where they did or were asked
    something.
    """
    acted = {int(pk) for pk in _acted_on(user, "keurmerk.application")}
    asked = Appointment.objects.filter(user=user).values("application")
    own = Membership.objects.filter(user=user).values("organisation")
    found = Q(organisation__in=own) | Q(adviser=user) | Q(auditor=user) | Q(pk__in=asked) | Q(pk__in=acted)
    return Application.objects.filter(found)


def marks_touched_by(user: User) -> QuerySet[Mark]:
    """The same, of marks."""
    acted = {int(pk) for pk in _acted_on(user, "keurmerk.mark")}
    own = Membership.objects.filter(user=user).values("organisation")
    return Mark.objects.filter(Q(organisation__in=own) | Q(application__in=touched_by(user)) | Q(pk__in=acted))


def _acted_on(user: User, kind: str) -> QuerySet[Event]:
    acts = Event.objects.filter(actor=user, object_type=kind).order_by()
    return acts.values_list("object_id", flat=True).distinct()


# --- Whose time is over ---------------------------------------------------------------------------------------------------


def ended_before(moment: datetime, *, day: date) -> Applications:
    """Applications that ended before this moment; one that led to a mark ends with that mark (before this day)."""
    mark_is_over = Q(mark__valid_until__lt=day) | Q(mark__state=MarkState.WITHDRAWN, mark__state_since__lt=moment)
    over = Application.objects.filter(state__in=ENDED, state_since__lt=moment)
    return over.filter(Q(mark__isnull=True) | mark_is_over)


def dues_over(*, before: date) -> QuerySet[Due]:
    """Amounts of nobody any more, that the bookkeeping does not need either."""
    return Due.objects.filter(application__isnull=True, due_since__lt=before)
