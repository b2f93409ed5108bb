"""What an organisation says of its adviser, once it is over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from keurmerk.models.application import Application
from keurmerk.states import Score


class Rating(models.Model):
    """One rating of one trajectory, about who advised at the end. The office reads it; the adviser averages from five on."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="rating")
    adviser = models.ForeignKey(User, verbose_name=_("adviseur"), on_delete=models.PROTECT, related_name="+")
    guidance = models.PositiveSmallIntegerField(_("begeleiding"), choices=Score.choices)
    reachable = models.PositiveSmallIntegerField(_("bereikbaar"), choices=Score.choices)
    recommends = models.BooleanField(_("raadt aan"))
    remark = models.TextField(_("toelichting"), blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("waardering")
        verbose_name_plural = _("waarderingen")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["adviser", "at"], name="rating_of_adviser")]

    def __str__(self) -> str:
        return str(self.application)
