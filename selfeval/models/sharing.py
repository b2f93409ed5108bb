"""Links by which somebody outside reads one report, and nothing else. Fields and constraints only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selfeval.models.evaluations import Evaluation


class ShareLink(models.Model):
    """A read-only link to the report of a completed evaluation. Only the SHA-256 of its secret is kept."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="share_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("voor wie"), max_length=100)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gemaakt door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )  # null: by who holds the personal link
    made_at = models.DateTimeField(_("gemaakt"))
    until = models.DateField(_("geldig tot en met"))
    withdrawn_at = models.DateTimeField(_("ingetrokken"), null=True, blank=True)
    opened_on = models.DateField(_("voor het laatst geopend"), null=True, blank=True)  # a day; from where is not kept

    class Meta:
        verbose_name = _("gedeelde link")
        verbose_name_plural = _("gedeelde links")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%d-%m-%Y %H:%M}"
