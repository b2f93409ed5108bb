"""Who there are and where they are: users with their roles, organisations with their members, invitations, municipalities.

Fields and constraints only; acts stand in `actions`, reads in `queries`, who may do what in `permissions`.
"""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.states import Right, RoleKind, Sector


class UserManager(BaseUserManager["User"]):
    """Makes users; the address is kept in lower case, so that one mailbox is one user."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Save and return a user. Without password the user cannot sign in with one. Raises ValueError without address."""
        if not email:
            raise ValueError("Een gebruiker heeft een e-mailadres nodig.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Save and return an administrator."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. `is_staff` opens the admin (administrators); the field's roles are `Role` rows."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=150, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("mag in het beheer"), default=False)
    date_joined = models.DateTimeField(_("aangemaakt"), auto_now_add=True)
    start_seen_at = models.DateTimeField(_("startpagina gezien"), null=True, blank=True)
    erased_at = models.DateTimeField(_("gewist"), null=True, blank=True)  # the row stays, empty, for the history

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email


class Municipality(models.Model):
    """A Dutch municipality by its CBS code. One that merged stays, with a pointer to the one it went into."""

    code = models.CharField(_("CBS-code"), max_length=6, primary_key=True)
    name = models.CharField(_("naam"), max_length=60)
    province = models.CharField(_("provincie"), max_length=20)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("opgegaan in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )
    ended_on = models.DateField(_("opgeheven per"), null=True, blank=True)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["name"]
        indexes = [models.Index(fields=["province", "name"], name="municipality_by_province")]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """Somebody does something for the programme: adviser, auditor, NOV staff, administrator."""

    user = models.ForeignKey(User, verbose_name=_("wie"), on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(_("rol"), max_length=20, choices=RoleKind.choices)
    since = models.DateTimeField(_("sinds"))

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="role_once")]
        indexes = [models.Index(fields=["kind", "user"], name="role_by_kind")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Organisation(models.Model):
    """An organisation that works with volunteers. `search` is its name as `names.searchable` writes it, for the index."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=200)
    search = models.CharField(max_length=200, editable=False)
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


class Invitation(models.Model):
    """Somebody is asked, by e-mail, to join an organisation or to take up a role. Only the seal of its secret is kept."""

    email = models.EmailField(_("e-mailadres"))
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    right = models.CharField(_("recht"), max_length=10, choices=Right.choices, blank=True)
    role = models.CharField(_("rol"), max_length=20, choices=RoleKind.choices, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("verstuurd"))
    expires_at = models.DateTimeField(_("geldig tot"))
    accepted_at = models.DateTimeField(_("aangenomen"), null=True, blank=True)
    accepted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(_("ingetrokken"), null=True, blank=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_to_one_thing",
                condition=models.Q(organisation__isnull=False, role="") & ~models.Q(right="")
                | models.Q(organisation__isnull=True, right="") & ~models.Q(role=""),
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="invitation_at")]

    def __str__(self) -> str:
        return self.email


class BenchmarkConsent(models.Model):
    """An organisation lets its figures count in the benchmark; asked apart, withdrawn when it likes."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="benchmark_consent")
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(_("gegeven"))

    class Meta:
        verbose_name = _("toestemming voor de vergelijking")
        verbose_name_plural = _("toestemmingen voor de vergelijking")

    def __str__(self) -> str:
        return f"{self.organisation} ({self.given_at:%d-%m-%Y})"
