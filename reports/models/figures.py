"""What the figures of the programme are counted from, and their daily summaries. Fields and constraints only.

A `UseFact` says of one evaluation what counts and nothing more, so it may stay when the evaluation is erased. `Tally` holds
sums over facts and marks; it can be thrown away and made again (`reports.kpi.tallies`).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.states import Sector
from selfeval.models import Evaluation

ALL, UNKNOWN = "", "-"  # of a province or sector in a Tally


class UseFact(models.Model):
    """When one evaluation was opened and completed, how far it came (`catalogue.Step`), and what kind of organisation it was.

    `evaluation` is empty where that was erased: the row then points to nobody. "" in province, sector or size: not known.
    `reference`: of an evaluation of before this system, from a file.
    """

    evaluation = models.OneToOneField(
        Evaluation, null=True, blank=True, on_delete=models.SET_NULL, related_name="use_fact"
    )
    reference = models.CharField(
        _("kenmerk"), max_length=40, null=True, blank=True, unique=True
    )  # from before this system
    opened_on = models.DateField(_("geopend"))
    completed_on = models.DateField(_("afgerond"), null=True, blank=True)
    step = models.PositiveSmallIntegerField(_("hoe ver"))
    province = models.CharField(_("provincie"), max_length=20, blank=True)
    sector = models.CharField(_("sector"), max_length=20, blank=True)
    size = models.CharField(_("omvang"), max_length=10, blank=True)
    route = models.CharField(_("route"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("gebruik")
        verbose_name_plural = _("gebruik")
        indexes = [
            models.Index(fields=["opened_on", "province", "sector"], name="use_fact_opened"),
            models.Index(fields=["completed_on", "province", "sector"], name="use_fact_completed"),
        ]

    def __str__(self) -> str:
        return f"{self.opened_on} {self.step}"

    @property
    def sector_name(self) -> str:
        """The sector in words; "" where it is not known."""
        return str(Sector(self.sector).label) if self.sector else ""


class Tally(models.Model):
    """How many of a figure on a day, within a province and a sector ("": all, "-": not known).

    Where `by` says so ("size", "route", "step") it is the number of a whole month with this `key`; `day` is then its first.
    """

    figure = models.CharField(max_length=12)
    by = models.CharField(max_length=6, blank=True)
    day = models.DateField()
    province = models.CharField(max_length=20, blank=True)
    sector = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=10, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")
        constraints = [
            models.UniqueConstraint(fields=["figure", "by", "province", "sector", "day", "key"], name="tally_once"),
        ]
        indexes = [models.Index(fields=["figure", "by", "day"], name="tally_by_day")]

    def __str__(self) -> str:
        return f"{self.figure} {self.day} {self.count}"


class TallyState(models.Model):
    """Until which day the tallies are whole, and up to which Event they know what changed. One row."""

    through = models.DateField()
    event = models.BigIntegerField(default=0)
    stale = models.JSONField(default=list)  # first days of months of which a fact changed that is erased by now
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("stand van de tellingen")
        verbose_name_plural = _("stand van de tellingen")

    def __str__(self) -> str:
        return str(self.through)


class EarlierCount(models.Model):
    """What was counted before this system: so many of a figure in a month (1 to 12), or in a whole year (0). From a file."""

    figure = models.CharField(_("cijfer"), max_length=12)
    year = models.PositiveSmallIntegerField(_("jaar"))
    month = models.PositiveSmallIntegerField(_("maand"), default=0)
    count = models.PositiveIntegerField(_("aantal"))
    imported_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField(_("ingelezen"))

    class Meta:
        verbose_name = _("eerdere telling")
        verbose_name_plural = _("eerdere tellingen")
        ordering = ["figure", "year", "month"]
        constraints = [
            models.UniqueConstraint(fields=["figure", "year", "month"], name="earlier_count_once"),
            models.CheckConstraint(name="earlier_count_month", condition=Q(month__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.year} {self.count}"


class Target(models.Model):
    """A target for a figure and a year, as somebody of the office set it. The newest holds; earlier ones are its history."""

    figure = models.CharField(_("cijfer"), max_length=12)
    year = models.PositiveSmallIntegerField(_("jaar"))
    value = models.PositiveIntegerField(_("streefcijfer"))
    reason = models.CharField(_("waarom"), max_length=300, blank=True)
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("vastgelegd"))

    class Meta:
        verbose_name = _("streefcijfer")
        verbose_name_plural = _("streefcijfers")
        ordering = ["-year", "figure", "-set_at", "-pk"]
        indexes = [models.Index(fields=["figure", "year", "set_at"], name="target_newest")]

    def __str__(self) -> str:
        return f"{self.figure} {self.year}: {self.value}"


class EffectSnapshot(models.Model):
    """What the effect pages and the comparison in the report show, worked out once a month (`reports.kpi.effect`).

    Once a month, so that nobody sees by what changed from one day to the next what a single organisation answered.
    """

    month = models.DateField(_("maand"), unique=True)  # its first day
    data = models.JSONField(_("inhoud"))
    at = models.DateTimeField(_("gemaakt"))

    class Meta:
        verbose_name = _("stand van het effect")
        verbose_name_plural = _("standen van het effect")
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class PaperReader(models.Model):
    """Somebody of the office who gets a mail when the report over a quarter, or over a year, is there."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    every = models.CharField(
        _("hoe vaak"), max_length=10, choices=[("quarter", _("elk kwartaal")), ("year", _("elk jaar"))]
    )
    chosen_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateTimeField(_("sinds"))
    told_of = models.CharField(_("laatst gemaild over"), max_length=10, blank=True)  # the code of a period

    class Meta:
        verbose_name = _("lezer van het rapport")
        verbose_name_plural = _("lezers van het rapport")

    def __str__(self) -> str:
        return f"{self.user} {self.every}"
