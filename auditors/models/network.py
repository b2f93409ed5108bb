"""What the programme keeps of advisers and auditors: employer, region, rate, authorisations, and declared ties.

Fields and constraints only; acts stand in `actions`, reads in `queries`, what a conflict of interest is in `conflicts`.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from auditors.states import TieKind, Work
from auditors.workflow import AuthorisationWorkflow
from goedgeregeld.accounts.models import Municipality, Organisation, User
from goedgeregeld.accounts.states import Sector


class Employer(models.Model):
    """Who somebody works for: a volunteer centre or another organisation. Freelancers have none."""

    name = models.CharField(_("naam"), max_length=200, unique=True)
    volunteer_centre = models.BooleanField(_("vrijwilligerscentrale"), default=False)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie hier"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )  # where the employer itself is an organisation in the system: then its staff cannot judge it

    class Meta:
        verbose_name = _("werkgever")
        verbose_name_plural = _("werkgevers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """What there is to know of an adviser or auditor (or both): for whom they work and whom they serve."""

    user = models.OneToOneField(User, verbose_name=_("wie"), on_delete=models.CASCADE, related_name="profile")
    employer = models.ForeignKey(
        Employer,
        verbose_name=_("werkgever"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="profiles",
    )
    nationwide = models.BooleanField(_("werkt in het hele land"), default=False)
    municipalities = models.ManyToManyField(
        Municipality, verbose_name=_("gemeenten"), blank=True, related_name="served_by"
    )
    hourly_rate = models.DecimalField(
        _("uurtarief zonder btw"), max_digits=8, decimal_places=2, null=True, blank=True
    )  # null: what the year's fees say
    subsidised = models.BooleanField(_("gemeenten betalen mee"), default=False)
    introduction = models.TextField(_("wie je bent"), blank=True)  # approved: what the public page may show
    sectors = models.JSONField(_("sectoren"), default=list, blank=True)  # codes of accounts' Sector
    languages = models.CharField(_("talen"), max_length=200, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    contact_shown = models.BooleanField(_("e-mailadres en telefoon openbaar"), default=False)
    listed = models.BooleanField(_("openbaar te vinden"), default=True)
    wished_load = models.PositiveSmallIntegerField(_("trajecten tegelijk, eigen wens"), null=True, blank=True)
    load_cap = models.PositiveSmallIntegerField(_("trajecten tegelijk, hoogstens"), null=True, blank=True)

    class Meta:
        verbose_name = _("profiel")
        verbose_name_plural = _("profielen")
        constraints = [
            models.CheckConstraint(
                name="profile_rate_not_negative", condition=Q(hourly_rate__isnull=True) | Q(hourly_rate__gte=0)
            )
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def capacity(self) -> int | None:
        """How many trajectories at once: their own wish, but no more than the office allows. None: neither said so."""
        said = [one for one in (self.wished_load, self.load_cap) if one is not None]
        return min(said) if said else None

    @property
    def sector_names(self) -> list[str]:
        """The sectors in words; what is no sector (any more) is left out."""
        return [str(Sector(one).label) for one in self.sectors if one in Sector.values]


class Authorisation(ConcurrentTransitionMixin, AuthorisationWorkflow):
    """Whether somebody may do this work, and until when."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="authorisations")
    work = models.CharField(_("waarvoor"), max_length=10, choices=Work.choices)
    since = models.DateField(_("geautoriseerd sinds"), null=True, blank=True)
    until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    reason = models.TextField(_("reden"), blank=True)
    changed_at = models.DateTimeField(_("laatst gewijzigd"))

    class Meta:
        verbose_name = _("autorisatie")
        verbose_name_plural = _("autorisaties")
        constraints = [
            models.UniqueConstraint(fields=["profile", "work"], name="authorisation_once"),
            models.CheckConstraint(
                name="authorisation_until_a_date",
                condition=~Q(state__in=["authorised", "suspended"]) | Q(until__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["work", "state", "until"], name="authorisation_by_work")]

    def __str__(self) -> str:
        return f"{self.get_work_display()}: {self.get_state_display()}"


class Tie(models.Model):
    """A declared tie of somebody, or of an employer and so of all who work there, to an organisation."""

    profile = models.ForeignKey(Profile, null=True, blank=True, on_delete=models.CASCADE, related_name="ties")
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.CASCADE, related_name="ties")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("wat"), max_length=10, choices=TieKind.choices)
    began_on = models.DateField(_("van"), null=True, blank=True)
    ended_on = models.DateField(_("tot en met"), null=True, blank=True)  # null: still so
    declared = models.BooleanField(_("zelf gemeld"), default=False)

    class Meta:
        verbose_name = _("band met een organisatie")
        verbose_name_plural = _("banden met organisaties")
        constraints = [
            models.CheckConstraint(
                name="tie_of_one",
                condition=Q(profile__isnull=False, employer__isnull=True)
                | Q(profile__isnull=True, employer__isnull=False),
            ),
            models.CheckConstraint(
                name="tie_in_order",
                condition=Q(began_on__isnull=True) | Q(ended_on__isnull=True) | Q(began_on__lte=models.F("ended_on")),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "profile"], name="tie_to_organisation")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.organisation}"
