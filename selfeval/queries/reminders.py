"""Reading who is to be reminded of which actions, and what the link in such a mail shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from goedgeregeld.accounts.models import Membership
from selfeval import improving, moments
from selfeval.models import Evaluation, ImprovementAction, OwnerLink
from selfeval.queries import token_seal
from selfeval.queries.plan import actions_in


@dataclass(slots=True)
class Errand:
    """One person with what they are to be told of one plan. `evaluation`: the one by which the plan is opened."""

    evaluation: Evaluation
    name: str
    email: str
    is_member: bool
    actions: list[ImprovementAction] = field(default_factory=list)


def errands(*, today: date) -> Iterator[Errand]:
    """Everybody who is to be told of a day today, a plan at a time. One query, whatever there is.

    Members of the organisation, and who was named with an address; who left the organisation is not told any more, and
    examples send nothing.
    """
    found: dict[tuple[object, str], Errand] = {}
    for one in _coming(today):
        if one.due is None or not _is_due(one, today):
            continue
        email = one.owner.email if one.owner else one.owner_email
        plan = one.evaluation.organisation_id or one.evaluation_id
        name = str(one.owner) if one.owner else one.owner_name
        errand = found.setdefault((plan, email.lower()), Errand(one.evaluation, name, email, one.owner is not None))
        errand.actions.append(one)
    yield from found.values()


def _is_due(one: ImprovementAction, today: date) -> bool:
    return one.due is not None and bool(
        moments.reminder(one.due, told_before=one.told_before, told_after=one.told_after, today=today)
    )


def _coming(today: date) -> QuerySet[ImprovementAction]:
    """What is still to be done and near its day or past it, of whom an address is known."""
    member = Membership.objects.filter(organisation=OuterRef("evaluation__organisation"), user=OuterRef("owner"))
    reachable = Q(owner__isnull=True, owner_email__gt="") | Q(
        owner__is_active=True, owner__erased_at__isnull=True
    ) & Exists(member)
    rows = ImprovementAction.objects.filter(reachable, state__in=improving.OPEN, due__lte=today + moments.BEFORE)
    rows = rows.filter(evaluation__demo=False).select_related("owner", "evaluation__organisation")
    return rows.defer("evaluation__result", "evaluation__profile").order_by("due", "pk")


def owner_link_behind(token: str, *, today: date) -> OwnerLink | None:
    """The link of a reminder, while it works; None otherwise."""
    found = OwnerLink.objects.select_related("evaluation__organisation").filter(token_sha256=token_seal(token))
    return found.filter(until__gte=today).first()


def own_actions(link: OwnerLink) -> QuerySet[ImprovementAction]:
    """What stands on the name of this address in the plan, as far as it was accepted; the first to be done first."""
    mine = actions_in(link.evaluation, whole=True).filter(owner__isnull=True, owner_email__iexact=link.email)
    return mine.filter(state__in=improving.ACCEPTED)
