"""What belongs to carrying a mark: changes of its state with their reasons, the handing over, yearly declarations, signals."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from keurmerk.models.mark import Mark
from keurmerk.states import SignalState


class MarkChange(models.Model):
    """A mark was suspended, reinstated, withdrawn or expired. The reasons are for the organisation and the office."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="changes")
    verb = models.CharField(_("wat"), max_length=20)
    reasons = models.TextField(_("waarom"), blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # null: by itself
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("verandering van een keurmerk")
        verbose_name_plural = _("veranderingen van keurmerken")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="mark_change_says_why", condition=Q(verb="expire") | ~Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.verb}"


class HandOver(models.Model):
    """The festive moment: when, where and by whom the mark is handed over. A mark without one still waits for it."""

    mark = models.OneToOneField(Mark, on_delete=models.CASCADE, related_name="hand_over")
    on = models.DateField(_("wanneer"), null=True, blank=True)
    place = models.CharField(_("waar"), max_length=200, blank=True)
    by_whom = models.CharField(_("wie reikt het uit"), max_length=200, blank=True)
    note = models.TextField(_("notitie"), blank=True)
    skipped = models.BooleanField(_("zonder uitreiking"), default=False)  # the organisation does not want one
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("laatst gewijzigd"))

    class Meta:
        verbose_name = _("uitreiking")
        verbose_name_plural = _("uitreikingen")
        indexes = [models.Index(fields=["on"], name="hand_over_on")]

    def __str__(self) -> str:
        return f"{self.mark} {self.on or ''}"


class Declaration(models.Model):
    """Once a year: has anything essential changed? `due_on`: the last day to answer; open while `answered_at` is empty."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="declarations")
    due_on = models.DateField(_("voor"))
    changed = models.BooleanField(_("er is iets wezenlijks veranderd"), null=True, blank=True)
    text = models.TextField(_("wat er veranderd is"), blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("beantwoord"), null=True, blank=True)
    seen_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(_("gelezen door het kantoor"), null=True, blank=True)

    class Meta:
        verbose_name = _("jaarlijkse verklaring")
        verbose_name_plural = _("jaarlijkse verklaringen")
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["mark", "due_on"], name="declaration_once"),
            models.CheckConstraint(
                name="declaration_says_what_changed",
                condition=Q(changed__isnull=True) | Q(changed=False) | ~Q(text=""),
            ),
        ]
        indexes = [models.Index(fields=["answered_at", "due_on"], name="declaration_due")]

    def __str__(self) -> str:
        return f"{self.mark} {self.due_on:%Y}"


class Signal(models.Model):
    """Somebody from outside says that something is wrong at an organisation with the mark. For the office only."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="signals")
    text = models.TextField(_("wat er aan de hand is"))
    name = models.CharField(_("naam"), max_length=150, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    at = models.DateTimeField(_("ontvangen"))
    state = models.CharField(_("stand"), max_length=10, choices=SignalState.choices, default=SignalState.NEW)
    handled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handled_at = models.DateTimeField(_("afgehandeld"), null=True, blank=True)
    outcome = models.TextField(_("wat ermee gedaan is"), blank=True)

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="signal_closed_whole",
                condition=~Q(state=SignalState.CLOSED) | (Q(handled_at__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "at"], name="signal_by_state")]

    def __str__(self) -> str:
        return f"{self.mark} {self.at:%d-%m-%Y}"
