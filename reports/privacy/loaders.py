"""The door to an evaluation that no organisation has: for whoever holds its link."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from goedgeregeld.accounts.loaders import refuse
from selfeval.loaders import load_evaluation
from selfeval.models import Evaluation


def load_unclaimed(request: HttpRequest, pk: UUID) -> Evaluation:
    """The evaluation, while nobody claimed it. Raises Http404 for who holds no link, PermissionDenied once it was claimed:
    from then on it is the organisation's, and its beheerders decide.
    """
    evaluation = load_evaluation(request, pk)
    if evaluation.organisation_id is not None:
        if request.user.is_authenticated:
            refuse(request, evaluation)
        raise PermissionDenied
    return evaluation
