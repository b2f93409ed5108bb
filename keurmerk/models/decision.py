"""The decision by NOV, its conditions, and an objection against it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from keurmerk.models.application import Application
from keurmerk.models.audit import Audit
from keurmerk.models.dossier import Evidence
from keurmerk.states import ObjectionState, Recommendation


class Decision(models.Model):
    """What NOV decided on a recommendation, by whom, with reasons. Never changed; a new one may follow an objection.

    `confirmed_*`: of a conditional one, who of the office confirmed (or found failing) its conditions.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("besluit"), max_length=20, choices=Recommendation.choices)
    reasons = models.TextField(_("waarom"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("besloten"))
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("voorwaarden afgehandeld"), null=True, blank=True)
    failed_reasons = models.TextField(_("waarom niet voldaan"), blank=True)

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["outcome", "at"], name="decision_by_outcome")]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"


class Condition(models.Model):
    """What must be in order, and before when. Whether it is, the last of its reports says."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="conditions")
    statement = models.CharField(_("stelling"), max_length=40, blank=True)
    text = models.TextField(_("voorwaarde"))
    until = models.DateField(_("uiterlijk"))

    class Meta:
        verbose_name = _("voorwaarde")
        verbose_name_plural = _("voorwaarden")
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class ConditionReport(models.Model):
    """The organisation reported that a condition is met, with what shows it; and what the auditor said of that.

    Never changed once judged: who was told "not met" reports again, in a new row.
    """

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="reports")
    text = models.TextField(_("melding van de organisatie"))
    evidence = models.ManyToManyField(
        Evidence, verbose_name=_("bewijsstukken"), blank=True, related_name="condition_reports"
    )
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("gemeld"))
    met = models.BooleanField(_("voldaan"), null=True, blank=True)  # null: not judged yet
    judged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(_("beoordeeld"), null=True, blank=True)
    judged_reason = models.TextField(_("waarom"), blank=True)

    class Meta:
        verbose_name = _("melding bij een voorwaarde")
        verbose_name_plural = _("meldingen bij voorwaarden")
        ordering = ["reported_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["condition"], condition=Q(met__isnull=True), name="report_one_to_judge"),
            models.CheckConstraint(
                name="report_judged_whole",
                condition=Q(met__isnull=True) | Q(judged_at__isnull=False) & ~Q(judged_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition} {self.reported_at:%d-%m-%Y}"


class Objection(models.Model):
    """The organisation objects to a refusal: first to NOV, then to a second auditor, whose word is final."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="objection")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="objections")
    grounds = models.TextField(_("waarom"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("gemaakt"))
    state = models.CharField(_("stand"), max_length=10, choices=ObjectionState.choices, default=ObjectionState.AT_NOV)
    view = models.TextField(_("zienswijze van NOV"), blank=True)
    handled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handled_at = models.DateTimeField(_("behandeld"), null=True, blank=True)
    auditor = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(_("oordeel van de tweede auditor"), blank=True)
    closed_at = models.DateTimeField(_("afgehandeld"), null=True, blank=True)

    class Meta:
        verbose_name = _("bezwaar")
        verbose_name_plural = _("bezwaren")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_judged_whole",
                condition=Q(state__in=[ObjectionState.AT_NOV, ObjectionState.AT_AUDITOR])
                | (Q(closed_at__isnull=False) & ~Q(reasons="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.get_state_display()}"
