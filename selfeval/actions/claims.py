"""The act by which an evaluation, made without account, becomes an organisation's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from goedgeregeld.accounts import permissions, queries
from goedgeregeld.accounts.actions.organisations import create_organisation
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.events.actions import record
from selfeval.actions.evaluations import WrongState, changing
from selfeval.models import Evaluation
from selfeval.queries import token_seal
from selfeval.states import EvaluationState


class AlreadyClaimed(WrongState):
    """It belongs to an organisation already; whose, is not said."""


class LinkWithdrawn(WrongState):
    """The link by which it was to be claimed was withdrawn meanwhile."""


def claim(evaluation: Evaluation, *, token: str, organisation: Organisation, by: User, now: datetime) -> Evaluation:
    """Give the evaluation to the organisation; its links stay alive. `token` is the link's secret: who holds it may claim.

    Raises AlreadyClaimed (also by the same organisation), LinkWithdrawn, PermissionDenied unless `by` may fill in for it.
    """
    with changing(evaluation, states=tuple(EvaluationState)) as locked:
        if locked.organisation_id is not None:
            raise AlreadyClaimed(_("Deze zelfevaluatie hoort al bij een organisatie."))
        if not locked.links.filter(token_sha256=token_seal(token), withdrawn_at__isnull=True).exists():
            raise LinkWithdrawn(_("De link van deze zelfevaluatie is ingetrokken."))
        if not may_attach(organisation, by):
            raise PermissionDenied
        locked.organisation = organisation
        locked.save(update_fields=["organisation"])
        record("claim", locked, by=by, now=now, organisation=str(organisation.pk))
    return locked


def claim_for_new(
    evaluation: Evaluation, values: Mapping[str, Any], *, token: str, by: User, now: datetime
) -> Evaluation:
    """Make an organisation and give it the evaluation; both or nothing. Raises as `claim`, and KvkTaken."""
    with transaction.atomic():
        made = create_organisation(values, by=by, now=now, demo=evaluation.demo)
        return claim(evaluation, token=token, organisation=made, by=by, now=now)


def may_attach(organisation: Organisation, user: User) -> bool:
    """Whether this user may fill in for this organisation, read anew; the row stays locked, so that no merge comes between."""
    living = Organisation.objects.select_for_update().filter(pk=organisation.pk, merged_into__isnull=True).first()
    return living is not None and permissions.may_fill(organisation.pk, queries.person(user))
