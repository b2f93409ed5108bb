"""What the office sets and notes: terms per state, fees per year, what is due to whom, and which mail was sent about what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keurmerk.models.application import Application
from keurmerk.states import LIVE, DueKind, DueState


class Term(models.Model):
    """How many working days a state may take. A state without a row has the default of `deadlines.DEFAULTS`."""

    state = models.CharField(_("stand"), max_length=20, unique=True, choices=[(one.value, one.label) for one in LIVE])
    working_days = models.PositiveSmallIntegerField(_("werkdagen"))

    class Meta:
        verbose_name = _("termijn")
        verbose_name_plural = _("termijnen")

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.working_days}"


class Fees(models.Model):
    """What is asked in a year; a year without a row takes the last one before it, or `figures.DEFAULT_FEES`."""

    year = models.PositiveSmallIntegerField(_("jaar"), unique=True)
    audit = models.DecimalField(_("audit met btw"), max_digits=8, decimal_places=2)
    hourly_rate = models.DecimalField(_("uurtarief landelijke adviseur zonder btw"), max_digits=8, decimal_places=2)
    vat_percentage = models.DecimalField(_("btw-percentage"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("tarieven van een jaar")
        verbose_name_plural = _("tarieven")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="fees_not_negative", condition=Q(audit__gte=0, hourly_rate__gte=0, vat_percentage__gte=0)
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


class Due(models.Model):
    """An amount that is due by the approved plan, and how far it is. All amounts are in euros.

    It stays when the application is erased, for the bookkeeping: then it says no more of whom it was.
    """

    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="dues")
    kind = models.CharField(_("waarvoor"), max_length=10, choices=DueKind.choices)
    payee = models.CharField(_("aan wie"), max_length=200)
    amount = models.DecimalField(_("bedrag met btw"), max_digits=10, decimal_places=2)
    vat = models.DecimalField(_("waarvan btw"), max_digits=10, decimal_places=2)
    state = models.CharField(_("stand"), max_length=10, choices=DueState.choices, default=DueState.DUE)
    due_since = models.DateField(_("verschuldigd sinds"))
    invoiced_on = models.DateField(_("gefactureerd op"), null=True, blank=True)
    paid_on = models.DateField(_("betaald op"), null=True, blank=True)
    note = models.TextField(_("notitie"), blank=True)

    class Meta:
        verbose_name = _("te betalen bedrag")
        verbose_name_plural = _("te betalen bedragen")
        ordering = ["due_since", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "kind"], name="due_once")]
        indexes = [models.Index(fields=["state", "due_since"], name="due_by_state")]

    def __str__(self) -> str:
        return f"{self.application or '–'} {self.get_kind_display()}"


class Notice(models.Model):
    """A mail about applications that was put in the queue, once: `key` says about what, to whom. For messages and reminders."""

    key = models.CharField(max_length=120, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, null=True, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("verstuurd bericht")
        verbose_name_plural = _("verstuurde berichten")
        indexes = [models.Index(fields=["at"], name="notice_at")]

    def __str__(self) -> str:
        return self.key
