"""Awarding the mark: the row that says who may carry it, and until when. What happens to a mark later on: elsewhere."""

from datetime import date, datetime
from secrets import choice

from django.db import IntegrityError, transaction

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk.actions.findable import keep_marks_findable
from keurmerk.codes import following, mark_number, new_code, number_prefix
from keurmerk.models import Application, ApproachPlan, Mark
from keurmerk.states import MarkState, PlanState
from keurmerk.validity import period

TRIES = 20  # as many as could award in the same instant


def award(application: Application, *, decided_on: date, by: User, now: datetime) -> Mark:
    """The mark of this application, in the caller's transaction: four years from this day, or from the end of what it renews.

    What the register will say of the organisation is kept with it, as it is now.
    """
    plan = ApproachPlan.objects.filter(application=application, state=PlanState.APPROVED).order_by("-version").first()
    valid = period(decided_on, _end_of_renewed(application))
    organisation = application.organisation
    mark = _numbered(
        Mark(
            organisation=organisation,
            application=application,
            name=organisation.name,
            municipality=organisation.municipality,
            sector=organisation.sector,
            route=plan.route if plan else "",
            scope=plan.scope if plan else "",
            demo=application.demo,
            decided_on=decided_on,
            valid_from=valid.first,
            valid_until=valid.last,
            state_since=now,
        )
    )
    keep_marks_findable([mark])
    record("award", mark, by=by, now=now, number=mark.number)
    return mark


def _end_of_renewed(application: Application) -> date | None:
    """The last day of the mark that is renewed, while there is one to follow on."""
    renewed = application.renews
    return renewed.valid_until if renewed and renewed.state in (MarkState.VALID, MarkState.SUSPENDED) else None


def _numbered(mark: Mark) -> Mark:
    """Saved, with the next number of the year and a code of its own.

    The database decides who has a number: whoever awards in the same instant waits, finds it taken, and takes the next. A
    number that was given in a transaction that failed is given again, so there are no gaps.
    """
    prefix = number_prefix(mark.decided_on.year, demo=mark.demo)
    for attempt in range(TRIES):
        last = (
            Mark.objects.filter(number__startswith=prefix).order_by("-number").values_list("number", flat=True).first()
        )
        mark.number = mark_number(mark.decided_on.year, following(last), demo=mark.demo)
        mark.code = new_code(choice)
        try:
            with transaction.atomic():
                mark.save(force_insert=True)
        except IntegrityError:
            if attempt == TRIES - 1 or Mark.objects.filter(application=mark.application_id).exists():
                raise
        else:
            return mark
    raise RuntimeError("Er is geen nummer vrij.")
