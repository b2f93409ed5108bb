"""Reads about asking for the mark: what runs already, and who may advise whom. Renewing: `renewal`.

In `RequestReading` stands what the rules ask (see `conditions.request`).
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from auditors.conflicts import adviser_conflicts
from auditors.models import Profile
from auditors.queries import advisers_serving, authorised, conflict_facts
from auditors.states import Work
from goedgeregeld.accounts.models import Organisation
from keurmerk.models import Application, Appointment
from keurmerk.states import LIVE, ApplicationState, AppointmentState
from selfeval.models import Evaluation
from selfeval.states import EvaluationState


def live_application(organisation: Organisation) -> Application | None:
    """The one application of this organisation that runs; None where there is none."""
    return Application.objects.filter(organisation=organisation, state__in=LIVE).first()


def last_adviser(organisation: Organisation) -> int | None:
    """The number of who advised this organisation the last time it got the mark; None where nobody did."""
    granted = Application.objects.filter(organisation=organisation, state=ApplicationState.GRANTED)
    return granted.order_by("-state_since", "-pk").values_list("adviser_id", flat=True).first()


def completed_evaluations(organisation: Organisation) -> list[Evaluation]:
    """What this organisation completed, newest first; without the instruments themselves."""
    found = Evaluation.objects.filter(organisation=organisation, state=EvaluationState.COMPLETED)
    found = found.select_related("instrument_version").defer("instrument_version__definition")
    return list(found.order_by("-completed_at"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked to advise: where they work, how much they have, and what speaks against it."""

    profile: Profile
    local: bool
    load: int
    declined: bool = False
    conflicts: tuple[str, ...] = ()

    @property
    def user_id(self) -> int:
        return self.profile.user_id

    @property
    def serves(self) -> bool:
        return self.local or self.profile.nationwide


def advisers_for(organisation: Organisation, *, on: date) -> list[Profile]:
    """Advisers who serve the organisation's municipality and may handle it: local ones first."""
    found = advisers_serving(organisation.municipality, on=on)
    tied = hard_conflicts(found, organisation, on=on)
    return [one for one in found if not tied[one.user_id]]


def hard_conflicts(profiles: Collection[Profile], organisation: Organisation, *, on: date) -> dict[int, list[str]]:
    """By user: why they may not advise this organisation, in Dutch; empty where they may."""
    facts = conflict_facts(profiles, organisation)
    return {user: adviser_conflicts(one, on) for user, one in facts.items()}


def next_adviser(application: Application, *, on: date) -> Profile | None:
    """Who is asked next by itself: serves the municipality, has no conflict, and did not decline before."""
    declined = _declined(application)
    found = advisers_for(application.organisation, on=on)
    return next((one for one in found if one.user_id not in declined), None)


def candidates(application: Application, *, on: date) -> list[Candidate]:
    """Every authorised adviser, for the office to choose from: who may first, then who serves, then who has least to do."""
    organisation = application.organisation
    profiles = list(authorised(Work.ADVISER, on=on))
    local = {one.pk for one in advisers_serving(organisation.municipality, on=on) if not one.nationwide}
    loads, declined = _loads(), _declined(application)
    tied = hard_conflicts(profiles, organisation, on=on)
    found = [
        Candidate(one, one.pk in local, loads[one.user_id], one.user_id in declined, tuple(tied[one.user_id]))
        for one in profiles
    ]
    return sorted(
        found, key=lambda one: (bool(one.conflicts), one.declined, not one.local, not one.profile.nationwide, one.load)
    )


def _declined(application: Application) -> set[int]:
    rows = Appointment.objects.filter(
        application=application, work=Work.ADVISER, state=AppointmentState.DECLINED
    ).values_list("user_id", flat=True)
    return set(rows)


def _loads() -> Counter[int]:
    """By adviser: how many applications they have now."""
    busy = [state for state in LIVE if state != ApplicationState.REQUESTED]
    return Counter(Application.objects.filter(state__in=busy).values_list("adviser_id", flat=True))


class RequestReading:
    """What the rules on asking and answering may ask; part of `Reading`."""

    application: Application
    today: date

    @cached_property
    def adviser_may_work(self) -> bool:
        """Whether the adviser of this application is authorised today."""
        return authorised(Work.ADVISER, on=self.today).filter(user=self.application.adviser_id).exists()

    @cached_property
    def adviser_conflicts(self) -> list[str]:
        """Why the adviser of this application may not advise this organisation, in Dutch."""
        profiles = list(Profile.objects.filter(user=self.application.adviser_id))
        found = hard_conflicts(profiles, self.application.organisation, on=self.today)
        return [reason for reasons in found.values() for reason in reasons]
