"""Invitations: to an organisation or to a role."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models.organisations import Organisation
from goedgeregeld.accounts.models.people import User
from goedgeregeld.accounts.states import Right, RoleKind


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
