"""The audit of one frozen dossier by one auditor: sample, findings, what was asked in addition, recommendation."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from keurmerk.models.application import Application
from keurmerk.models.dossier import Evidence, Submission
from keurmerk.states import Recommendation, Verdict


class Audit(models.Model):
    """One judgement of one auditor; a draft until `recommended_at`, then it never changes. Round 2 is after an objection."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="audits")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="audits")
    auditor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("ronde"))
    seed = models.BigIntegerField(_("trekking"), null=True, blank=True)  # what the sample was drawn with
    per_theme = models.PositiveSmallIntegerField(_("getrokken per thema"), null=True, blank=True)
    changed = models.JSONField(
        _("veranderd sinds het vorige keurmerk"), default=list
    )  # codes, as it was when the sample was drawn: of a renewal those are drawn first
    sample = models.JSONField(_("steekproef"), default=list)  # codes of statements, in the order of the instrument
    recommendation = models.CharField(_("oordeel"), max_length=20, choices=Recommendation.choices, blank=True)
    reasons = models.TextField(_("waarom"), blank=True)
    proposed_conditions = models.JSONField(_("voorgestelde voorwaarden"), default=list)  # [{text, statement, until}]
    started_at = models.DateTimeField(_("begonnen"))
    recommended_at = models.DateTimeField(_("oordeel gegeven"), null=True, blank=True)

    class Meta:
        verbose_name = _("audit")
        verbose_name_plural = _("audits")
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="audit_round_once"),
            models.CheckConstraint(
                name="audit_recommends_whole",
                condition=Q(recommended_at__isnull=True) | (~Q(recommendation="") & ~Q(reasons="")),
            ),
        ]
        indexes = [models.Index(fields=["auditor", "recommended_at"], name="audit_of_auditor")]

    def __str__(self) -> str:
        return f"{self.application} audit {self.round}"

    @property
    def conditions_proposed(self) -> list[dict[str, Any]]:
        """The proposed conditions, with their last day as a date."""
        return [{**one, "until": date.fromisoformat(one["until"])} for one in self.proposed_conditions]


class Finding(models.Model):
    """What the auditor finds at one statement, with the reason."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    statement = models.CharField(_("stelling"), max_length=40)
    verdict = models.CharField(_("bevinding"), max_length=10, choices=Verdict.choices, blank=True)
    reason = models.TextField(_("reden"), blank=True)
    saved_at = models.DateTimeField(_("opgeslagen"))

    class Meta:
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        constraints = [models.UniqueConstraint(fields=["audit", "statement"], name="finding_once")]

    def __str__(self) -> str:
        return f"{self.statement}: {self.get_verdict_display()}"


class SupplementRequest(models.Model):
    """The auditor asked for more, until a day; open until it was supplied or lapsed."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="supplement_requests")
    until = models.DateField(_("uiterlijk"))
    asked_at = models.DateTimeField(_("gevraagd"))
    supplied_at = models.DateTimeField(_("aangevuld"), null=True, blank=True)
    supplied_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lapsed_at = models.DateTimeField(_("verlopen"), null=True, blank=True)

    class Meta:
        verbose_name = _("verzoek om aanvulling")
        verbose_name_plural = _("verzoeken om aanvulling")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit"],
                condition=Q(supplied_at__isnull=True, lapsed_at__isnull=True),
                name="supplement_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.audit} {self.asked_at:%d-%m-%Y}"


class SupplementItem(models.Model):
    """One question of a request, at a statement or in general, with what the organisation answered."""

    request = models.ForeignKey(SupplementRequest, on_delete=models.CASCADE, related_name="items")
    statement = models.CharField(_("stelling"), max_length=40, blank=True)
    question = models.TextField(_("vraag"))
    answer = models.TextField(_("antwoord"), blank=True)
    evidence = models.ManyToManyField(Evidence, verbose_name=_("bewijsstukken"), blank=True, related_name="supplements")

    class Meta:
        verbose_name = _("vraag om aanvulling")
        verbose_name_plural = _("vragen om aanvulling")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.statement or str(self.pk)
