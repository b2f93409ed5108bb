"""What people of the network tell of themselves: what waits for the office's approval, absences, training, yearly declarations.

Photos and proofs are small and stand in the database (decision 0028): they come and go with their row.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from auditors.models.network import Profile
from auditors.states import ProposedField, TrainingKind, Work


class Photo(models.Model):
    """The photo the office approved; a square JPEG without metadata."""

    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, related_name="photo")
    content = models.BinaryField(_("foto"))
    approved_at = models.DateTimeField(_("goedgekeurd"))

    class Meta:
        verbose_name = _("foto")
        verbose_name_plural = _("foto's")

    def __str__(self) -> str:
        return str(self.profile)


class Proposal(models.Model):
    """What somebody wants to change of what the office must approve; refused ones stay until they propose anew."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="proposals")
    field = models.CharField(_("wat"), max_length=20, choices=ProposedField.choices)
    text = models.TextField(_("voorstel"), blank=True)
    volunteer_centre = models.BooleanField(_("vrijwilligerscentrale"), default=False)  # with an employer
    content = models.BinaryField(_("foto"), null=True, blank=True)
    made_at = models.DateTimeField(_("voorgesteld"))
    refused_at = models.DateTimeField(_("niet goedgekeurd"), null=True, blank=True)
    refused_reason = models.TextField(_("waarom niet"), blank=True)

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        constraints = [models.UniqueConstraint(fields=["profile", "field"], name="proposal_once")]

    def __str__(self) -> str:
        return self.get_field_display()


class Absence(models.Model):
    """From when until (and on) which day somebody takes no new work; until further notice where no day is given."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="absences")
    began_on = models.DateField(_("van"))
    ended_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("afwezigheid")
        verbose_name_plural = _("afwezigheden")
        ordering = ["began_on"]
        constraints = [
            models.CheckConstraint(
                name="absence_in_order", condition=Q(ended_on__isnull=True) | Q(began_on__lte=F("ended_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_on:%d-%m-%Y}"


class Training(models.Model):
    """A training or refresher somebody followed, with the proof; `confirmed_at`: the office saw it."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="trainings")
    work = models.CharField(_("waarvoor"), max_length=10, choices=Work.choices)
    kind = models.CharField(_("wat"), max_length=10, choices=TrainingKind.choices)
    title = models.CharField(_("naam van de opleiding"), max_length=200)
    followed_on = models.DateField(_("gevolgd op"))
    proof = models.BinaryField(_("bewijs"), null=True, blank=True)
    proof_name = models.CharField(_("naam van het bewijs"), max_length=200, blank=True)
    proof_type = models.CharField(_("soort bewijs"), max_length=100, blank=True)
    confirmed_at = models.DateTimeField(_("gezien door het kantoor"), null=True, blank=True)

    class Meta:
        verbose_name = _("opleiding")
        verbose_name_plural = _("opleidingen")
        ordering = ["-followed_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Pledge(models.Model):
    """The yearly declaration of independence and code of conduct, signed by the person; what it said: `auditors.pledges`."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="pledges")
    year = models.PositiveSmallIntegerField(_("jaar"))
    version = models.CharField(_("versie van de tekst"), max_length=20)
    name = models.CharField(_("ondertekend door"), max_length=200)
    signed_at = models.DateTimeField(_("ondertekend"))
    withdrawn_at = models.DateTimeField(_("ingetrokken"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("waarom ingetrokken"), blank=True)

    class Meta:
        verbose_name = _("verklaring")
        verbose_name_plural = _("verklaringen")
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "year"], condition=Q(withdrawn_at__isnull=True), name="pledge_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


class Warned(models.Model):
    """That somebody (and the office) was warned of something, once: `key` says of what and how long before."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="warned")
    key = models.CharField(_("waarvoor"), max_length=60)
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("waarschuwing")
        verbose_name_plural = _("waarschuwingen")
        constraints = [models.UniqueConstraint(fields=["profile", "key"], name="warned_once")]

    def __str__(self) -> str:
        return self.key
