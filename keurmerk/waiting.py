"""For whom an application waits and what they are to do: the table, and the sentence that says where it stands. No queries.

Everything that says so (the application's page, lists, start pages, mail) takes its words from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.dateformat import format as in_words
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goedgeregeld.accounts.permissions import Person
from keurmerk import permissions
from keurmerk.states import ENDED, TASKS, Party
from keurmerk.states import ApplicationState as S

if TYPE_CHECKING:
    from keurmerk.models import Application

# Where an act says that somebody else than usual is to act, they have something else to do.
OTHER_TASKS = {
    (S.REQUESTED, Party.OFFICE): gettext_lazy("een adviseur zoeken"),
    (S.INTAKE, Party.ORGANISATION): gettext_lazy("het plan van aanpak bekijken en akkoord gaan"),
    (S.CONDITIONAL, Party.AUDITOR): gettext_lazy("beoordelen of aan de voorwaarden is voldaan"),
    (S.CONDITIONAL, Party.OFFICE): gettext_lazy("vaststellen of aan de voorwaarden is voldaan"),
    (S.OBJECTION, Party.AUDITOR): gettext_lazy("het bezwaar beoordelen"),
}
ENDS = {
    S.GRANTED: gettext_lazy("NOV heeft het keurmerk toegekend op %(when)s."),
    S.REFUSED: gettext_lazy("NOV heeft het keurmerk niet toegekend. Dat is zo sinds %(when)s."),
    S.WITHDRAWN: gettext_lazy("Deze aanvraag is gestopt op %(when)s."),
}
SIDES = {
    Party.ORGANISATION: permissions.reads,
    Party.ADVISER: permissions.is_adviser,
    Party.AUDITOR: permissions.is_auditor,
    Party.OFFICE: permissions.is_office,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands, for one reader: the sentence, whether it waits for them, and whether it is late."""

    sentence: str
    mine: bool = False
    late: bool = False


def task(state: str, party: str) -> str:
    """What this party is to do while an application is in this state, as the rest of "... moet nog"; "" where nothing."""
    return str(OTHER_TASKS.get((S(state), Party(party))) or TASKS.get(S(state), ""))


def sides(application: Application, person: Person) -> frozenset[Party]:
    """Which parties this person belongs to at this application."""
    return frozenset(party for party, belongs in SIDES.items() if belongs(application, person))


def is_late(application: Application, today: date) -> bool:
    """Whether the last day has passed."""
    return application.due_on is not None and application.due_on < today and application.state not in ENDED


def late_since(application: Application) -> date | None:
    """The first day after the last one."""
    return application.due_on + timedelta(days=1) if application.due_on else None


def party_name(application: Application) -> str:
    """Whom it waits for, by name where there is one: "adviseur Ad", "Stichting De Bank", "NOV"."""
    named = {
        Party.ORGANISATION: str(application.organisation),
        Party.ADVISER: _("adviseur %s") % application.adviser if application.adviser_id else _("de adviseur"),
        Party.AUDITOR: _("auditor %s") % application.auditor if application.auditor_id else _("de auditor"),
    }
    return named.get(Party(application.waits_for)) or str(Party(application.waits_for).label)


def standing(application: Application, person: Person, *, today: date) -> Standing:
    """Where it stands and who is to do what by when, in one sentence for this person."""
    if application.state in ENDED:
        when = in_words(localdate(application.state_since), "j F Y")
        return Standing(ENDS[S(application.state)] % {"when": when})
    mine, late = application.waits_for in sides(application, person), is_late(application, today)
    said = f"{_whose_turn(application, mine=mine)}: {task(application.state, application.waits_for)}"
    if late:
        said += ". " + _("Te laat sinds %s") % in_words(late_since(application), "j F Y")
    elif application.due_on:
        said += ", " + _("uiterlijk %s") % in_words(application.due_on, "j F Y")
    return Standing(f"{said}.", mine, late)


def _whose_turn(application: Application, *, mine: bool) -> str:
    if not mine:
        return _("Wacht op %s") % party_name(application)
    if application.waits_for == Party.OFFICE:
        return _("NOV is aan zet")
    return _("Jullie zijn aan zet") if application.waits_for == Party.ORGANISATION else _("Jij bent aan zet")
