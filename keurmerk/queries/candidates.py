"""Which auditors may judge an application, best first, and why others may not; for the first time and after an objection."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Max, Q

from auditors.conflicts import Facts, auditor_conflicts, auditor_doubts
from auditors.matching import Need, Part, Ranked, rank
from auditors.models import Profile
from auditors.queries import Busy, candidates_of, conflict_facts, considered
from auditors.states import Work
from goedgeregeld.accounts.models import Organisation
from keurmerk.models import Application, Appointment, Submission
from keurmerk.queries.hands import Hands
from keurmerk.queries.independence import handled
from keurmerk.states import ApplicationState

BUSY = (ApplicationState.AUDIT, ApplicationState.SUPPLEMENT, ApplicationState.OBJECTION)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody as the ranking has them: their profile, their place with the reasons, and (with `reasons`) why they may not."""

    profile: Profile
    ranked: Ranked

    @property
    def user(self) -> int:
        return self.profile.user_id

    @property
    def may(self) -> bool:
        return self.ranked.may

    @property
    def reasons(self) -> tuple[str, ...]:
        return self.ranked.reasons

    @property
    def load(self) -> int:
        return self.ranked.candidate.load

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.ranked.parts


def in_order(profiles: Iterable[Profile], ranking: Iterable[Ranked]) -> list[Candidate]:
    """The ranking with the people it is of."""
    by_user = {one.user_id: one for one in profiles}
    return [Candidate(by_user[one.key], one) for one in ranking]


def need_of(organisation: Organisation, work: str) -> Need:
    """What the ranking is to look at of this organisation."""
    place = organisation.municipality
    return Need(
        work=str(work),
        municipality=place.name if place else "",
        province=place.province if place else "",
        sector=organisation.sector,
    )


def candidates(application: Application, hands: Hands, *, me: int | None, today: date) -> list[Candidate]:
    """Every authorised auditor, best first. Eight queries."""
    profiles = considered(Work.AUDITOR, on=today)
    facts = conflict_facts(profiles, application.organisation, handled(application))
    known = with_conflicts(profiles, busy_auditors(today=today), facts, hands, me=me, today=today)
    ranking = rank(candidates_of(profiles, known), need_of(application.organisation, Work.AUDITOR), today)
    return in_order(profiles, ranking)


def with_conflicts(
    profiles: Collection[Profile],
    busy: dict[int, Busy],
    facts: dict[int, Facts],
    hands: Hands,
    *,
    me: int | None,
    today: date,
) -> dict[int, Busy]:
    """By user: what they have at hand, and what excludes them from judging this application. No queries."""
    known = {}
    for profile in profiles:
        user, fact = profile.user_id, facts[profile.user_id]
        reasons = auditor_conflicts(fact, today) + _own(user, hands, me, member=fact.is_member_here)
        had = busy.get(user) or Busy()
        known[user] = Busy(
            load=had.load,
            recent=had.recent,
            last_on=had.last_on,
            conflicts=tuple(reasons),
            doubts=tuple(auditor_doubts(fact, today)),
        )
    return known


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


def busy_auditors(*, today: date) -> dict[int, Busy]:
    """By auditor: what lies with them now, and what they took on in the last twelve months. Two queries."""
    loads = dict(
        Application.objects.filter(state__in=BUSY, auditor__isnull=False)
        .order_by()
        .values_list("auditor")
        .annotate(number=Count("pk"))
    )
    taken = taken_on(Work.AUDITOR, today=today)
    return {
        user: Busy(load=loads.get(user, 0), recent=taken.get(user, (0, None))[0], last_on=taken.get(user, (0, None))[1])
        for user in loads.keys() | taken.keys()
    }


def taken_on(work: str, *, today: date) -> dict[int, tuple[int, date]]:
    """By user: how much of this work they were given in the last twelve months, and when the last of all. One query."""
    given = Appointment.objects.filter(work=work).order_by().values_list("user")
    recent = Count("pk", filter=Q(asked_at__date__gt=today - YEAR))
    return {user: (number, last.date()) for user, number, last in given.annotate(number=recent, last=Max("asked_at"))}


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
