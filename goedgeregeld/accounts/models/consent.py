"""What an organisation allows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models.organisations import Organisation
from goedgeregeld.accounts.models.people import User


class BenchmarkConsent(models.Model):
    """An organisation lets its figures count in the benchmark; asked apart, withdrawn when it likes."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="benchmark_consent")
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(_("gegeven"))

    class Meta:
        verbose_name = _("toestemming voor de vergelijking")
        verbose_name_plural = _("toestemmingen voor de vergelijking")

    def __str__(self) -> str:
        return f"{self.organisation} ({self.given_at:%d-%m-%Y})"
