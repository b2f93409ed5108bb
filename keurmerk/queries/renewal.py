"""Reads about renewing: which mark may be renewed and from when, what runs already, and which marks end without it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import Organisation
from keurmerk.models import Application, Mark
from keurmerk.queries.marks import ends_soon
from keurmerk.renewing import Renewed
from keurmerk.states import LIVE, ApplicationKind, MarkState
from keurmerk.validity import RENEWS_FROM, Standing, renewable_from, standing


@dataclass(frozen=True, slots=True)
class Renewal:
    """Whether a mark may be renewed on a day: not for these `reasons` (in Dutch); `running` is the application that runs."""

    mark: Mark
    standing: Standing
    running: Application | None
    reasons: tuple[str, ...]

    @property
    def possible(self) -> bool:
        return self.running is None and not self.reasons

    @property
    def first_day(self) -> date:
        """From when it may begin."""
        return renewable_from(self.mark.valid_until)

    @property
    def lapsed_on(self) -> date | None:
        """The first day on which nothing was valid any more; None while it did not lapse."""
        over = self.standing == Standing.EXPIRED
        return self.mark.valid_until + timedelta(days=1) if over else None


def last_mark(organisation: Organisation) -> Mark | None:
    """The mark of this organisation that lasts (or lasted) longest, whatever became of it. Examples only of an example."""
    return _longest(organisation.pk, demo=organisation.demo)


def to_renew(organisation: Organisation) -> Mark | None:
    """The mark that an application of this organisation would renew: the last one, also after its end. None for a first one,
    as also after a withdrawal: what was taken away is not renewed, but asked for anew.
    """
    mark = last_mark(organisation)
    return None if mark is None or mark.state == MarkState.WITHDRAWN else mark


def blockers(mark: Mark | None, *, on: date) -> list[str]:
    """Why this mark (the one `to_renew` gave) cannot be renewed on this day, in Dutch; empty where it can, or there is none."""
    if mark is None:
        return []
    if _standing(mark, on) == Standing.SUSPENDED:
        return [
            _("Jullie keurmerk is geschorst. Neem contact op met NOV. Een herbeoordeling kan weer na de schorsing.")
        ]
    first = renewable_from(mark.valid_until)
    if on >= first:
        return []
    days = {"until": date_format(mark.valid_until, "j F Y"), "first": date_format(first, "j F Y")}
    return [_("Jullie hebben het keurmerk tot en met %(until)s. Een herbeoordeling kan vanaf %(first)s.") % days]


def renewal_of(mark: Mark, *, today: date) -> Renewal:
    """What there is to say of renewing this mark. At most two queries."""
    stands, running, reasons = _standing(mark, today), None, []
    if mark.organisation_id is None or stands == Standing.WITHDRAWN:
        reasons = [_("Dit keurmerk is ingetrokken. Jullie kunnen het keurmerk wel opnieuw aanvragen.")]
    else:
        running = Application.objects.filter(organisation=mark.organisation_id, state__in=LIVE).first()
        reasons = blockers(mark, on=today)
        if _longest(mark.organisation_id, demo=mark.demo) != mark:
            reasons = [_("Jullie hebben daarna al een nieuw keurmerk gekregen.")]
    return Renewal(mark, stands, running, tuple(reasons))


def renewable(mark: Mark, *, today: date) -> bool:
    """Whether the beheerder of its organisation may begin the renewal of this mark now. At most two queries."""
    return renewal_of(mark, today=today).possible


def ends_unrenewed(today: date, months: int = RENEWS_FROM) -> Q:
    """Which marks end within so many months, while no application of their organisation runs and no later mark was granted.

    Also of an organisation that is not here (a mark of before this system); not of one that was erased, for nobody is left to
    renew it. Examples count among examples.
    """
    live = Application.objects.filter(organisation=OuterRef("organisation"), state__in=LIVE)
    longer = Mark.objects.filter(
        organisation=OuterRef("organisation"), demo=OuterRef("demo"), valid_until__gt=OuterRef("valid_until")
    )
    return ends_soon(today, months) & Q(~Exists(live), ~Exists(longer), forgotten_at__isnull=True)


def ending_without_renewal(*, today: date, months: int = RENEWS_FROM) -> QuerySet[Mark]:
    """The marks of which a living organisation can be told that they end: no examples, the first to end first."""
    found = Mark.objects.filter(
        ends_unrenewed(today, months),
        demo=False,
        organisation__isnull=False,
        organisation__demo=False,
        organisation__merged_into__isnull=True,
    )
    return found.select_related("organisation").order_by("valid_until", "pk")


def renewed_by(application: Application, *, today: date) -> Renewed | None:
    """The mark this application renews, as it is on this day; None for a first one. At most one query."""
    mark = application.renews if application.kind == ApplicationKind.RENEWAL else None
    if mark is None:
        return None
    return Renewed(mark.number, mark.valid_until, _standing(mark, today), timezone.localdate(mark.state_since))


class RenewalReading:
    """What the rules on a renewal ask; part of `Reading`."""

    application: Application
    today: date

    @cached_property
    def renewed(self) -> Renewed | None:
        """The mark that is renewed."""
        return renewed_by(self.application, today=self.today)


def _longest(organisation: UUID, *, demo: bool) -> Mark | None:
    found = Mark.objects.filter(organisation=organisation, demo=demo)
    return found.order_by("-valid_until", "-pk").first()


def _standing(mark: Mark, today: date) -> Standing:
    return standing(mark.state, mark.valid_from, mark.valid_until, today)
