"""The timeline of one application as one person may see it: all Events on it and on its mark, with what was written."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from goedgeregeld.accounts.permissions import Person
from goedgeregeld.events.models import Event
from keurmerk import waiting
from keurmerk.models import Application, Mark
from keurmerk.states import Verb
from reports.history.queries import Line, lines_of
from reports.mark.timeline import sight
from reports.mark.timeline.contents import Content, contents

DECISIONS = frozenset({Verb.GRANT.value, Verb.GRANT_CONDITIONALLY.value, Verb.REFUSE.value})


@dataclass(frozen=True, slots=True)
class Entry:
    """One act (or several savings in a row), told, with what was written."""

    line: Line
    at: datetime  # here
    contents: list[Content]

    @property
    def clock(self) -> str:
        return f"{self.at:%H:%M}"

    @property
    def stamp(self) -> str:
        """For machines."""
        return self.at.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    entries: list[Entry]


def timeline(application: Application, person: Person) -> list[Day]:
    """The whole of it, a group a day, oldest first. The number of queries does not depend on how much there is."""
    parties: sight.Parties = frozenset(str(side) for side in waiting.sides(application, person))
    events = _events(application)
    decided = any(
        one.verb in DECISIONS for one in events
    )  # findings stay in the open, also when an objection is justified
    seen = [one for one in events if sight.sees(one.verb, parties, decided=decided, own=_own(one, person))]
    written = contents(application, person, {one.verb for one in seen})
    entries, here = [], timezone.get_current_timezone()
    for line in lines_of(seen):
        event = line.event
        readable = sight.reads(event.verb, parties, own=_own(event, person))
        found = written.get((event.verb, event.at), []) if readable else []
        entries.append(Entry(line, line.at.astimezone(here), found))
    return [Day(day, [*rest]) for day, rest in groupby(entries, lambda one: one.at.date())]


def _events(application: Application) -> list[Event]:
    """On the application and on the mark it led to; three queries: who did it are few people, read once each."""
    about = Q(object_type="keurmerk.application", object_id=str(application.pk))
    marks = [str(pk) for pk in Mark.objects.filter(application=application).values_list("pk", flat=True)]
    if marks:
        about |= Q(object_type="keurmerk.mark", object_id__in=marks)
    return list(Event.objects.filter(about).prefetch_related("actor").order_by("at", "pk"))


def _own(event: Event, person: Person) -> bool:
    return person.user_id is not None and event.actor_id == person.user_id
