"""The dossier: explanations and evidence as the organisation works on them, and what was frozen when it was handed in."""

from secrets import token_hex

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import User
from keurmerk.models.application import Application
from keurmerk.states import EvidenceKind, ScanState
from selfeval.models import Evaluation


def stored_name(evidence: "Evidence", _name: str) -> str:
    """Where a file is kept: under a random name; what it was called stands in the row."""
    return f"evidence/{evidence.application_id}/{token_hex(16)}"


class Explanation(models.Model):
    """What the organisation says at a statement for the mark, beside its remark in the self-evaluation."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="explanations")
    statement = models.CharField(_("stelling"), max_length=40)
    text = models.TextField(_("toelichting"), blank=True)
    saved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("opgeslagen"))

    class Meta:
        verbose_name = _("toelichting")
        verbose_name_plural = _("toelichtingen")
        constraints = [models.UniqueConstraint(fields=["application", "statement"], name="explanation_once")]

    def __str__(self) -> str:
        return self.statement


class ReplacedExplanation(models.Model):
    """Somebody's explanation was replaced by somebody else's: kept so that nothing is lost and the first is told."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="replaced_explanations")
    statement = models.CharField(_("stelling"), max_length=40)
    author = models.ForeignKey(User, verbose_name=_("van wie"), on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("wat er stond"))
    at = models.DateTimeField(_("wanneer"))
    seen_at = models.DateTimeField(_("gezien"), null=True, blank=True)

    class Meta:
        verbose_name = _("vervangen toelichting")
        verbose_name_plural = _("vervangen toelichtingen")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["application", "author", "seen_at"], name="replaced_unseen")]

    def __str__(self) -> str:
        return f"{self.statement} ({self.at:%d-%m-%Y %H:%M})"


class Evidence(models.Model):
    """A file, a link, or something to be seen at a visit; may be used at several statements. What it is never changes; how it
    is called may, and therefore a submission keeps the title along.

    `removed_at`: the organisation took it out of its working copy. Where it is part of a submission the file stays.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("soort"), max_length=10, choices=EvidenceKind.choices)
    title = models.CharField(_("titel"), max_length=200)
    url = models.URLField(_("webadres"), max_length=500, blank=True)
    file = models.FileField(_("bestand"), upload_to=stored_name, max_length=200, blank=True)
    name = models.CharField(_("bestandsnaam"), max_length=200, blank=True)
    content_type = models.CharField(_("bestandstype"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("grootte in bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    scan = models.CharField(_("gescand"), max_length=15, choices=ScanState.choices, default=ScanState.NOT_SCANNED)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("toegevoegd"))
    removed_at = models.DateTimeField(_("weggehaald"), null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", verbose_name=_("overgenomen van"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # the same piece in the dossier of the mark that is renewed; both speak of one file

    class Meta:
        verbose_name = _("bewijsstuk")
        verbose_name_plural = _("bewijsstukken")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_what_it_says",
                condition=Q(kind=EvidenceKind.FILE, url="", size__gt=0) & ~Q(file="")
                | Q(kind=EvidenceKind.LINK, file="") & ~Q(url="")
                | Q(kind=EvidenceKind.VISIT, url="", file=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceUse(models.Model):
    """A piece of evidence is used at a statement, in the working copy."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    statement = models.CharField(_("stelling"), max_length=40)

    class Meta:
        verbose_name = _("bewijs bij een stelling")
        verbose_name_plural = _("bewijs bij stellingen")
        constraints = [models.UniqueConstraint(fields=["evidence", "statement"], name="evidence_use_once")]

    def __str__(self) -> str:
        return self.statement


class Carried(models.Model):
    """At this statement an explanation or evidence was taken over from the dossier of the mark that is renewed. It is to be
    looked at ("klopt dit nog?"); `confirmed_at` says that somebody did.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="carried")
    statement = models.CharField(_("stelling"), max_length=40)
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("nagekeken"), null=True, blank=True)

    class Meta:
        verbose_name = _("overgenomen bij een stelling")
        verbose_name_plural = _("overgenomen bij stellingen")
        constraints = [models.UniqueConstraint(fields=["application", "statement"], name="carried_once")]

    def __str__(self) -> str:
        return self.statement


class Submission(models.Model):
    """A dossier as it was handed in, frozen. `contents`: `dossiers.Dossier` in JSON (answers, explanations, evidence by pk).

    `evidence` holds the same pieces as `contents`, so that whose file must stay is found without reading all contents.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("volgnummer"))
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(_("route"), max_length=10)
    contents = models.JSONField(_("inhoud"))
    evidence = models.ManyToManyField(Evidence, verbose_name=_("bewijsstukken"), blank=True, related_name="submissions")
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("ingediend"))

    class Meta:
        verbose_name = _("ingediend dossier")
        verbose_name_plural = _("ingediende dossiers")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="submission_once")]

    def __str__(self) -> str:
        return f"{self.application} dossier {self.number}"
