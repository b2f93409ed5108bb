"""Users with their roles, and municipalities."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.states import RoleKind


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
        return str(_("iemand")) if self.erased_at else self.name or self.email


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


class Postcode(models.Model):
    """Four digits of a postcode lie (also) in this municipality. Loaded from a file; empty where nobody loaded one."""

    digits = models.CharField(_("postcode"), max_length=4)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="postcodes")

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        constraints = [models.UniqueConstraint(fields=["digits", "municipality"], name="postcode_once")]

    def __str__(self) -> str:
        return self.digits


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
