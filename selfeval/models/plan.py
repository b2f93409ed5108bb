"""The improvement plan: actions that hang on the evaluation whose advice they follow, and links for who does them.

The plan of an organisation is the actions of all its evaluations together. Fields and constraints only.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selfeval.models.evaluations import Evaluation
from selfeval.states import Effort, Progress


class ImprovementAction(models.Model):
    """One thing to do: what, why, who, by when. Who does it is a user, or a name with maybe an address."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="improvements")
    statement = models.CharField(_("stelling"), max_length=40, blank=True)
    from_advice = models.BooleanField(_("uit het advies"), default=False)
    what = models.TextField(_("wat"))
    why = models.TextField(_("waarom"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("wie"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    owner_name = models.CharField(_("naam"), max_length=100, blank=True)
    owner_email = models.EmailField(_("e-mailadres"), blank=True)
    due = models.DateField(_("klaar op"), null=True, blank=True)
    effort = models.CharField(_("hoeveel werk"), max_length=10, choices=Effort.choices, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=Progress.choices, default=Progress.PLANNED)
    reason = models.TextField(_("reden"), blank=True)  # why it was dropped or declined
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voorgesteld door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("gemaakt"))
    changed_at = models.DateTimeField(_("laatst gewijzigd"))
    moved_at = models.DateTimeField(_("stand sinds"))
    told_before = models.DateField(null=True, blank=True)  # the day of which was said that it comes near
    told_after = models.DateField(null=True, blank=True)  # the day of which was said that it has passed

    class Meta:
        verbose_name = _("verbeteractie")
        verbose_name_plural = _("verbeteracties")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "statement"], condition=Q(from_advice=True), name="improvement_from_advice_once"
            ),
            models.CheckConstraint(
                name="improvement_dropped_has_reason", condition=~Q(state=Progress.DROPPED) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="improvement_one_owner", condition=Q(owner__isnull=True) | Q(owner_name="", owner_email="")
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="improvement_due")]

    def __str__(self) -> str:
        return str(self.pk)  # not what is to be done: this shows in the admin and in logs


class OwnerLink(models.Model):
    """A link in a reminder to who has no account: it shows the own actions of this plan, and nothing else."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="owner_links")
    email = models.EmailField(_("e-mailadres"))
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("gemaakt"))
    until = models.DateField(_("geldig tot en met"))

    class Meta:
        verbose_name = _("link voor een uitvoerder")
        verbose_name_plural = _("links voor uitvoerders")

    def __str__(self) -> str:
        return f"{self.made_at:%d-%m-%Y %H:%M}"
