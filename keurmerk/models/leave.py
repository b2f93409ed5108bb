"""The organisation's leave for its adviser to look into the improvement plan. Fields and constraints only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from keurmerk.models.application import Application


class PlanLeave(models.Model):
    """While the application runs, this adviser may read the plan and propose actions; another adviser needs leave anew."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="plan_leave")
    adviser = models.ForeignKey(User, verbose_name=_("adviseur"), on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(User, verbose_name=_("gegeven door"), on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("gegeven"))

    class Meta:
        verbose_name = _("inzage in het verbeterplan")
        verbose_name_plural = _("inzagen in het verbeterplan")

    def __str__(self) -> str:
        return f"{self.given_at:%d-%m-%Y %H:%M}"
