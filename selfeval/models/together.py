"""What is kept of answering together: the round, who was invited, what each of them said, and what came out.

With names, a response stays and says whose it is. Anonymous, a response and the invitation it came by have nothing in common
but the secret of the link, of which each keeps another seal; when the round closes only counts and remarks without a writer
are left. No time is kept of a response: the order in which people answered would tell who they are. See decision 26.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from selfeval.models.evaluations import Evaluation


class Round(models.Model):
    """One evaluation answered by several people, each alone; open until it is closed. Closed it has an outcome."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="together")
    anonymous = models.BooleanField(_("zonder namen"))
    shared = models.BooleanField(_("deelnemers zien de uitkomst"), default=True)
    groups = models.JSONField(_("groepen"), default=list)
    closes_on = models.DateField(_("laatste dag"))
    link_sha256 = models.CharField(max_length=64, null=True, blank=True, unique=True)
    link_sealed = models.TextField(_("verzegelde link"), blank=True)  # so that it can be shown again
    opened_at = models.DateTimeField(_("geopend"))
    reminded_at = models.DateTimeField(_("laatst herinnerd"), null=True, blank=True)
    warned = models.BooleanField(_("herinnerd aan het einde"), default=False)  # by the daily command, once
    closed_at = models.DateTimeField(_("gesloten"), null=True, blank=True)
    outcome = models.JSONField(
        _("uitkomst"), null=True, blank=True
    )  # queries.together_outcome.Outcome, from closing on

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        constraints = [
            models.CheckConstraint(
                name="round_closed_with_outcome",
                condition=models.Q(closed_at__isnull=True, outcome__isnull=True)
                | models.Q(closed_at__isnull=False, outcome__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["closed_at", "closes_on"], name="round_open_until")]

    def __str__(self) -> str:
        return str(self.pk)


class Invited(models.Model):
    """Somebody who was asked by mail. In an anonymous round the address and the sealed secret go when it closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invited")
    email = models.EmailField(_("e-mailadres"), max_length=254, blank=True)
    group = models.CharField(_("groep"), max_length=60, blank=True)
    themes = models.JSONField(_("thema's"), default=list)  # codes; none: all
    token_sha256 = models.CharField(max_length=64, unique=True)
    token_sealed = models.TextField(_("verzegelde link"), blank=True)  # for reminders
    declined = models.BooleanField(_("doet niet mee"), default=False)
    withdrawn = models.BooleanField(_("ingetrokken"), default=False)

    class Meta:
        verbose_name = _("genodigde")
        verbose_name_plural = _("genodigden")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "email"], condition=~models.Q(email=""), name="invited_once_a_round"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Response(models.Model):
    """What one person says: their entries by statement. `key_sha256` seals the secret that opens it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="responses")
    key_sha256 = models.CharField(max_length=64, unique=True)
    invited = models.OneToOneField(
        Invited, null=True, blank=True, on_delete=models.SET_NULL, related_name="response"
    )  # with names only
    name = models.CharField(_("naam"), max_length=80, blank=True)  # with names only
    group = models.CharField(_("groep"), max_length=60, blank=True)
    themes = models.JSONField(_("thema's"), default=list)
    entries = models.JSONField(_("antwoorden"), default=dict)  # statement -> [choice, reason, remark]
    handed_in = models.BooleanField(_("ingeleverd"), default=False)

    class Meta:
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")

    def __str__(self) -> str:
        return str(self.pk)


class Remark(models.Model):
    """What an anonymous person wrote at a statement, kept apart from all else they said; in the order of the text."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="remarks")
    statement = models.CharField(_("stelling"), max_length=40)
    text = models.TextField(_("opmerking"))

    class Meta:
        verbose_name = _("opmerking zonder naam")
        verbose_name_plural = _("opmerkingen zonder naam")
        indexes = [models.Index(fields=["round", "statement"], name="remark_of_statement")]

    def __str__(self) -> str:
        return self.statement
