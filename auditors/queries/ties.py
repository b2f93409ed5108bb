"""What is known of people towards an organisation: their ties, and the facts a conflict of interest is judged by.

What belongs to an application (who advises, who audited last) comes in as values.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from auditors.conflicts import Facts, TieFact
from auditors.models import Profile, Tie
from goedgeregeld.accounts.models import Membership, Organisation


@dataclass(frozen=True, slots=True)
class Handled:
    """What an application says of those who worked on it: passed in, since this app knows no applications.

    `advised_until`: by user, when they last advised the organisation in an earlier trajectory.
    """

    advisers: frozenset[int] = frozenset()
    audited_last: frozenset[int] = frozenset()
    adviser_employers: frozenset[int] = frozenset()
    audit_employers: frozenset[int] = frozenset()
    advised_until: Mapping[int, date] = field(default_factory=dict)


def conflict_facts(
    profiles: Collection[Profile], organisation: Organisation, handled: Handled = Handled()
) -> dict[int, Facts]:
    """By user: what is known of each of these people (with employer) towards this organisation. Two queries."""
    return facts_towards(profiles, {organisation.pk: handled})[organisation.pk]


def facts_towards(profiles: Collection[Profile], handled: Mapping[UUID, Handled]) -> dict[UUID, dict[int, Facts]]:
    """The same by organisation, for many at once. Two queries, however many people and organisations."""
    ties, members = defaultdict(list), defaultdict(set)
    for tie in Tie.objects.filter(organisation__in=list(handled)):
        ties[tie.organisation_id].append(tie)
    for organisation, user in Membership.objects.filter(organisation__in=list(handled)).values_list(
        "organisation_id", "user_id"
    ):
        members[organisation].add(user)
    return {
        organisation: {
            one.user_id: Facts(
                user=one.user_id,
                employer=one.employer_id,
                ties=_ties_of(one, ties[organisation]),
                is_member_here=one.user_id in members[organisation],
                employer_is_organisation=bool(one.employer and one.employer.organisation_id == organisation),
                advisers=by.advisers,
                adviser_employers=by.adviser_employers,
                audited_last=by.audited_last,
                audit_employers=by.audit_employers,
                advised_until=by.advised_until.get(one.user_id),
            )
            for one in profiles
        }
        for organisation, by in handled.items()
    }


def _ties_of(profile: Profile, ties: Iterable[Tie]) -> tuple[TieFact, ...]:
    return tuple(
        TieFact(tie.kind, tie.ended_on, of_employer=tie.employer_id is not None)
        for tie in ties
        if tie.profile_id == profile.pk or (tie.employer_id and tie.employer_id == profile.employer_id)
    )


def ties_of(profile: Profile) -> QuerySet[Tie]:
    """The ties of somebody and of their employer, newest first."""
    whose = Q(profile=profile)
    if profile.employer_id:
        whose |= Q(employer=profile.employer_id)
    return Tie.objects.filter(whose).select_related("organisation", "employer").order_by("-ended_on", "-pk")
