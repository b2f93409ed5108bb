"""The mark: the right to carry it, for four years. What it says of the organisation is kept with it, for the register."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from goedgeregeld.accounts.models import Municipality, Organisation
from goedgeregeld.accounts.models.organisations import PlainField
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
    imported_at = models.DateTimeField(_("ingelezen"), null=True, blank=True)  # granted before this system
    state_since = models.DateTimeField(_("in deze stand sinds"))
    forgotten_at = models.DateTimeField(_("organisatie gewist"), null=True, blank=True)  # the name goes with the mark

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


class MarkWord(models.Model):
    """A word by which a mark is found in the public register, as OrganisationWord is for the office. Kept by `actions`.

    Those of the name on the certificate and of the organisation's present name, and the empty word, along which the list
    without a word is walked. Marks that do not stand in the register (examples, names that were erased) have none.
    """

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="words")
    word = PlainField(max_length=40)
    sort = PlainField(max_length=40)
    municipality = models.ForeignKey(
        Municipality, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # the one it is in by now
    province = PlainField(max_length=20, default="")
    sector = PlainField(max_length=20, default="")

    class Meta:
        verbose_name = _("zoekwoord van het register")
        verbose_name_plural = _("zoekwoorden van het register")
        constraints = [models.UniqueConstraint(fields=["mark", "word"], name="mark_word_once")]
        indexes = [
            models.Index(fields=["word", "sort", "mark"], name="mark_word_in_order"),
            models.Index(fields=["municipality", "word", "sort", "mark"], name="mark_word_in_place"),
            models.Index(fields=["province", "word", "sort", "mark"], name="mark_word_in_province"),
            models.Index(fields=["sector", "word", "sort", "mark"], name="mark_word_in_sector"),
            models.Index(fields=["province", "sector", "word", "sort", "mark"], name="mark_word_prov_sector"),
        ]

    def __str__(self) -> str:
        return self.word
