"""Every row that is kept of a person or an organisation, as dicts with the names of the fields; one row at a time.

Secrets are not among them: passwords, seals of links, keys of passkeys and sessions open things and tell nobody anything.
"""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db.models import Q, QuerySet

from goedgeregeld.accounts.models import BenchmarkConsent, Invitation, Membership, Organisation, Role, User
from goedgeregeld.events.models import Event
from goedgeregeld.events.queries import events_on
from reports.takeaway import mark_queries as mark
from selfeval.models import (
    Answer,
    Evaluation,
    FollowUp,
    FollowUpWish,
    ImprovementAction,
    InstrumentVersion,
    Invited,
    Overwrite,
    OwnerLink,
    Remark,
    ReportFeedback,
    Response,
    ResumeLink,
    Round,
    ShareLink,
    StatementFeedback,
)

Tables = dict[str, QuerySet[Any]]
SECRETS = {
    "password",
    "token_sha256",
    "session_key",
    "key_sha256",
    "link_sha256",
    "link_sealed",
    "token_sealed",
    "definition",
}  # the last: the questionnaire itself, which is public
MEMBERS = "accounts.user (leden)"
HIDDEN = {
    "mfa.authenticator": {"data"},
    **mark.HIDDEN,
    MEMBERS: {"last_login", "is_superuser", "is_active", "is_staff", "date_joined", "start_seen_at", "erased_at"},
}
CHUNK = 500


def tables_of_person(user: User) -> Tables:
    """What is kept of this person, by model."""
    to_or_by = Q(email__iexact=user.email) | Q(invited_by=user) | Q(accepted_by=user)
    return {
        "accounts.user": User.objects.filter(pk=user.pk),
        "account.emailaddress": EmailAddress.objects.filter(user=user),
        "accounts.role": Role.objects.filter(user=user),
        "accounts.membership": Membership.objects.filter(user=user),
        "accounts.organisation": Organisation.objects.filter(memberships__user=user),
        "accounts.invitation": Invitation.objects.filter(to_or_by),
        "accounts.benchmarkconsent": BenchmarkConsent.objects.filter(given_by=user),
        "selfeval.sharelink": ShareLink.objects.filter(made_by=user),
        "selfeval.improvementaction": _actions_of(user),
        "mfa.authenticator": Authenticator.objects.filter(user=user),
        "usersessions.usersession": UserSession.objects.filter(user=user),
        "admin.logentry": LogEntry.objects.filter(user=user),
        "events.event": Event.objects.filter(actor=user),
        "selfeval.invited": Invited.objects.filter(email__iexact=user.email),
        "selfeval.response": Response.objects.filter(invited__email__iexact=user.email, round__anonymous=False),
        **mark.tables_of_person(user),
    }


def _actions_of(user: User) -> QuerySet[ImprovementAction]:
    """What this person does in an improvement plan, or proposed for one."""
    mine = Q(owner=user) | Q(owner_email__iexact=user.email, owner_email__gt="") | Q(proposed_by=user)
    return ImprovementAction.objects.filter(mine)


def tables_of_organisation(organisation: Organisation) -> Tables:
    """What is kept of this organisation and its evaluations, by model."""
    return {
        "accounts.organisation": Organisation.objects.filter(pk=organisation.pk),
        "accounts.membership": Membership.objects.filter(organisation=organisation),
        MEMBERS: User.objects.filter(memberships__organisation=organisation),
        "accounts.invitation": Invitation.objects.filter(organisation=organisation),
        "accounts.benchmarkconsent": BenchmarkConsent.objects.filter(organisation=organisation),
        "events.event": events_on(organisation),
        **tables_of_evaluations(organisation.evaluations.all()),
        **mark.tables_of_organisation(organisation),
    }


def tables_of_evaluations(evaluations: QuerySet[Evaluation]) -> Tables:
    """What is kept of these evaluations, by model."""
    numbers = [str(pk) for pk in evaluations.values_list("pk", flat=True)]
    within = {"evaluation__in": evaluations}
    return {
        "selfeval.instrumentversion": InstrumentVersion.objects.filter(evaluations__in=evaluations).distinct(),
        "selfeval.evaluation": evaluations,
        "selfeval.answer": Answer.objects.filter(**within),
        "selfeval.overwrite": Overwrite.objects.filter(**within),
        "selfeval.resumelink": ResumeLink.objects.filter(**within),
        "selfeval.improvementaction": ImprovementAction.objects.filter(**within),
        "selfeval.ownerlink": OwnerLink.objects.filter(**within),
        "selfeval.followupwish": FollowUpWish.objects.filter(**within),
        "selfeval.followup": FollowUp.objects.filter(**within),
        "selfeval.sharelink": ShareLink.objects.filter(**within),
        "selfeval.statementfeedback": StatementFeedback.objects.filter(**within),
        "selfeval.reportfeedback": ReportFeedback.objects.filter(**within),
        "selfeval.round": Round.objects.filter(**within),
        "selfeval.invited": Invited.objects.filter(round__evaluation__in=evaluations).exclude(email=""),
        "selfeval.response": _to_take(Response.objects.filter(round__evaluation__in=evaluations)),
        "selfeval.remark": Remark.objects.filter(round__evaluation__in=evaluations),
        "events.event (zelfevaluaties)": Event.objects.filter(object_type="selfeval.evaluation", object_id__in=numbers),
    }


def _to_take(responses: QuerySet[Response]) -> QuerySet[Response]:
    """Of those who answered together: what has a name, once the round is closed. Of others there are only counts."""
    return responses.filter(round__anonymous=False, round__closed_at__isnull=False, handed_in=True)


def rows(name: str, found: QuerySet[Any]) -> Iterator[dict[str, Any]]:
    """The rows of one table, without secrets, oldest first."""
    hidden = SECRETS | HIDDEN.get(name, set())
    for row in found.order_by("pk").values().iterator(chunk_size=CHUNK):
        yield {field: value for field, value in row.items() if field not in hidden}


def evaluations_in_order(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    return evaluations.select_related("instrument_version").order_by("started_at", "pk")
