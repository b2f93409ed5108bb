"""What happens by itself each day: what waited too long lapses, marks expire, who is waited for is reminded. Safe to repeat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from keurmerk import deadlines, notifications
from keurmerk.actions.audit import lapse_supplement
from keurmerk.actions.declaring import ask_declarations, remind_declarations
from keurmerk.actions.ending_marks import remind_of_ends
from keurmerk.actions.mark_acts import expire_ended
from keurmerk.actions.rating import ask_ratings
from keurmerk.actions.request import lapse_request
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.models import Application, Condition
from keurmerk.notifications import Line
from keurmerk.queries import reminders
from keurmerk.queries.audience import OFFICE, Recipient, recipients, working_members
from keurmerk.states import Party
from keurmerk.waiting import task

OFFICE_LINES = 100  # what one mail to the office holds; more comes in a second one


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many supplements lapsed, advisers did not answer and marks expired, and how many lines went out in reminders."""

    lapsed: int
    unanswered: int
    expired: int
    lines: int
    asked: int = 0  # yearly declarations
    to_rate: int = 0  # people asked how their adviser did


def remind(*, now: datetime) -> Reminded:
    """Let lapse what is over, and remind whom it waits for. Twice on one day sends once; each person is a transaction."""
    lapsed, unanswered, expired = _lapse(now), _lapse_requests(now), expire_ended(now=now)
    today = timezone.localdate(now)
    lines = _remind_organisations(today, now) + _remind_officials(today, now) + _remind_office(today, now)
    asked = ask_declarations(now=now)
    lines += remind_of_ends(now=now) + remind_declarations(now=now)
    return Reminded(lapsed, unanswered, expired, lines, asked, ask_ratings(now=now))


def _lapse(now: datetime) -> int:
    number = 0
    for request in list(reminders.lapsed_supplements(today=timezone.localdate(now))):
        try:
            lapse_supplement(request.audit.application, now=now)
        except (WrongState, Blocked):
            continue  # supplied, or given more time, at this very moment
        number += 1
    return number


def _lapse_requests(now: datetime) -> int:
    number = 0
    for application in list(reminders.lapsed_requests(today=timezone.localdate(now))):
        try:
            lapse_request(application, now=now)
        except (WrongState, Blocked):
            continue  # answered, or given more time, at this very moment
        number += 1
    return number


def _remind_organisations(today: date, now: datetime) -> int:
    number = 0
    for organisation, applications in reminders.by_owner(Party.ORGANISATION, today=today):
        number += _send_all(working_members([organisation]).get(organisation, []), _lines(applications, today), now)
    for organisation, conditions in reminders.conditions_nearly_due(today=today):
        lines = [line for one in conditions if (line := _condition_line(one, today))]
        number += _send_all(working_members([organisation]).get(organisation, []), lines, now)
    return number


def _remind_officials(today: date, now: datetime) -> int:
    number = 0
    for party in (Party.ADVISER, Party.AUDITOR):
        for _user, applications in reminders.by_owner(party, today=today):
            people = recipients(applications[0], [party])[party]
            number += _send_all(people, _lines(applications, today), now)
    return number


def _remind_office(today: date, now: datetime) -> int:
    found = reminders.nearly_due(Party.OFFICE, today=today)
    number, batch = 0, []
    for application in found.iterator(chunk_size=reminders.CHUNK):
        batch += _lines([application], today)
        if len(batch) == OFFICE_LINES:
            number, batch = number + notifications.send_digest(OFFICE, batch, now=now), []
    return number + notifications.send_digest(OFFICE, batch, now=now)


def _send_all(people: Iterable[Recipient], lines: list[Line], now: datetime) -> int:
    return sum(notifications.send_digest(one, lines, now=now) for one in people) if lines else 0


def _lines(applications: Iterable[Application], today: date) -> list[Line]:
    return [line for one in applications if (line := _line(one, today))]


def _line(application: Application, today: date) -> Line | None:
    due = application.due_on
    stage = deadlines.stage(due, today) if due else None
    if due is None or stage is None:
        return None
    return Line(
        key=f"due-{application.pk}-{application.moves}-{due}-{stage}",
        application=application.pk,
        code=application.code,
        organisation=application.organisation.name,
        task=task(application.state, application.waits_for),
        until=date_format(due, "j F Y"),
        late=today > due,
    )


def _condition_line(condition: Condition, today: date) -> Line | None:
    stage = deadlines.stage(condition.until, today)
    if stage is None:
        return None
    application = condition.decision.application
    return Line(
        key=f"condition-{condition.pk}-{condition.until}-{stage}",
        application=application.pk,
        code=application.code,
        organisation=application.organisation.name,
        task=_("melden dat aan een voorwaarde is voldaan"),
        until=date_format(condition.until, "j F Y"),
        late=today > condition.until,
    )
