"""Reading what came of evaluations: whom to ask after half a year, who is behind a link, and the counts for the office."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from goedgeregeld.accounts.models import Membership
from goedgeregeld.accounts.states import Right
from selfeval import moments
from selfeval.models import Evaluation, FollowUp, FollowUpWish
from selfeval.queries import token_seal
from selfeval.states import EvaluationState, Helped

EARLIEST, LATEST = timedelta(days=170), timedelta(days=290)  # wider than `moments` says, for the database to sift


def address_seal(address: str) -> str:
    """What is kept of an address: enough to recognise it, not to mail it."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()


def to_ask(*, now: datetime, today: date) -> Iterable[Evaluation]:
    """Completed evaluations of which is to be asked today what came of it: the newest of each organisation, and those of
    which somebody left an address; never examples, and none twice.
    """
    found = Evaluation.objects.filter(state=EvaluationState.COMPLETED, demo=False, follow_ups__isnull=True)
    found = found.filter(completed_at__gte=now - LATEST, completed_at__lte=now - EARLIEST)
    newer = Evaluation.objects.filter(
        organisation=OuterRef("organisation"),
        state=EvaluationState.COMPLETED,
        completed_at__gt=OuterRef("completed_at"),
    )
    of_organisation = Q(organisation__isnull=False, organisation__demo=False) & ~Exists(newer)
    wished = Q(organisation__isnull=True) & Exists(FollowUpWish.objects.filter(evaluation=OuterRef("pk")))
    rows = found.filter(of_organisation | wished).select_related("organisation").order_by("completed_at", "pk")
    return [one for one in rows if one.completed_at and moments.is_asked(one.completed_at, today)]


def addresses_for(evaluation: Evaluation) -> list[str]:
    """Whom to ask: the beheerders of its organisation, or the address that was left; without who wants no mail any more."""
    if evaluation.organisation_id is not None:
        rows = Membership.objects.filter(organisation=evaluation.organisation_id, right=Right.MANAGER)
        rows = rows.filter(user__is_active=True, user__erased_at__isnull=True)
        found = list(rows.order_by("pk").values_list("user__email", flat=True))
    else:
        found = list(FollowUpWish.objects.filter(evaluation=evaluation).values_list("email", flat=True))
    seals = {address_seal(one): one for one in found}
    stopped = FollowUp.objects.filter(address_sha256__in=seals, stopped_at__isnull=False)
    gone = set(stopped.values_list("address_sha256", flat=True))
    return [address for seal, address in seals.items() if seal not in gone]


def follow_up_behind(token: str) -> FollowUp | None:
    """The questions this link opens; None where there are none."""
    return FollowUp.objects.select_related("evaluation").filter(token_sha256=token_seal(token)).first()


def is_answered(evaluation: Evaluation) -> bool:
    """Whether somebody answered about this evaluation: it is answered once, by whoever is first."""
    return FollowUp.objects.filter(evaluation=evaluation, answered_at__isnull=False).exists()


@dataclass(frozen=True, slots=True)
class FollowCounts:
    """What came of evaluations: about how many was asked, how many were answered, and what the answers were.

    `changed` and `helped` count evaluations by answer ("yes", "somewhat", "no"); helped was asked only where something
    changed.
    """

    asked: int
    answered: int
    changed: Mapping[str, int]
    helped: Mapping[str, int]


def follow_counts(*, since: datetime | None = None, until: datetime | None = None) -> FollowCounts:
    """For the office's effect figures: evaluations about which was asked from `since` to before `until`.

    An evaluation counts once, whomever was asked about it; examples are never asked. One query. What is erased, is not counted
    any more: keep the outcome of a day where figures must stay.
    """
    found = FollowUp.objects.filter(evaluation__demo=False)
    if since is not None:
        found = found.filter(sent_at__gte=since)
    if until is not None:
        found = found.filter(sent_at__lt=until)
    answers = {
        f"{field}_{value}": Count("evaluation", distinct=True, filter=Q(**{field: value, "answered_at__isnull": False}))
        for field in ("changed", "helped")
        for value in Helped.values
    }
    counted = found.aggregate(
        asked=Count("evaluation", distinct=True),
        answered=Count("evaluation", distinct=True, filter=Q(answered_at__isnull=False)),
        **answers,
    )
    by = {
        field: {str(value): counted[f"{field}_{value}"] for value in Helped.values} for field in ("changed", "helped")
    }
    return FollowCounts(counted["asked"], counted["answered"], by["changed"], by["helped"])
