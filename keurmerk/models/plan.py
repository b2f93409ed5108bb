"""The plan of approach, in versions: one is worked on until it is handed in; what was handed in never changes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from keurmerk import figures, planning
from keurmerk.models.application import Application
from keurmerk.states import PlanState
from selfeval.instruments.model import FULL, STAR


class ApproachPlan(models.Model):
    """One version. `steps` and `deductions` are lists in JSON, shaped by `planning.Step` and `planning.Deduction`; amounts are
    text, so that they stay exact. `changes` counts the savings, so that nobody agrees with what they did not see.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField(_("versie"))
    state = models.CharField(_("stand"), max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    route = models.CharField(_("route"), max_length=10, choices=[(FULL, _("volledige route")), (STAR, _("sterroute"))])
    locations = models.PositiveIntegerField(_("aantal locaties"), default=1)
    scope = models.TextField(_("welke locaties"), blank=True)
    intake_on = models.DateField(_("intakegesprek op"), null=True, blank=True)
    steps = models.JSONField(_("stappen"), default=list)
    hours = models.DecimalField(_("uren adviseur"), max_digits=6, decimal_places=2, default=0)
    rate = models.DecimalField(_("uurtarief zonder btw"), max_digits=8, decimal_places=2, default=0)
    audit_fee = models.DecimalField(
        _("audit met btw"), max_digits=8, decimal_places=2, null=True, blank=True
    )  # null: by agreement with NOV, and not agreed yet
    vat_percentage = models.DecimalField(_("btw-percentage"), max_digits=5, decimal_places=2, default=21)
    deductions = models.JSONField(_("subsidies"), default=list)
    remarks = models.TextField(_("opmerkingen"), blank=True)
    changes = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("laatst gewijzigd"))
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(_("akkoord van de organisatie"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("ingediend"), null=True, blank=True)
    judged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(_("beoordeeld door NOV"), null=True, blank=True)
    judged_remarks = models.TextField(_("opmerkingen van NOV"), blank=True)

    class Meta:
        verbose_name = _("plan van aanpak")
        verbose_name_plural = _("plannen van aanpak")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="plan_version_once"),
            models.UniqueConstraint(fields=["application"], condition=Q(state=PlanState.DRAFT), name="plan_one_draft"),
            models.CheckConstraint(
                name="plan_submitted_was_agreed",
                condition=Q(state=PlanState.DRAFT) | Q(agreed_at__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_amounts_not_negative",
                condition=Q(hours__gte=0, rate__gte=0, audit_fee__gte=0, vat_percentage__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} v{self.version}"

    @property
    def contents(self) -> planning.Contents:
        """What is written in it, as a value."""
        same = {name: getattr(self, name) for name in planning.FIELDS}
        steps, deductions = planning.steps_in(self.steps), planning.deductions_in(self.deductions)
        return planning.Contents(**same, steps=steps, deductions=deductions)

    @contents.setter
    def contents(self, value: planning.Contents) -> None:
        for name in planning.FIELDS:
            setattr(self, name, getattr(value, name))
        self.steps, self.deductions = planning.steps_out(value.steps), planning.deductions_out(value.deductions)

    @property
    def costs(self) -> figures.Costs:
        """What it costs, line by line."""
        return figures.costs(
            hours=self.hours,
            rate=self.rate,
            audit_fee=self.audit_fee,
            vat_percentage=self.vat_percentage,
            deductions=[one.amount for one in planning.deductions_in(self.deductions)],
        )
