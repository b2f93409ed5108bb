"""Reads about asking for the mark: what runs already. Who may advise: `advisers`. Renewing: `renewal`.

In `RequestReading` stands what the rules ask (see `conditions.request`).
"""

from datetime import date
from functools import cached_property

from auditors.models import Profile
from auditors.queries import authorised, holding
from auditors.states import Work
from goedgeregeld.accounts.models import Organisation
from keurmerk.models import Application
from keurmerk.queries.advisers import hard_conflicts
from keurmerk.states import LIVE, ApplicationState
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


class RequestReading:
    """What the rules on asking and answering may ask; part of `Reading`."""

    application: Application
    today: date

    @cached_property
    def adviser_may_work(self) -> bool:
        """Whether the adviser of this application may be given work today: authorised, and the declaration signed."""
        return authorised(Work.ADVISER, on=self.today).filter(user=self.application.adviser_id).exists()

    @cached_property
    def adviser_is_authorised(self) -> bool:
        """Whether they are authorised, signed or not."""
        return holding(Work.ADVISER, on=self.today).filter(user=self.application.adviser_id).exists()

    @cached_property
    def adviser_conflicts(self) -> list[str]:
        """Why the adviser of this application may not advise this organisation, in Dutch."""
        profiles = list(Profile.objects.select_related("employer").filter(user=self.application.adviser_id))
        found = hard_conflicts(profiles, self.application.organisation, on=self.today)
        return [reason for reasons in found.values() for reason in reasons]
