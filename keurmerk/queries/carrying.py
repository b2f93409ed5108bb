"""Carrying a mark: what it gives its organisation on a day, what there is to do for it, and the sentence that says so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keurmerk.models import Application, Declaration, Mark
from keurmerk.queries.register import standing_of
from keurmerk.states import LIVE, ApplicationKind, MarkState
from keurmerk.validity import ENDED, Standing, renewable_from

SHOWN = (Standing.VALID, Standing.COMING)  # what may be shown to the world, with certificate and logo
WORDS = {  # how a mark stands that is not valid today, for its organisation
    Standing.SUSPENDED: gettext_lazy("Geschorst sinds %(since)s. Lees waarom, en wat jullie kunnen doen."),
    Standing.WITHDRAWN: gettext_lazy("Ingetrokken op %(since)s. Jullie mogen het niet meer gebruiken."),
    Standing.EXPIRED: gettext_lazy("Verlopen. De laatste dag was %(until)s."),
    Standing.COMING: gettext_lazy("Toegekend. Het gaat in op %(first)s."),
}


def may_show(mark: Mark, today: date) -> bool:
    """Whether the organisation may show it: certificate and logo are given out."""
    return standing_of(mark, today) in SHOWN


def why_not_shown(mark: Mark, today: date) -> str:
    """Why no certificate and no logo are given out now, in Dutch; "" where they are."""
    words = {
        Standing.SUSPENDED: _(
            "Het keurmerk is geschorst. Zolang dat duurt, is er geen certificaat en mag het logo niet worden gebruikt."
        ),
        Standing.WITHDRAWN: _("Het keurmerk is ingetrokken. Er is geen certificaat en geen logo meer."),
        Standing.EXPIRED: _("Het keurmerk liep tot en met %(until)s. Er is geen certificaat en geen logo meer."),
    }
    said = words.get(standing_of(mark, today), "")
    return said % {"until": date_format(mark.valid_until, "j F Y")} if said else ""


@dataclass(frozen=True, slots=True)
class Held:
    """A mark as its organisation has it on a day. `running`: their live application; `asked`: the declaration that waits;
    `followed`: they have a later mark already.
    """

    mark: Mark
    today: date
    running: Application | None = None
    asked: Declaration | None = None
    followed: bool = False

    @property
    def standing(self) -> Standing:
        return standing_of(self.mark, self.today)

    @property
    def is_shown(self) -> bool:
        return self.standing in SHOWN

    @property
    def has_ended(self) -> bool:
        return self.standing in ENDED

    @property
    def renewable_from(self) -> date:
        return renewable_from(self.mark.valid_until)

    @property
    def ends_soon(self) -> bool:
        """Whether it is in the last months, in which its renewal may be asked for."""
        return self.standing == Standing.VALID and self.today >= self.renewable_from

    @property
    def may_renew(self) -> bool:
        """Whether the way on is open: the renewal, or after the end anew; and nothing runs yet."""
        return self.running is None and not self.followed and (self.ends_soon or self.has_ended)

    @property
    def renewal(self) -> Application | None:
        """The renewal that runs."""
        return self.running if self.running and self.running.kind == ApplicationKind.RENEWAL else None

    @property
    def days_left(self) -> int:
        return (self.mark.valid_until - self.today).days

    @property
    def sentence(self) -> str:
        """How it stands, and what is to be done, for its organisation."""
        days = {
            "first": date_format(self.mark.valid_from, "j F Y"),
            "until": date_format(self.mark.valid_until, "j F Y"),
            "since": date_format(localdate(self.mark.state_since), "j F Y"),
        }
        return str(self._words() % days)

    def _words(self) -> str:
        if self.standing != Standing.VALID:
            return str(WORDS[self.standing])
        if self.renewal:
            return _("Geldig tot en met %(until)s. De herbeoordeling loopt.")
        if self.ends_soon and not self.followed:
            return _("Geldig tot en met %(until)s. Vraag op tijd de herbeoordeling aan.")
        return _("Geldig tot en met %(until)s.")


def marks_held(organisations: Collection[UUID]) -> list[Mark]:
    """The marks of these organisations, the one that lasts longest first. One query."""
    found = Mark.objects.filter(organisation__in=list(organisations)).select_related("organisation")
    return list(found.order_by("organisation", "-valid_until", "-pk"))


def present(marks: Collection[Mark], running: Mapping[UUID, Application], today: date) -> list[Held]:
    """Of each organisation what counts now: what is in force or begins later, else the last one. One query."""
    kept: list[tuple[Mark, bool]] = []
    for mark in marks:
        followed = any(one.organisation_id == mark.organisation_id for one, _followed in kept)
        if not followed or standing_of(mark, today) not in ENDED:
            kept.append((mark, followed))
    asked = asked_of([mark for mark, _followed in kept], today)
    return [Held(one, today, running.get(one.organisation_id), asked.get(one.pk), after) for one, after in kept]


def asked_of(marks: Collection[Mark], today: date) -> dict[int, Declaration]:
    """By mark: the declaration that waits for an answer, of marks that have not ended. One query, none without marks."""
    alive = [one.pk for one in marks if standing_of(one, today) not in ENDED]
    rows = Declaration.objects.filter(mark__in=alive, answered_at__isnull=True) if alive else ()
    return {one.mark_id: one for one in rows}  # the last one asked, where an earlier one stayed open


def as_held(mark: Mark, today: date) -> Held:
    """This mark as its organisation has it. Three queries."""
    running, followed = None, False
    if mark.organisation_id:
        running = Application.objects.filter(organisation=mark.organisation_id, state__in=LIVE).first()
        followed = _later_than(mark).exists()
    return Held(mark, today, running, asked_of([mark], today).get(mark.pk), followed)


def _later_than(mark: Mark) -> QuerySet[Mark]:
    """The marks of the same organisation that last longer, and were not withdrawn."""
    later = Mark.objects.filter(organisation=mark.organisation_id, valid_until__gt=mark.valid_until)
    return later.exclude(state=MarkState.WITHDRAWN)
