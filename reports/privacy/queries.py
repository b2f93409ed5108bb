"""What would go and what would stay, and why it may not be yet; the same reads decide what is shown and what is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goedgeregeld.accounts.models import Invitation, Membership, Organisation, Role, User
from goedgeregeld.accounts.states import Right, RoleKind
from keurmerk.models import Application
from keurmerk.queries import keeping
from reports.plots import KINDS, SCHEMES, key_of
from selfeval.advice import advise
from selfeval.models import Answer, Evaluation, ImprovementAction
from selfeval.queries import evaluated


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """What erasing a person means: organisations that go along, what must be handed over first, other reasons.

    `under_way`: applications in which they advise or audit, of others than the organisations that go along.
    """

    alone: list[Organisation]
    handed_over_first: list[Organisation]
    last_administrator: bool
    under_way: list[Application]
    counts: list[tuple[str, int]]

    @property
    def reasons(self) -> list[str]:
        """Why it may not be yet, in Dutch; empty: it may."""
        found = [
            _("Je bent de enige beheerder van %(name)s. Maak eerst iemand anders beheerder, of wis de organisatie.")
            % {"name": one.name}
            for one in self.handed_over_first
        ]
        if self.last_administrator:
            found.append(_("Je bent de laatste beheerder van het systeem. Geef eerst iemand anders deze rol."))
        found += [
            _("Je bent adviseur of auditor bij aanvraag %(code)s van %(name)s. Maak dat eerst af, of overleg met NOV.")
            % {"code": one.code, "name": one.organisation.name}
            for one in self.under_way
        ]
        return found


def plan_for_person(user: User) -> PersonPlan:
    """What would happen to this person's rows; eight queries, however many there are."""
    others = Count("memberships", filter=~Q(memberships__user=user))
    managers = Count("memberships", filter=~Q(memberships__user=user) & Q(memberships__right=Right.MANAGER))
    own = Organisation.objects.filter(pk__in=Membership.objects.filter(user=user).values("organisation_id"))
    organisations = list(own.annotate(others=others, other_managers=managers))
    administrators = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, user__is_active=True)
    held = list(administrators.values_list("user_id", flat=True))
    alone = [one for one in organisations if not one.others]
    return PersonPlan(
        alone=alone,
        handed_over_first=[one for one in organisations if one.others and not one.other_managers],
        last_administrator=held == [user.pk],
        under_way=[one for one in keeping.handed_over_first(user) if one.organisation not in alone],
        counts=[
            (_("organisaties waarvan je lid bent"), len(organisations)),
            (_("rollen"), Role.objects.filter(user=user).count()),
            (_("uitnodigingen aan jou of door jou"), _invitations(user).count()),
            (_("aanvragen voor het keurmerk waarin je naam ‘iemand’ wordt"), keeping.touched_by(user).count()),
            (_("apparaten waarop je bent ingelogd"), UserSession.objects.filter(user=user).count()),
        ],
    )


def _invitations(user: User) -> QuerySet[Invitation]:
    return Invitation.objects.filter(Q(email__iexact=user.email) | Q(invited_by=user) | Q(accepted_by=user))


def counts_for_organisation(organisation: Organisation) -> list[tuple[str, int]]:
    """What would go with the organisation, in words with their number."""
    evaluations = Evaluation.objects.filter(organisation=organisation)
    return [
        (_("zelfevaluaties met hun rapport"), evaluations.count()),
        (_("antwoorden en toelichtingen"), Answer.objects.filter(evaluation__in=evaluations).count()),
        (_("acties in het verbeterplan"), ImprovementAction.objects.filter(evaluation__in=evaluations).count()),
        *keeping.counts_of(organisation),
        (_("lidmaatschappen (de accounts van de leden blijven)"), organisation.memberships.count()),
        (_("uitnodigingen"), organisation.invitations.count()),
    ]


def in_words(counts: Iterable[tuple[str, int]]) -> list[dict[str, str]]:
    """Rows of a summary list; what there is none of is left out."""
    return [{"key": words[:1].upper() + words[1:], "value": str(n)} for words, n in counts if n]


def span(days: int) -> str:
    """So many days as people say it: whole years where it is that."""
    years, rest = divmod(days, 365)
    if years and rest <= years // 4 + 1:
        return ngettext("%(n)s jaar", "%(n)s jaar", years) % {"n": years}
    return ngettext("%(n)s dag", "%(n)s dagen", days) % {"n": days}


def evaluations_of(organisation: Organisation) -> QuerySet[Evaluation]:
    """The organisation's, and those of organisations that were merged into it."""
    return Evaluation.objects.filter(Q(organisation=organisation) | Q(organisation__merged_into=organisation))


def drawing_keys(evaluations: Iterable[Evaluation]) -> set[str]:
    """The keys of all charts of these reports. Another report with the same figures has the same; it is drawn anew."""
    keys = set()
    for one in evaluations:
        advice = advise(evaluated(one))
        keys |= {key_of(kind, advice, scheme) for kind in KINDS for scheme in SCHEMES}
    return keys


def held_evaluations(sessions: Iterable[dict[str, Any]], key: str) -> set[str]:
    """The numbers of the evaluations these sessions held a link to."""
    return {pk for session in sessions for pk in session.get(key, {})}
