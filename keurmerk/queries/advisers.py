"""Which advisers may help an organisation, best first, and why others may not; and who is asked next by itself."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from auditors.conflicts import Facts, adviser_conflicts, adviser_doubts
from auditors.matching import rank
from auditors.models import Profile
from auditors.queries import Busy, Handled, candidates_of, conflict_facts, considered, region
from auditors.states import Work
from goedgeregeld.accounts.models import Organisation
from keurmerk.models import Application, Appointment
from keurmerk.queries.candidates import Candidate, in_order, need_of, taken_on
from keurmerk.queries.independence import advised_until
from keurmerk.states import LIVE, ApplicationState, AppointmentState

SAID_NO = (AppointmentState.DECLINED, AppointmentState.LAPSED)
SAID = {
    AppointmentState.DECLINED: "Wees deze aanvraag eerder af.",
    AppointmentState.LAPSED: "Antwoordde eerder niet op tijd.",
}
APPROVED = "Keurde het plan van aanpak goed."
JUDGED = "Is of was in dit traject auditor."
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Before:
    """What happened in this application before: who said no (or nothing), who approved its plan for NOV, who audited."""

    said_no: Mapping[int, str]
    approvers: frozenset[int] = NOBODY
    auditors: frozenset[int] = NOBODY
    application: int | None = None

    def advised_until(self, organisation: Organisation) -> Mapping[int, date]:
        """By user: when they last advised this organisation in another trajectory. One query."""
        return advised_until(organisation, but=self.application)


def advisers_for(organisation: Organisation, *, on: date) -> list[Profile]:
    """Advisers the organisation may choose from, best first: who serve its municipality, then who work nationwide."""
    return [one.profile for one in ranked_advisers(organisation, Before({}), on=on) if one.may and serves(one)]


def serves(one: Candidate) -> bool:
    """Whether this adviser comes to this organisation by themselves: for its municipality, or everywhere."""
    return one.ranked.candidate.serves or one.ranked.candidate.nationwide


def ranked_advisers(organisation: Organisation, before: Before, *, on: date) -> list[Candidate]:
    """Every authorised adviser. Seven queries."""
    profiles = considered(Work.ADVISER, on=on)
    facts = conflict_facts(profiles, organisation, Handled(advised_until=before.advised_until(organisation)))
    known = with_conflicts(facts, busy_advisers(on=on), before, on=on)
    where = region(profiles, organisation.municipality)
    return in_order(
        profiles, rank(candidates_of(profiles, known, where=where), need_of(organisation, Work.ADVISER), on)
    )


def with_conflicts(
    facts: Mapping[int, Facts], busy: Mapping[int, Busy], before: Before, *, on: date
) -> dict[int, Busy]:
    """By user: what they have at hand, and what excludes them from advising this organisation. No queries."""
    known = {}
    for user, fact in facts.items():
        had, said = busy.get(user) or Busy(), before.said_no.get(user)
        known[user] = Busy(
            load=had.load,
            recent=had.recent,
            held_back=said is not None,
            conflicts=(*adviser_conflicts(fact, on), *_own(user, before)),
            doubts=(*([said] if said else []), *adviser_doubts(fact, on)),
        )
    return known


def _own(user: int, before: Before) -> list[str]:
    """What in this application itself stands in the way."""
    approved, judged = user in before.approvers, user in before.auditors
    return [*([APPROVED] if approved else []), *([JUDGED] if judged else [])]


def candidates(
    application: Application, *, on: date, approvers: frozenset[int] = NOBODY, auditors: frozenset[int] = NOBODY
) -> list[Candidate]:
    """Every authorised adviser, for the office to choose from. Eight queries."""
    return ranked_advisers(
        application.organisation, Before(_said_no(application), approvers, auditors, application.pk), on=on
    )


def next_adviser(application: Application, *, on: date) -> Candidate | None:
    """Who is asked next by itself: may, has room, comes to this municipality, and did not say no (or nothing) before."""
    said = _said_no(application)
    found = ranked_advisers(application.organisation, Before(said, application=application.pk), on=on)
    fit = (one for one in found if one.may and serves(one) and one.user not in said and not one.ranked.full)
    return next(fit, None)


def hard_conflicts(profiles: Collection[Profile], organisation: Organisation, *, on: date) -> dict[int, list[str]]:
    """By user: why they may not advise this organisation, in Dutch; empty where they may. Two queries."""
    facts = conflict_facts(profiles, organisation)
    return {user: adviser_conflicts(one, on) for user, one in facts.items()}


def _said_no(application: Application) -> dict[int, str]:
    return said_no([application])[application.pk]


def said_no(applications: Iterable[Application]) -> dict[int, dict[int, str]]:
    """By application: who was asked and did not take it on, and how that went. One query."""
    found: dict[int, dict[int, str]] = {one.pk: {} for one in applications}
    rows = Appointment.objects.filter(application__in=list(found), work=Work.ADVISER, state__in=SAID_NO)
    for application, user, state in rows.values_list("application_id", "user_id", "state"):
        found[application][user] = SAID[AppointmentState(state)]
    return found


def busy_advisers(*, on: date) -> dict[int, Busy]:
    """By adviser: how many applications they have now, and took on in the last twelve months. Two queries."""
    states = [state for state in LIVE if state != ApplicationState.REQUESTED]
    rows = Application.objects.filter(state__in=states, adviser__isnull=False).order_by().values_list("adviser")
    loads, taken = dict(rows.annotate(number=Count("pk"))), taken_on(Work.ADVISER, today=on)
    return {
        user: Busy(load=loads.get(user, 0), recent=taken[user][0] if user in taken else 0)
        for user in loads.keys() | taken.keys()
    }
