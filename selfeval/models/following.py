"""What came of it: who may be asked half a year later, that they were asked, and the one answer. Fields only."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selfeval.models.evaluations import Evaluation
from selfeval.states import Helped


class FollowUpWish(models.Model):
    """The address that who has no account left to be asked at, once; gone when that was done."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="follow_up_wish")
    email = models.EmailField(_("e-mailadres"))
    asked_at = models.DateTimeField(_("achtergelaten"))

    class Meta:
        verbose_name = _("adres voor de vervolgvragen")
        verbose_name_plural = _("adressen voor de vervolgvragen")

    def __str__(self) -> str:
        return f"{self.asked_at:%d-%m-%Y %H:%M}"


class FollowUp(models.Model):
    """The two questions, sent to somebody about one evaluation. Of the address only a seal is kept."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="follow_ups")
    address_sha256 = models.CharField(max_length=64, blank=True)  # to know who wants no mail any more
    token_sha256 = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(_("gevraagd"))
    changed = models.CharField(_("iets veranderd"), max_length=20, choices=Helped.choices, blank=True)
    helped = models.CharField(_("geholpen"), max_length=20, choices=Helped.choices, blank=True)
    remark = models.TextField(_("opmerking"), blank=True)
    answered_at = models.DateTimeField(_("beantwoord"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("wil geen mail"), null=True, blank=True)

    class Meta:
        verbose_name = _("vervolgvraag")
        verbose_name_plural = _("vervolgvragen")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "address_sha256"], condition=~Q(address_sha256=""), name="follow_up_once"
            ),
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(answered_at__isnull=False), name="follow_up_answered_once"
            ),
            models.CheckConstraint(
                name="follow_up_answered_whole",
                condition=Q(answered_at__isnull=True, changed="") | (Q(answered_at__isnull=False) & ~Q(changed="")),
            ),
        ]
        indexes = [models.Index(fields=["address_sha256", "stopped_at"], name="follow_up_stopped")]

    def __str__(self) -> str:
        return f"{self.sent_at:%d-%m-%Y %H:%M}"
