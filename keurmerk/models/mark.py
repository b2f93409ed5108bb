"""The mark: the right to carry it, for four years. What it says of the organisation is kept with it, for the register."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from goedgeregeld.accounts.models import Municipality, Organisation
from keurmerk.models.application import Application
from keurmerk.workflow import MarkWorkflow


class Mark(ConcurrentTransitionMixin, MarkWorkflow):
    """One mark with its number. `name`, `municipality`, `sector` stay when the organisation is erased."""

    number = models.CharField(_("nummer"), max_length=12, unique=True)
    code = models.CharField(_("controlecode"), max_length=14, unique=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="marks"
    )
    application = models.OneToOneField(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="mark"
    )  # null: granted before this system
    name = models.CharField(_("organisatie"), max_length=200)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(_("sector"), max_length=20, blank=True)
    route = models.CharField(_("route"), max_length=10, blank=True)
    scope = models.TextField(_("welke locaties"), blank=True)
    demo = models.BooleanField(_("voorbeeld"), default=False)
    decided_on = models.DateField(_("besloten op"))
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"))
    status_index = models.PositiveIntegerField(
        _("plaats in de statuslijst"), null=True, unique=True, editable=False
    )  # of its credential, see `register`
    imported_at = models.DateTimeField(_("ingelezen"), null=True, blank=True)  # granted before this system
    state_since = models.DateTimeField(_("in deze stand sinds"))

    class Meta:
        verbose_name = _("keurmerk")
        verbose_name_plural = _("keurmerken")
        ordering = ["-valid_from", "number"]
        constraints = [
            models.CheckConstraint(name="mark_begins_before_it_ends", condition=Q(valid_from__lt=F("valid_until"))),
        ]
        indexes = [
            models.Index(fields=["state", "valid_until"], name="mark_by_state"),
            models.Index(fields=["decided_on"], name="mark_by_decision"),
            models.Index(fields=["organisation", "valid_until"], name="mark_of_organisation"),
        ]

    def __str__(self) -> str:
        return self.number
