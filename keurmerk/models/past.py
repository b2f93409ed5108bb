"""What stays of an application that was erased: nothing that says whose it was, only what counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from keurmerk.states import ApplicationKind, ApplicationState, Recommendation


class PastApplication(models.Model):
    """How an application ended and when, so that the numbers of a year stay what they were. Points to nothing.

    `outcome` is of the last decision, "" where there was none. Those of the demo leave nothing behind.
    """

    kind = models.CharField(_("soort"), max_length=10, choices=ApplicationKind.choices)
    state = models.CharField(_("geëindigd als"), max_length=20, choices=ApplicationState.choices)
    outcome = models.CharField(_("besluit"), max_length=20, choices=Recommendation.choices, blank=True)
    route = models.CharField(_("route"), max_length=10, blank=True)
    sector = models.CharField(_("sector"), max_length=20, blank=True)
    requested_on = models.DateField(_("aangevraagd op"))
    decided_on = models.DateField(_("besloten op"), null=True, blank=True)
    ended_on = models.DateField(_("geëindigd op"))

    class Meta:
        verbose_name = _("vroegere aanvraag")
        verbose_name_plural = _("vroegere aanvragen")
        indexes = [models.Index(fields=["outcome", "decided_on"], name="past_by_outcome")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.ended_on:%Y}"
