"""Reads of the plan of approach: its versions, what an adviser asks an hour, and whether the star route is open.

In `PlanReading` stands what the rules ask (see `conditions.plan`).
"""

from datetime import date
from decimal import Decimal
from functools import cached_property

from auditors.models import Profile
from goedgeregeld.accounts.models import Membership, Organisation
from goedgeregeld.accounts.permissions import Person
from keurmerk import permissions, planning
from keurmerk.figures import is_by_agreement
from keurmerk.models import Application, ApproachPlan
from keurmerk.queries.fees import fees_of
from keurmerk.states import ApplicationKind, PlanState
from selfeval.instruments.expressions import MissingFact
from selfeval.instruments.model import STAR, FactValue, Instrument
from selfeval.models import Evaluation
from selfeval.queries import current_version, evaluations_by_token, instrument_of, profile_of

PEOPLE = ("changed_by", "agreed_by", "submitted_by", "judged_by")


def plans_of(application: Application) -> list[ApproachPlan]:
    """Every version, oldest first, with the people on it. One query."""
    return list(ApproachPlan.objects.filter(application=application).select_related(*PEOPLE).order_by("version"))


def visible_plans(application: Application, person: Person) -> list[ApproachPlan]:
    """The versions this person may read: what is in the making is the adviser's and the organisation's."""
    writes = permissions.is_adviser(application, person) or permissions.reads(application, person)
    return [one for one in plans_of(application) if writes or one.state != PlanState.DRAFT]


def draft_of(application: Application) -> ApproachPlan | None:
    """The version that is worked on; None while it lies with the office, or after."""
    found = ApproachPlan.objects.filter(application=application, state=PlanState.DRAFT)
    return found.select_related(*PEOPLE).first()


def rate_of(user: int | None, *, year: int) -> Decimal:
    """What this adviser asks an hour: their own rate, else the year's."""
    own = Profile.objects.filter(user=user).values_list("hourly_rate", flat=True).first()
    return own if own is not None else fees_of(year).hourly_rate


def star_is_open(application: Application) -> bool:
    """Whether the star route is open to this organisation: by the profile of its evaluation, else by what is known of it."""
    evaluation = evaluations_by_token().filter(pk=application.evaluation_id).first()
    if evaluation is not None:
        instrument = instrument_of(evaluation.instrument_version)
        return _open(instrument, profile_of(evaluation, instrument))
    version = current_version()
    return version is not None and _open(instrument_of(version), _known(application.organisation))


def _known(organisation: Organisation) -> dict[str, FactValue]:
    facts = {"volunteers": organisation.volunteers, "paid_fte": organisation.paid_fte}
    return {key: value for key, value in facts.items() if value is not None}


def _open(instrument: Instrument, profile: dict[str, FactValue]) -> bool:
    try:
        return instrument.route(STAR).is_open(profile)
    except (KeyError, MissingFact):
        return False


def first_contents(application: Application, *, today: date) -> planning.Contents:
    """What a first plan begins with: what is known already, and the steps nearly everybody takes.

    Of a renewal route, locations and scope are those of the last time, and there are fewer steps.
    """
    before = _last_plan(application)
    evaluation = Evaluation.objects.filter(pk=application.evaluation_id).only("route", "profile").first()
    fees, known = fees_of(today.year), application.organisation.locations
    asked = evaluation.profile.get("locations") if evaluation else None
    locations = max(asked or known or (before.locations if before else 1), 1)
    route = before.route if before else evaluation.route if evaluation else STAR
    star = star_is_open(application) and route == STAR
    return planning.Contents(
        route=planning.STAR if star else planning.FULL,
        locations=locations,
        scope=before.scope if before else "",
        intake_on=None,
        steps=planning.RENEWAL_STEPS if application.kind == ApplicationKind.RENEWAL else planning.USUAL_STEPS,
        hours=Decimal(0),
        rate=rate_of(application.adviser_id, year=today.year),
        audit_fee=None if is_by_agreement(locations) else fees.audit,
        vat_percentage=fees.vat_percentage,
        deductions=(),
        remarks="",
    )


def _last_plan(application: Application) -> ApproachPlan | None:
    """The plan on which the mark was granted that is renewed. None for a first application, without a query."""
    if application.kind != ApplicationKind.RENEWAL or application.renews_id is None:
        return None
    found = ApproachPlan.objects.filter(application__mark=application.renews_id, state=PlanState.APPROVED)
    return found.order_by("-version").first()


class PlanReading:
    """What the rules on the plan ask of an application; part of `Reading`."""

    application: Application
    me: int | None
    today: date

    @cached_property
    def draft(self) -> ApproachPlan | None:
        return draft_of(self.application)

    @cached_property
    def star_is_open(self) -> bool:
        return star_is_open(self.application)

    @cached_property
    def i_belong_to_organisation(self) -> bool:
        """Whether who wants to act is a member of the organisation."""
        return Membership.objects.filter(organisation=self.application.organisation_id, user=self.me).exists()
