"""One mark as the office sees it: what it is worth today, what happened to it, and which acts there are."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goedgeregeld.accounts.permissions import Person
from keurmerk import permissions
from keurmerk.conditions.mark_acts import blockers
from keurmerk.models import Application, Mark, MarkChange, Signal
from keurmerk.queries.register import standing_of
from keurmerk.states import LIVE, MarkVerb
from keurmerk.validity import ENDED, Standing
from keurmerk.workflow import MarkWorkflow, sources

WITH = ("municipality__merged_into__merged_into", "organisation", "application")


@dataclass(frozen=True, slots=True)
class MarkOffer:
    """An act on a mark that somebody may do as it stands today; with `reasons` it is shown, but held back."""

    verb: MarkVerb
    reasons: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its address."""
        return f"keurmerk:{self.verb.value}_mark"

    @property
    def label(self) -> str:
        return str(self.verb.label)


def find_mark(number: str) -> Mark | None:
    """The mark with this number, also an example, with what its page shows of it."""
    return Mark.objects.filter(number=number).select_related(*WITH).first()


def fits(verb: str, mark: Mark, today: date) -> bool:
    """Whether this act belongs to where the mark stands today. What is over by its date is over, noted or not."""
    if mark.state not in sources(verb, MarkWorkflow):
        return False
    return (today > mark.valid_until) == (verb == MarkVerb.EXPIRE)


def why_not(verb: str, mark: Mark, today: date) -> str:
    """What stands in the way of an act that does not fit (any more), in Dutch."""
    standing = standing_of(mark, today)
    if verb == MarkVerb.EXPIRE and standing not in ENDED:
        return _("Dit keurmerk is nog niet verlopen.")
    if standing == Standing.EXPIRED:
        return _("Dit keurmerk is verlopen: de laatste dag was %s.") % date_format(mark.valid_until, "j F Y")
    if standing == Standing.WITHDRAWN:
        return _("Dit keurmerk is al ingetrokken. Dat is niet terug te draaien.")
    if standing == Standing.SUSPENDED:
        return _("Dit keurmerk is al geschorst.")
    return _("Dit keurmerk is niet geschorst.")


def mark_offers(mark: Mark, person: Person, *, today: date) -> list[MarkOffer]:
    """The acts of this person on this mark, in the order of the machine."""
    mine = [one for one in MarkVerb if fits(one, mark, today) and permissions.may_carry(one, mark, person)]
    return [MarkOffer(one, tuple(blockers(mark, person))) for one in mine]


def changes_of(mark: Mark) -> list[MarkChange]:
    """What happened to it, with the reasons, oldest first. For the organisation and the office."""
    return list(MarkChange.objects.filter(mark=mark).select_related("by"))


def last_change(mark: Mark) -> int:
    """The key of the last change, by which a page that was opened earlier can tell that something happened; 0 for none."""
    return MarkChange.objects.filter(mark=mark).order_by("-pk").values_list("pk", flat=True).first() or 0


def has_acted_since(mark: Mark, moment: datetime) -> bool:
    """Whether its state was changed after this moment."""
    return MarkChange.objects.filter(mark=mark, at__gte=moment).exists()


def renewals_of(mark: Mark) -> list[Application]:
    """The applications that renew this mark, the newest first."""
    return list(Application.objects.filter(renews=mark).select_related("organisation").order_by("-requested_at"))


def live_renewal(mark: Mark) -> Application | None:
    """The renewal of this mark that is under way, if any."""
    return Application.objects.filter(renews=mark, state__in=LIVE).first()


def signals_of(mark: Mark) -> list[Signal]:
    """What people from outside said about it, newest first. For the office only."""
    return list(Signal.objects.filter(mark=mark).select_related("handled_by"))


def has_other_mark(mark: Mark, *, today: date) -> bool:
    """Whether the organisation has another mark that is valid, or will be."""
    if not mark.organisation_id:
        return False
    others = Mark.objects.filter(organisation=mark.organisation_id).exclude(pk=mark.pk)
    return any(standing_of(one, today) not in ENDED for one in others)


def to_expire(*, today: date) -> list[Mark]:
    """The marks whose last day has passed, and of which that was not noted yet."""
    over = Mark.objects.filter(state__in=sources(MarkVerb.EXPIRE, MarkWorkflow), valid_until__lt=today)
    return list(over.select_related("organisation").order_by("valid_until", "pk"))
