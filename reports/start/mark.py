"""Applications for the mark as the start pages show them: what waits for me, what for others, and what waits for NOV."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goedgeregeld.accounts import permissions as accounts
from goedgeregeld.accounts.permissions import Person
from keurmerk import waiting
from keurmerk.models import Application, Mark
from keurmerk.queries import carrying, lists
from keurmerk.queries.carrying import Held
from keurmerk.register.entries import SHAPES
from keurmerk.register.entries import WORDS as STANDINGS
from keurmerk.states import Party
from keurmerk.validity import Standing
from reports.history.queries import MARK, Subject

OF_MARKS = (  # what happens to a mark, as far as its organisation sees it
    "award", "suspend", "reinstate", "revoke", "expire", "arrange_hand_over", "ask_declaration", "declare", "see_declaration",
)  # fmt: skip
NEARLY_OVER = 92  # days before the end
LIVE_SHOWN, ENDED_SHOWN = 50, 20


@dataclass(frozen=True, slots=True)
class Row:
    """An application with where it stands for this reader; `for_me`: it waits for them, and they may act."""

    one: Application
    standing: waiting.Standing
    for_me: bool


def rows_of(applications: Iterable[Application], person: Person, *, today: date) -> list[Row]:
    """In the order given. Who only reads along for the organisation is not asked to act."""
    rows = []
    for one in applications:
        standing = waiting.standing(one, person, today=today)
        reading = one.waits_for == Party.ORGANISATION and not accounts.may_fill(one.organisation_id, person)
        rows.append(Row(one, standing, standing.mine and not reading))
    return rows


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark of my organisation; `manages`: I do its binding acts."""

    held: Held
    manages: bool

    @property
    def for_me(self) -> bool:
        """Whether there is something to do for it, by me."""
        suspended = self.held.standing == Standing.SUSPENDED
        return self.manages and bool(suspended or self.held.asked or (self.held.ends_soon and self.held.may_renew))

    @property
    def kind(self) -> str:
        return "todo" if self._running_out else SHAPES[self.held.standing]

    @property
    def word(self) -> str:
        if not self._running_out:
            return str(STANDINGS[self.held.standing])
        return _("loopt bijna af") if self.held.days_left <= NEARLY_OVER else _("herbeoordeling kan nu")

    @property
    def _running_out(self) -> bool:
        return self.held.ends_soon and not self.held.renewal and not self.held.followed


def marks_of(
    organisations: Collection[UUID], live: Iterable[Application], person: Person, today: date
) -> list[MarkRow]:
    """The marks of these organisations that count now. At most two queries."""
    running = {one.organisation_id: one for one in live}
    held = carrying.present(carrying.marks_held(organisations), running, today)
    return [MarkRow(one, accounts.may_manage(one.mark.organisation_id, person)) for one in held]


def events_of_marks(marks: list[Mark]) -> Q:
    """What happened to these marks that their organisation sees. A signal from outside is the office's alone."""
    return Q(object_type=MARK, object_id__in=[str(one.pk) for one in marks], verb__in=OF_MARKS)


def named_marks(marks: list[Mark]) -> dict[tuple[str, str], Subject]:
    """These marks by name, with the way to their page."""
    return {
        (MARK, str(one.pk)): Subject(
            f"keurmerk van {one.organisation}", reverse("keurmerk:our_mark", args=[one.number])
        )
        for one in marks
    }


@dataclass(frozen=True, slots=True)
class OfficialStart:
    """The page of an adviser or auditor: live applications (a page of them, mine first), and those that ended."""

    live: "Page[Row]"
    waiting_for_me: int
    waiting_for_others: int
    ended: "Page[Application]"
    ended_this_year: int
    applications: list[Application]  # all live ones, and the newest that ended

    @property
    def for_me(self) -> list[Row]:
        return [row for row in self.live if row.for_me]

    @property
    def for_others(self) -> list[Row]:
        return [row for row in self.live if not row.for_me]


def official_start(work: str, person: Person, *, today: date, live_page: str, ended_page: str) -> OfficialStart:
    """Four queries: live ones, ended ones with their number, and the number of this year."""
    me = person.user_id or 0
    live = lists.live_of(me, work)
    rows = sorted(rows_of(live, person, today=today), key=lambda row: not row.for_me)
    mine = sum(row.for_me for row in rows)
    ended = Paginator(lists.ended_of(me, work), ENDED_SHOWN).get_page(ended_page)
    return OfficialStart(
        live=Paginator(rows, LIVE_SHOWN).get_page(live_page),
        waiting_for_me=mine,
        waiting_for_others=len(rows) - mine,
        ended=ended,
        ended_this_year=lists.ended_in_year(me, work, today.year),
        applications=[*live, *ended],
    )


@dataclass(frozen=True, slots=True)
class OfficeTask:
    """Something that waits for NOV: how often, in words, and where the list of them is."""

    words: str
    href: str
    status: str = "todo"
    status_text: str = ""


WORDS: Mapping[str, object] = {
    "find_adviser": ngettext_lazy("%(n)d aanvraag zoekt een adviseur", "%(n)d aanvragen zoeken een adviseur", "n"),
    "plans": ngettext_lazy(
        "%(n)d plan van aanpak wacht op goedkeuring", "%(n)d plannen van aanpak wachten op goedkeuring", "n"
    ),
    "auditors": ngettext_lazy(
        "%(n)d aanvraag heeft een auditor nodig", "%(n)d aanvragen hebben een auditor nodig", "n"
    ),
    "decisions": ngettext_lazy("%(n)d aanvraag wacht op een besluit", "%(n)d aanvragen wachten op een besluit", "n"),
    "conditions": ngettext_lazy(
        "Bij %(n)d aanvraag kunnen de voorwaarden worden afgehandeld",
        "Bij %(n)d aanvragen kunnen de voorwaarden worden afgehandeld",
        "n",
    ),
    "objections": ngettext_lazy("%(n)d bezwaar wacht op NOV", "%(n)d bezwaren wachten op NOV", "n"),
}
LATE = ngettext_lazy("%(n)d aanvraag is te laat", "%(n)d aanvragen zijn te laat", "n")
LIVE = ngettext_lazy("%(n)d aanvraag is nog bezig", "%(n)d aanvragen zijn nog bezig", "n")


@dataclass(frozen=True, slots=True)
class OfficeStart:
    """What waits for NOV, and what is late wherever it is."""

    tasks: list[OfficeTask]
    elsewhere: list[OfficeTask]


def office_start(*, today: date) -> OfficeStart:
    """One query, however many applications there are."""
    counts = lists.office_counts(today=today)
    tasks = [_task(WORDS[name], counts[name], chosen) for name, chosen in lists.OFFICE_TASKS.items() if counts[name]]
    elsewhere = []
    if counts["late"]:
        elsewhere.append(_task(LATE, counts["late"], {"late": "yes"}, "late", _("Te laat")))
    if counts["live"]:
        elsewhere.append(_task(LIVE, counts["live"], {"state": lists.LIVE_ONES}, "busy", _("Bezig")))
    return OfficeStart(tasks, elsewhere)


def _task(
    words: object, number: int, chosen: Mapping[str, object], status: str = "todo", said: object = _("Nog doen")
) -> OfficeTask:
    href = f"{reverse('reports:office_applications')}?{urlencode({key: str(value) for key, value in chosen.items()})}"
    return OfficeTask(words % {"n": number}, href, status, str(said))  # type: ignore[operator]
