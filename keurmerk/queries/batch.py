"""All applications that wait for an adviser or an auditor at once: who would get which, so that the load stays even.

Each is ranked as on its own page (`candidates`, `advisers`); `auditors.division` divides. Nothing is written here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from auditors.division import Job, Worker, divide
from auditors.matching import rank
from auditors.models import Profile
from auditors.queries import Handled, candidates_of, considered, facts_towards, regions
from auditors.states import Work
from keurmerk.models import Application
from keurmerk.queries import advisers, candidates
from keurmerk.queries.candidates import Candidate, in_order, need_of
from keurmerk.queries.hands import Hands, hands_of_all
from keurmerk.queries.independence import handled_by
from keurmerk.states import ApplicationState, Party

MOST = 200  # applications in one batch: those that wait longest
Ranking = Callable[[Application], list[Candidate]]


@dataclass(frozen=True, slots=True)
class Line:
    """One application with who would get it; None where nobody may or has room, and then `why`."""

    application: Application
    chosen: Candidate | None
    first: Candidate | None
    why: str = ""

    @property
    def is_first(self) -> bool:
        return self.chosen is not None and self.chosen is self.first


@dataclass(frozen=True, slots=True)
class Share:
    """What one person would have: now, new, and together."""

    profile: Profile
    now: int
    new: int

    @property
    def together(self) -> int:
        return self.now + self.new


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole batch: a line for each application, a share for whoever gets something, and how many wait beyond this batch."""

    lines: list[Line]
    shares: list[Share]
    beyond: int

    @property
    def placed(self) -> list[Line]:
        return [line for line in self.lines if line.chosen]

    @property
    def largest(self) -> int:
        return max((share.together for share in self.shares), default=0)


def waiting(work: str) -> list[Application]:
    """What waits for somebody who does this work, longest first. One query."""
    which = (
        {"state": ApplicationState.AUDIT_ASSIGNMENT}
        if work == Work.AUDITOR
        else {"state": ApplicationState.REQUESTED, "waits_for": Party.OFFICE}
    )
    found = Application.objects.filter(**which).select_related("organisation__municipality", "adviser")
    return list(found.order_by("state_since", "pk"))


def proposal(work: str, *, me: int | None, today: date) -> Proposal:
    """How the applications that wait would be divided. Ten queries, however many there are."""
    everything = waiting(work)
    applications = everything[:MOST]
    profiles = considered(work, on=today)
    ranked = for_auditors if work == Work.AUDITOR else for_advisers
    rankings = ranked(applications, profiles, me, today) if applications else {}
    return _divided(applications, rankings, profiles, beyond=len(everything) - len(applications))


def for_auditors(
    applications: list[Application], profiles: list[Profile], me: int | None, today: date
) -> dict[int, list[Candidate]]:
    """By application: every auditor, as `candidates` has them. The number of queries does not depend on how much there is."""
    facts = facts_towards(profiles, handled_by(applications))
    hands, busy = hands_of_all(applications), candidates.busy_auditors(today=today)
    found = {}
    for one in applications:
        known = candidates.with_conflicts(profiles, busy, facts[one.organisation_id], hands[one.pk], me=me, today=today)
        ranking = rank(candidates_of(profiles, known), need_of(one.organisation, Work.AUDITOR), today)
        found[one.pk] = in_order(profiles, ranking)
    return found


def for_advisers(
    applications: list[Application],
    profiles: list[Profile],
    _me: int | None,
    today: date,
    hands: Mapping[int, Hands] = MappingProxyType({}),
) -> dict[int, list[Candidate]]:
    """The same of advisers, as `advisers` has them. `hands`: by application, where who approved or audited may not advise."""
    before = {of: Handled(advised_until=by.advised_until) for of, by in handled_by(applications).items()}
    facts, said = facts_towards(profiles, before), advisers.said_no(applications)
    busy = advisers.busy_advisers(on=today)
    where = regions(profiles, [one.organisation.municipality for one in applications])
    found = {}
    for one in applications:
        by = hands.get(one.pk, Hands())
        before_this = advisers.Before(said[one.pk], by.approvers, by.auditors, one.pk)
        known = advisers.with_conflicts(facts[one.organisation_id], busy, before_this, on=today)
        here = where[one.organisation.municipality_id or ""]
        ranking = rank(candidates_of(profiles, known, where=here), need_of(one.organisation, Work.ADVISER), today)
        found[one.pk] = in_order(profiles, ranking)
    return found


def _divided(
    applications: list[Application], rankings: dict[int, list[Candidate]], profiles: list[Profile], *, beyond: int
) -> Proposal:
    fits = {one.pk: [each for each in rankings[one.pk] if _fit(each)] for one in applications}
    loads = {each.user: each.load for ranking in rankings.values() for each in ranking}
    workers = [Worker(one.user_id, loads[one.user_id], one.capacity) for one in profiles if one.user_id in loads]
    jobs = [Job(of, {each.user: _points(each) for each in found}) for of, found in fits.items()]
    division = divide(jobs, workers)
    lines = [_line(one, rankings[one.pk], division.given.get(one.pk)) for one in applications]
    given = list(division.given.values())
    shares = [Share(one, loads[one.user_id], given.count(one.user_id)) for one in profiles if one.user_id in given]
    return Proposal(lines, sorted(shares, key=lambda share: (-share.together, share.profile.user.name)), beyond)


def _fit(one: Candidate) -> bool:
    """Whether somebody is given this in a batch: who stands below the others for a reason is chosen by hand, or not."""
    known = one.ranked.candidate
    comes = all(part.points for part in one.parts if part.name == "Plaats")  # not from further than the next province
    return one.may and not one.ranked.full and not known.held_back and comes


def _points(one: Candidate) -> int:
    """The score but for the load, which the division weighs by itself."""
    return sum(part.points for part in one.parts if part.name != "Werk")


def _line(application: Application, ranking: list[Candidate], user: int | None) -> Line:
    may = [one for one in ranking if one.may]
    chosen = next((one for one in may if one.user == user), None)
    why = ""
    if chosen is None:
        fit = any(_fit(one) for one in may)
        why = "Wie dit mag, heeft geen ruimte meer." if fit else "Niemand kan dit zo doen. Bekijk de aanvraag zelf."
    return Line(application, chosen, may[0] if may else None, why)
