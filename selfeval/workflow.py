"""The machine of an evaluation: states and transitions only. The acts that call them stand in `actions`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from selfeval.states import OPEN_STATES, EvaluationState


class EvaluationWorkflow(models.Model):
    state = FSMField(_("stand"), default=EvaluationState.STARTED, choices=EvaluationState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(field=state, source=OPEN_STATES, target=EvaluationState.IN_PROGRESS)
    def answer(self) -> None:
        """A statement was answered."""

    @transition(field=state, source=EvaluationState.IN_PROGRESS, target=EvaluationState.COMPLETED)
    def complete(self) -> None:
        """All applicable statements are answered and confirmed; from here on nothing changes any more."""
