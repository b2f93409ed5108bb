"""What selfeval keeps: instrument versions, evaluations with their answers, personal links, and what people thought.

Fields and constraints only; every act stands in `actions`, every read that is more than a lookup in `queries`.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from goedgeregeld.accounts.models import Organisation
from selfeval.entries import UNKNOWN, Entry
from selfeval.scoring import NA
from selfeval.states import AnswerKind, EvaluationState, Helped, StatementOpinion
from selfeval.workflow import EvaluationWorkflow


class InstrumentVersion(models.Model):
    """One version of an instrument. Once published it never changes: the SHA-256 of its content is its seal."""

    code = models.CharField(_("code"), max_length=40)
    version = models.CharField(_("versie"), max_length=20)
    title = models.CharField(_("titel"), max_length=200)
    definition = models.TextField(_("inhoud"))
    sha256 = models.CharField(_("zegel"), max_length=64)
    loaded_at = models.DateTimeField(_("geladen"))
    published_at = models.DateTimeField(_("gepubliceerd"), null=True, blank=True)

    class Meta:
        verbose_name = _("instrumentversie")
        verbose_name_plural = _("instrumentversies")
        ordering = ["-published_at", "-loaded_at"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="instrument_version_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Evaluation(ConcurrentTransitionMixin, EvaluationWorkflow):
    """One self-evaluation, kept for ever with the instrument version it was made with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument_version = models.ForeignKey(
        InstrumentVersion, verbose_name=_("instrument"), on_delete=models.PROTECT, related_name="evaluations"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="evaluations",
    )  # null: nobody claimed it yet
    organisation_name = models.CharField(_("naam in het rapport"), max_length=200, blank=True)
    profile = models.JSONField(_("profiel"), default=dict)  # decimals as text, so that they stay exact
    route = models.CharField(_("route"), max_length=10)
    result = models.JSONField(_("uitslag"), null=True, blank=True)  # scoring.as_json, from completion on
    copied_from = models.ForeignKey(
        "self", verbose_name=_("kopie van"), null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    repeats = models.BooleanField(
        _("vraagt de vorige antwoorden na"), default=False
    )  # does what was answered in `copied_from` still hold? Nothing is answered until somebody says so
    demo = models.BooleanField(_("voorbeeld"), default=False)  # never counts in any figure
    replaced = models.BooleanField(
        _("iets vervangen"), default=False
    )  # once True, there may be an Overwrite to tell of
    started_at = models.DateTimeField(_("begonnen"))
    changed_at = models.DateTimeField(_("laatst gewijzigd"))
    completed_at = models.DateTimeField(_("afgerond"), null=True, blank=True)
    warn_email = models.EmailField(_("waarschuwen op"), blank=True)  # asked for, before an unclaimed one is erased
    warned_at = models.DateTimeField(_("gewaarschuwd"), null=True, blank=True)

    class Meta:
        verbose_name = _("zelfevaluatie")
        verbose_name_plural = _("zelfevaluaties")
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                name="evaluation_completed_whole",
                condition=Q(state=EvaluationState.COMPLETED, completed_at__isnull=False, result__isnull=False)
                | (~Q(state=EvaluationState.COMPLETED) & Q(completed_at__isnull=True, result__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "completed_at"], name="evaluation_completed"),
            models.Index(fields=["changed_at"], name="evaluation_changed"),
            models.Index(fields=["organisation", "changed_at"], name="evaluation_of_organisation"),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # not its name: this shows in the admin and in logs


_KINDS = {NA: AnswerKind.NOT_APPLICABLE, UNKNOWN: AnswerKind.UNKNOWN, "": AnswerKind.OPEN}  # of what is no level
_CHOICES: dict[str, str] = {kind: choice for choice, kind in _KINDS.items()}


class Answer(models.Model):
    """What was entered at one statement of one evaluation."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="answers")
    statement = models.CharField(_("stelling"), max_length=40)
    kind = models.CharField(_("soort"), max_length=20, choices=AnswerKind.choices)
    level = models.PositiveSmallIntegerField(_("niveau"), null=True, blank=True)
    reason = models.TextField(_("reden"), blank=True)
    remark = models.TextField(_("toelichting"), blank=True)
    device = models.CharField(_("apparaat"), max_length=32, blank=True)  # who entered it last, without knowing who
    saved_at = models.DateTimeField(_("opgeslagen"))

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "statement"], name="answer_once"),
            models.CheckConstraint(
                name="answer_level_when_level",
                condition=Q(kind=AnswerKind.LEVEL, level__isnull=False)
                | (~Q(kind=AnswerKind.LEVEL) & Q(level__isnull=True)),
            ),
            models.CheckConstraint(
                name="answer_na_has_reason", condition=~Q(kind=AnswerKind.NOT_APPLICABLE) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.entry.choice or '–'}"

    ENTRY_FIELDS = ("kind", "level", "reason", "remark")

    @property
    def entry(self) -> Entry:
        """The answer as an entry."""
        return self.entry_of(self.kind, self.level, self.reason, self.remark)

    @staticmethod
    def entry_of(kind: str, level: int | None, reason: str, remark: str) -> Entry:
        """The entry that these field values (ENTRY_FIELDS) hold."""
        return Entry(_CHOICES.get(kind, str(level)), reason, remark)

    @staticmethod
    def fields_of(entry: Entry) -> dict[str, object]:
        """The field values that hold this entry."""
        kind = _KINDS.get(entry.choice, AnswerKind.LEVEL)
        level = int(entry.choice) if kind == AnswerKind.LEVEL else None
        return {"kind": kind, "level": level, "reason": entry.reason, "remark": entry.remark}


class Overwrite(models.Model):
    """Somebody's entry was replaced by somebody else's: kept so that nothing is lost and the first is told."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="overwrites")
    statement = models.CharField(_("stelling"), max_length=40)
    device = models.CharField(_("van wie"), max_length=32)
    before = models.JSONField(_("wat er stond"))
    after = models.JSONField(_("wat er nu staat"))
    at = models.DateTimeField(_("wanneer"))
    seen_at = models.DateTimeField(_("gezien"), null=True, blank=True)

    class Meta:
        verbose_name = _("vervangen antwoord")
        verbose_name_plural = _("vervangen antwoorden")
        ordering = ["at"]
        indexes = [models.Index(fields=["evaluation", "device", "seen_at"], name="overwrite_unseen")]

    def __str__(self) -> str:
        return f"{self.statement} ({self.at:%d-%m-%Y %H:%M})"


class ResumeLink(models.Model):
    """A personal link to one evaluation. Only the SHA-256 of its secret is kept; a withdrawn link opens nothing."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("gemaakt"))
    withdrawn_at = models.DateTimeField(_("ingetrokken"), null=True, blank=True)

    class Meta:
        verbose_name = _("persoonlijke link")
        verbose_name_plural = _("persoonlijke links")

    def __str__(self) -> str:
        return f"{self.created_at:%d-%m-%Y %H:%M}"


class StatementFeedback(models.Model):
    """What someone thinks of a statement itself; for the office, to make the next version better."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="statement_feedback")
    statement = models.CharField(_("stelling"), max_length=40)
    opinion = models.CharField(_("mening"), max_length=20, choices=StatementOpinion.choices)
    comment = models.TextField(_("opmerking"), blank=True)
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("mening over een stelling")
        verbose_name_plural = _("meningen over stellingen")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "statement"], name="statement_feedback_once")]
        indexes = [models.Index(fields=["statement", "at"], name="feedback_of_statement")]

    def __str__(self) -> str:
        return f"{self.statement}: {self.get_opinion_display()}"


class ReportFeedback(models.Model):
    """Whether the report helped; for the office."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="report_feedback")
    helped = models.CharField(_("geholpen"), max_length=20, choices=Helped.choices)
    comment = models.TextField(_("opmerking"), blank=True)
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("mening over een rapport")
        verbose_name_plural = _("meningen over rapporten")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.get_helped_display()
