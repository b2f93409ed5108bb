"""The states and kinds of the network, with their Dutch names. The machine stands in `workflow`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AuthorisationState(TextChoices):
    """How far somebody is on the way to doing this work for the programme."""

    CANDIDATE = "candidate", _("kandidaat")
    IN_TRAINING = "in_training", _("in opleiding")
    AUTHORISED = "authorised", _("geautoriseerd")
    SUSPENDED = "suspended", _("geschorst")
    ENDED = "ended", _("beëindigd")


class Work(TextChoices):
    """What somebody is authorised for."""

    ADVISER = "adviser", _("adviseur")
    AUDITOR = "auditor", _("auditor")


class TieKind(TextChoices):
    """How somebody, or their employer, is or was tied to an organisation."""

    MEMBER = "member", _("lid")
    EMPLOYEE = "employee", _("medewerker")
    ADVISER = "adviser", _("adviseur")
    BOARD = "board", _("bestuurslid")


class ProposedField(TextChoices):
    """What of a profile the office must approve: it decides about conflicts, money or the public page."""

    EMPLOYER = "employer", _("werkgever")
    RATE = "rate", _("uurtarief")
    INTRODUCTION = "introduction", _("wie je bent")
    PHOTO = "photo", _("foto")


class TrainingKind(TextChoices):
    """The training for this work, or keeping it fresh afterwards."""

    COURSE = "course", _("opleiding")
    REFRESHER = "refresher", _("bijscholing")
