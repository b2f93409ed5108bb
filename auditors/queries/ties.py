"""What is known of people towards an organisation: their ties, and the facts a conflict of interest is judged by.

What belongs to an application (who advises, who audited last) comes in as values.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from auditors.conflicts import Facts, TieFact
from auditors.models import Employer, Profile, Tie
from goedgeregeld.accounts.models import Membership, Organisation


@dataclass(frozen=True, slots=True)
class Handled:
    """What an application says of those who worked on it: passed in, since this app knows no applications."""

    advisers: frozenset[int] = frozenset()
    audited_last: frozenset[int] = frozenset()


def conflict_facts(
    profiles: Collection[Profile], organisation: Organisation, handled: Handled = Handled()
) -> dict[int, Facts]:
    """By user: what is known of each of these people towards this organisation. Four queries, however many people."""
    employers = {one.employer_id for one in profiles if one.employer_id}
    ties = list(
        Tie.objects.filter(organisation=organisation).filter(
            Q(profile__in=[one.pk for one in profiles]) | Q(employer__in=employers)
        )
    )
    users = [one.user_id for one in profiles]
    members = set(
        Membership.objects.filter(organisation=organisation, user__in=users).values_list("user_id", flat=True)
    )
    same = set(Employer.objects.filter(organisation=organisation).values_list("pk", flat=True))
    theirs = Profile.objects.filter(user__in=handled.advisers, employer__isnull=False)
    adviser_employers = frozenset(theirs.values_list("employer_id", flat=True)) if handled.advisers else frozenset()
    return {
        one.user_id: Facts(
            user=one.user_id,
            employer=one.employer_id,
            ties=_ties_of(one, ties),
            is_member_here=one.user_id in members,
            employer_is_organisation=one.employer_id in same,
            advisers=handled.advisers,
            adviser_employers=adviser_employers,
            audited_last=handled.audited_last,
        )
        for one in profiles
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
