"""Charts that were drawn, so that every chart is drawn once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Drawing(models.Model):
    """One chart as SVG. Its key stands for all that it depends on (figures, words, colours), so it never goes stale."""

    key = models.CharField(_("sleutel"), max_length=64, primary_key=True)
    svg = models.TextField(_("tekening"))
    drawn_at = models.DateTimeField(_("getekend"))

    class Meta:
        verbose_name = _("tekening")
        verbose_name_plural = _("tekeningen")
        indexes = [models.Index(fields=["drawn_at"], name="drawing_drawn_at")]

    def __str__(self) -> str:
        return self.key[:12]
