"""Organisations with their members, and what makes them easy to find: the words of their names, and possible doubles."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models.people import Municipality, User
from goedgeregeld.accounts.states import Right, Sector


class PlainField(models.CharField):
    """Text that every engine compares letter by letter, so that an index serves a search on its first letters."""

    def db_parameters(self, connection: object) -> dict[str, object]:
        plain = "C" if connection.vendor == "postgresql" else None  # type: ignore[attr-defined]  # SQLite's own is plain
        return {**super().db_parameters(connection), "collation": plain}


class Organisation(models.Model):
    """An organisation that works with volunteers. `search` is its name as `names.searchable` writes it, for the index.

    `merged_into` makes the row a pointer: what it had, belongs to the other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=200)
    search = PlainField(max_length=200, editable=False)
    core = PlainField(max_length=200, editable=False, default="")  # names.core, to find doubles by
    kvk = models.CharField(_("KvK-nummer"), max_length=8, null=True, blank=True, unique=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices, blank=True)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    volunteers = models.PositiveIntegerField(_("vrijwilligers"), null=True, blank=True)
    paid_fte = models.DecimalField(_("betaalde fte"), max_digits=9, decimal_places=3, null=True, blank=True)
    locations = models.PositiveIntegerField(_("locaties"), null=True, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    demo = models.BooleanField(_("voorbeeld"), default=False)
    created_at = models.DateTimeField(_("aangemaakt"))
    merged_into = models.ForeignKey(
        "self", verbose_name=_("samengevoegd met"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    members = models.ManyToManyField(User, through="Membership", related_name="organisations")

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["search", "pk"]
        constraints = [
            models.CheckConstraint(name="organisation_kvk_digits", condition=models.Q(kvk__regex=r"^[0-9]{8}$")),
        ]
        indexes = [
            models.Index(fields=["search", "id"], name="organisation_by_name"),
            models.Index(fields=["municipality", "search"], name="organisation_by_place"),
            models.Index(fields=["sector", "search"], name="organisation_by_sector"),
            models.Index(fields=["core"], name="organisation_by_core"),
            models.Index(fields=["municipality", "core"], name="organisation_place_core"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody works for an organisation here, with a right. There is always a beheerder (see `actions`)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    right = models.CharField(_("recht"), max_length=10, choices=Right.choices)
    since = models.DateTimeField(_("sinds"))

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_right_display()})"


class OrganisationWord(models.Model):
    """A word of an organisation's name, so that a search by any word is served by an index. Kept by `actions`.

    Every organisation also has the empty word: along it the list without a word is walked. The rest stands here once more,
    so that for each choice of the office one index gives the rows in order and stops at the end of a page.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="words")
    word = PlainField(max_length=40)
    sort = PlainField(max_length=40)
    municipality = models.ForeignKey(
        Municipality, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    province = PlainField(max_length=20, default="")
    sector = PlainField(max_length=20, default="")

    class Meta:
        verbose_name = _("zoekwoord")
        verbose_name_plural = _("zoekwoorden")
        constraints = [models.UniqueConstraint(fields=["organisation", "word"], name="organisation_word_once")]
        indexes = [
            models.Index(fields=["word", "sort", "organisation"], name="word_in_order"),
            models.Index(fields=["municipality", "word", "sort", "organisation"], name="word_in_place"),
            models.Index(fields=["province", "word", "sort", "organisation"], name="word_in_province"),
            models.Index(fields=["sector", "word", "sort", "organisation"], name="word_in_sector"),
            models.Index(
                fields=["municipality", "sector", "word", "sort", "organisation"], name="word_in_place_sector"
            ),
            models.Index(fields=["province", "sector", "word", "sort", "organisation"], name="word_in_province_sector"),
        ]

    def __str__(self) -> str:
        return self.word


class PossibleDouble(models.Model):
    """Two organisations that may be one; `one` is the smaller key. Dismissed: the office said they are not, and that stays."""

    one = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField(_("gevonden"))
    dismissed_at = models.DateTimeField(_("niet dubbel"), null=True, blank=True)

    class Meta:
        verbose_name = _("mogelijk dubbele organisatie")
        verbose_name_plural = _("mogelijk dubbele organisaties")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="double_once"),
            models.CheckConstraint(name="double_in_order", condition=Q(one__lt=F("other"))),
        ]
        indexes = [models.Index(fields=["dismissed_at", "found_at"], name="double_open")]

    def __str__(self) -> str:
        return f"{self.one_id} / {self.other_id}"
