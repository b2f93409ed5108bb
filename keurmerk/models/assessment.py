"""The adviser's assessment of one frozen dossier: a judgement per statement, the talk, and the advice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from keurmerk.models.dossier import Submission
from keurmerk.states import Sufficiency


class Assessment(models.Model):
    """One assessment; a draft until `advised_at`, then fixed. `result` is `scoring.as_json` on the corrected answers."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="assessment")
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    talk_on = models.DateField(_("beoordelingsgesprek op"), null=True, blank=True)
    talk_present = models.TextField(_("aanwezig bij het gesprek"), blank=True)
    talk_report = models.TextField(_("verslag van het gesprek"), blank=True)
    positive = models.BooleanField(_("positief advies"), null=True, blank=True)  # null: no advice given (yet)
    reasons = models.TextField(_("waarom"), blank=True)
    result = models.JSONField(_("uitslag na correctie"), null=True, blank=True)
    started_at = models.DateTimeField(_("begonnen"))
    advised_at = models.DateTimeField(_("advies gegeven"), null=True, blank=True)  # also where it was given back

    class Meta:
        verbose_name = _("beoordeling")
        verbose_name_plural = _("beoordelingen")

    def __str__(self) -> str:
        return str(self.submission)


class Judgement(models.Model):
    """What the adviser says of one statement: agrees with the answer or corrects it; evidence enough or not; a remark.

    `choice` is "" where the adviser has not said yet, the answer itself where they agree, else the corrected one: a level as
    digits or "nvt" (as in `selfeval.entries.Entry`). `agrees` says which.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="judgements")
    statement = models.CharField(_("stelling"), max_length=40)
    agrees = models.BooleanField(_("eens met het antwoord"), null=True, blank=True)
    choice = models.CharField(_("gecorrigeerd antwoord"), max_length=3, blank=True)
    evidence = models.CharField(_("bewijs"), max_length=15, choices=Sufficiency.choices, blank=True)
    remark = models.TextField(_("opmerking"), blank=True)
    saved_at = models.DateTimeField(_("opgeslagen"))

    class Meta:
        verbose_name = _("oordeel over een stelling")
        verbose_name_plural = _("oordelen over stellingen")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "statement"], name="judgement_once"),
            models.CheckConstraint(name="judgement_corrected_says_how", condition=~Q(agrees=False) | ~Q(choice="")),
        ]

    def __str__(self) -> str:
        return self.statement
