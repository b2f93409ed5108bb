"""The machines of the quality mark: states and transitions only (design, section 4). The acts stand in `actions`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from keurmerk.states import BEFORE_DECISION, AppointmentState, MarkState
from keurmerk.states import ApplicationState as S


class ApplicationWorkflow(models.Model):
    state = FSMField(_("stand"), default=S.REQUESTED, choices=S.choices, protected=True)

    class Meta:
        abstract = True

    @transition(field=state, source=S.REQUESTED, target=S.INTAKE)
    def accept(self) -> None:
        """The adviser takes it on."""

    @transition(field=state, source=S.REQUESTED, target=S.REQUESTED)
    def decline(self) -> None:
        """The adviser cannot or may not; the next one is asked, or the office looks."""

    @transition(field=state, source=S.REQUESTED, target=S.REQUESTED)
    def assign(self) -> None:
        """The office asks an adviser."""

    @transition(field=state, source=S.REQUESTED, target=S.REQUESTED)
    def lapse_request(self) -> None:
        """The adviser who was asked did not answer in time; the next one is asked, or the office looks."""

    @transition(field=state, source=S.INTAKE, target=S.PLAN_REVIEW)
    def submit_plan(self) -> None:
        """The adviser hands in the plan of approach, with which the organisation agreed."""

    @transition(field=state, source=S.PLAN_REVIEW, target=S.WORKING)
    def approve_plan(self) -> None:
        """The office approves the plan."""

    @transition(field=state, source=S.PLAN_REVIEW, target=S.INTAKE)
    def return_plan(self) -> None:
        """The office sends the plan back with remarks."""

    @transition(field=state, source=S.WORKING, target=S.ASSESSMENT)
    def submit_dossier(self) -> None:
        """The organisation hands in its dossier, which is frozen."""

    @transition(field=state, source=S.ASSESSMENT, target=S.WORKING)
    def return_dossier(self) -> None:
        """The adviser gives the dossier back before giving advice: something lacks."""

    @transition(field=state, source=S.ASSESSMENT, target=S.AUDIT_ASSIGNMENT)
    def advise_positively(self) -> None:
        """The adviser advises NOV to have it audited."""

    @transition(field=state, source=S.ASSESSMENT, target=S.WORKING)
    def advise_negatively(self) -> None:
        """The adviser advises against it; the organisation goes on working."""

    @transition(field=state, source=S.ASSESSMENT, target=S.WITHDRAWN)
    def end_negatively(self) -> None:
        """The adviser advises against it, and it ends here."""

    @transition(field=state, source=S.AUDIT_ASSIGNMENT, target=S.AUDIT)
    def assign_auditor(self) -> None:
        """The office appoints an independent auditor."""

    @transition(field=state, source=S.AUDIT, target=S.AUDIT_ASSIGNMENT)
    def return_audit(self) -> None:
        """The auditor cannot or may not, with a reason; the office appoints another."""

    @transition(field=state, source=S.AUDIT, target=S.SUPPLEMENT)
    def ask_supplement(self) -> None:
        """The auditor asks for more, with a deadline."""

    @transition(field=state, source=S.SUPPLEMENT, target=S.AUDIT)
    def supply(self) -> None:
        """The organisation supplies what was asked."""

    @transition(field=state, source=S.SUPPLEMENT, target=S.AUDIT)
    def lapse_supplement(self) -> None:
        """The deadline of the supplement passed; the auditor goes on with what there is."""

    @transition(field=state, source=S.AUDIT, target=S.DECISION)
    def recommend(self) -> None:
        """The auditor recommends what to decide."""

    @transition(field=state, source=S.DECISION, target=S.GRANTED)
    def grant(self) -> None:
        """NOV grants the mark."""

    @transition(field=state, source=S.DECISION, target=S.CONDITIONAL)
    def grant_conditionally(self) -> None:
        """NOV grants the mark once conditions are met, each before its deadline."""

    @transition(field=state, source=S.DECISION, target=S.REFUSED)
    def refuse(self) -> None:
        """NOV refuses, with reasons."""

    @transition(field=state, source=S.CONDITIONAL, target=S.GRANTED)
    def confirm_conditions(self) -> None:
        """The auditor found each condition met, and NOV confirms it."""

    @transition(field=state, source=S.CONDITIONAL, target=S.REFUSED)
    def conditions_failed(self) -> None:
        """The conditions were not met."""

    @transition(field=state, source=S.REFUSED, target=S.OBJECTION)
    def object(self) -> None:
        """The organisation objects, within six weeks."""

    @transition(field=state, source=S.OBJECTION, target=S.OBJECTION)
    def pass_objection(self) -> None:
        """NOV gives its view and appoints a second auditor, whose word is final."""

    @transition(field=state, source=S.OBJECTION, target=S.DECISION)
    def uphold(self) -> None:
        """The second auditor finds the objection justified: it is decided again, as this auditor recommends."""

    @transition(field=state, source=S.OBJECTION, target=S.REFUSED)
    def dismiss(self) -> None:
        """The second auditor finds the objection not justified; that is final."""

    @transition(field=state, source=BEFORE_DECISION, target=S.WITHDRAWN)
    def withdraw(self) -> None:
        """The organisation stops."""

    @transition(field=state, source=BEFORE_DECISION, target=S.WITHDRAWN)
    def let_lapse(self) -> None:
        """The office closes an application in which nothing happens any more."""


class AppointmentWorkflow(models.Model):
    state = FSMField(_("stand"), default=AppointmentState.ASKED, choices=AppointmentState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(field=state, source=AppointmentState.ASKED, target=AppointmentState.ACCEPTED)
    def accept(self) -> None:
        """Who was asked takes it on. Whom the office appoints after a talk (auditors, who replaces somebody) did so there."""

    @transition(
        field=state,
        source=[AppointmentState.ASKED, AppointmentState.ACCEPTED],
        target=AppointmentState.DECLINED,
    )
    def decline(self) -> None:
        """They do not, with a reason; an auditor also after having been appointed."""

    @transition(field=state, source=AppointmentState.ASKED, target=AppointmentState.LAPSED)
    def lapse(self) -> None:
        """The term to answer is over."""

    @transition(
        field=state,
        source=[AppointmentState.ASKED, AppointmentState.ACCEPTED],
        target=AppointmentState.REPLACED,
    )
    def replace(self) -> None:
        """The office puts somebody else in their place."""


class MarkWorkflow(models.Model):
    state = FSMField(_("stand"), default=MarkState.VALID, choices=MarkState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(field=state, source=MarkState.VALID, target=MarkState.SUSPENDED)
    def suspend(self) -> None:
        """NOV suspends the mark, with reasons."""

    @transition(field=state, source=MarkState.SUSPENDED, target=MarkState.VALID)
    def reinstate(self) -> None:
        """NOV lifts the suspension."""

    @transition(field=state, source=[MarkState.VALID, MarkState.SUSPENDED], target=MarkState.WITHDRAWN)
    def revoke(self) -> None:
        """NOV withdraws the mark, with reasons; that is final."""

    @transition(field=state, source=[MarkState.VALID, MarkState.SUSPENDED], target=MarkState.EXPIRED)
    def expire(self) -> None:
        """The last day has passed."""


def sources(verb: str, machine: type[models.Model] = ApplicationWorkflow) -> tuple[str, ...]:
    """The states from which this verb of a machine leads on; empty where it is no transition."""
    method = getattr(machine, verb, None)
    return tuple(str(state) for state in method._django_fsm.transitions) if method else ()  # noqa: SLF001 - as django_fsm's own helpers do
