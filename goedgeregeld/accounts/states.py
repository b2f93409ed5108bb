"""The states and kinds accounts know, with their Dutch names."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoleKind(TextChoices):
    """What somebody does for the programme. Who works for an organisation is a member of it instead."""

    ADVISER = "adviser", _("adviseur")
    AUDITOR = "auditor", _("auditor")
    STAFF = "staff", _("NOV-medewerker")
    ADMINISTRATOR = "administrator", _("beheerder van het systeem")


class Right(TextChoices):
    """What a member may do in an organisation, from most to least."""

    MANAGER = "manager", _("beheerder")
    EDITOR = "editor", _("invuller")
    READER = "reader", _("lezer")


class Sector(TextChoices):
    """Where an organisation is at work (domain.md, after the year plan)."""

    CARE = "care", _("Zorg en welzijn")
    SPORT = "sport", _("Sport")
    NATURE = "nature", _("Natuur en milieu")
    CULTURE = "culture", _("Cultuur en erfgoed")
    YOUTH = "youth", _("Jeugd en jongeren")
    EDUCATION = "education", _("Onderwijs en bibliotheken")
    WORLDVIEW = "worldview", _("Levensbeschouwing")
    REFUGEES = "refugees", _("Vluchtelingen en nieuwkomers")
    NEIGHBOURHOOD = "neighbourhood", _("Buurt en bewoners")
    EMERGENCY = "emergency", _("Hulpverlening en veiligheid")
    POLITICS = "politics", _("Belangen en politiek")
    OTHER = "other", _("Overig")


OFFICE = (RoleKind.STAFF, RoleKind.ADMINISTRATOR)
MAY_FILL = (Right.MANAGER, Right.EDITOR)
