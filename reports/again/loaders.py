"""The door to two evaluations at once: this one, and the earlier ones that may lie beside it.

A member compares with all of the organisation; who only holds links, with those this one was made from.
"""

from uuid import UUID

from django.http import Http404, HttpRequest

from selfeval.loaders import load_evaluation, remembered, sees_whole_plan
from selfeval.models import Evaluation
from selfeval.states import EvaluationState


def load_earlier(request: HttpRequest, evaluation: Evaluation) -> list[Evaluation]:
    """Completed evaluations before this one, the newest first; what this one repeats comes before all."""
    if sees_whole_plan(request, evaluation):
        rows = Evaluation.objects.filter(organisation=evaluation.organisation_id, state=EvaluationState.COMPLETED)
        rows = rows.filter(completed_at__lt=evaluation.completed_at).select_related("instrument_version")
        found = list(rows.defer("instrument_version__definition").order_by("-completed_at"))
    else:
        found = _made_from(evaluation, {one.pk: one for one in remembered(request)})
    return sorted(found, key=lambda one: not (evaluation.repeats and one.pk == evaluation.copied_from_id))


def _made_from(evaluation: Evaluation, held: dict[UUID, Evaluation]) -> list[Evaluation]:
    """What this one was copied from, and that from, as far as this device opens them."""
    found, source = [], evaluation.copied_from_id
    while source in held and held[source] not in found:
        found.append(held[source])
        source = held[source].copied_from_id
    return [one for one in found if one.state == EvaluationState.COMPLETED]


def load_pair(request: HttpRequest, pk: UUID, other: UUID) -> tuple[Evaluation, Evaluation]:
    """This one and an earlier one. Raises Http404 where they do not lie beside each other for this person."""
    evaluation = load_evaluation(request, pk)
    if evaluation.state == EvaluationState.COMPLETED:
        for one in load_earlier(request, evaluation):
            if one.pk == other:
                return one, evaluation
    raise Http404
