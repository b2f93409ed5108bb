"""Which auditors may judge an application, and why others may not; for the first time and after an objection."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count

from auditors.conflicts import auditor_conflicts
from auditors.models import Profile
from auditors.queries import authorised, conflict_facts
from auditors.states import Work
from keurmerk.models import Application, Submission
from keurmerk.queries.hands import Hands
from keurmerk.queries.independence import handled
from keurmerk.states import ApplicationState

BUSY = (ApplicationState.AUDIT, ApplicationState.SUPPLEMENT, ApplicationState.OBJECTION)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An authorised auditor: how much lies with them now, and (with `reasons`) why they may not judge this application."""

    profile: Profile
    load: int
    reasons: tuple[str, ...] = ()

    @property
    def user(self) -> int:
        return self.profile.user_id

    @property
    def may(self) -> bool:
        return not self.reasons


def candidates(application: Application, hands: Hands, *, me: int | None, today: date) -> list[Candidate]:
    """Every authorised auditor: first who may, those with the least work first, then by name. Nine queries."""
    profiles = list(authorised(Work.AUDITOR, on=today))
    facts = conflict_facts(profiles, application.organisation, handled(application))
    loads = load_of([one.user_id for one in profiles])
    found = []
    for profile in profiles:
        known = facts[profile.user_id]
        reasons = auditor_conflicts(known, today) + _own(profile.user_id, hands, me, member=known.is_member_here)
        found.append(Candidate(profile, loads.get(profile.user_id, 0), tuple(reasons)))
    return sorted(found, key=lambda one: (not one.may, one.load, one.profile.user.name.casefold(), one.user))


def _own(user: int, hands: Hands, me: int | None, *, member: bool) -> list[str]:
    """What in this application itself stands in the way."""
    reasons = []
    if user in hands.auditors:
        reasons.append("Is of was in dit traject al auditor.")
    if user in hands.approvers | hands.deciders | hands.handlers:
        reasons.append("Keurde in dit traject iets goed of besliste mee voor NOV.")
    if user in hands.organisation and not member:
        reasons.append("Deed in dit traject iets namens de organisatie.")
    if user == me:
        reasons.append("Dat ben je zelf. Laat een collega jou aanwijzen.")
    return reasons


def load_of(users: Iterable[int]) -> dict[int, int]:
    """By auditor: how many applications lie with them now. One query."""
    rows = Application.objects.filter(auditor__in=list(users), state__in=BUSY).order_by()
    return dict(rows.values_list("auditor").annotate(number=Count("pk")))


class CandidatesReading:
    """What the rules on appointing an auditor ask; part of `Reading`."""

    application: Application
    hands: Hands
    me: int | None
    today: date

    @cached_property
    def newest_submission(self) -> Submission | None:
        """The dossier that is to be judged."""
        return Submission.objects.filter(application=self.application).defer("contents").order_by("-number").first()

    @cached_property
    def candidates(self) -> list[Candidate]:
        return candidates(self.application, self.hands, me=self.me, today=self.today)
