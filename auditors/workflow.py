"""The machine of an authorisation: states and transitions only. The acts that call them stand in `actions`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from auditors.states import AuthorisationState as State


class AuthorisationWorkflow(models.Model):
    state = FSMField(_("stand"), default=State.CANDIDATE, choices=State.choices, protected=True)

    class Meta:
        abstract = True

    @transition(field=state, source=State.CANDIDATE, target=State.IN_TRAINING)
    def start_training(self) -> None:
        """The office lets somebody begin the training."""

    @transition(
        field=state, source=[State.CANDIDATE, State.IN_TRAINING, State.AUTHORISED, State.ENDED], target=State.AUTHORISED
    )
    def authorise(self) -> None:
        """The office authorises, or authorises again, until a date."""

    @transition(field=state, source=State.AUTHORISED, target=State.SUSPENDED)
    def suspend(self) -> None:
        """The office suspends, with a reason; no work until it is lifted."""

    @transition(field=state, source=State.SUSPENDED, target=State.AUTHORISED)
    def reinstate(self) -> None:
        """The office lifts the suspension."""

    @transition(
        field=state,
        source=[State.CANDIDATE, State.IN_TRAINING, State.AUTHORISED, State.SUSPENDED],
        target=State.ENDED,
    )
    def end(self) -> None:
        """Somebody stops, or the office ends it with a reason."""

    @transition(field=state, source=[State.AUTHORISED, State.SUSPENDED], target=State.ENDED)
    def run_out(self) -> None:
        """The system ends it the day after its last day."""
