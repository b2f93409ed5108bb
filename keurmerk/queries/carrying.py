"""Carrying a mark: what it gives its organisation on a day, and what an organisation has to do for it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from keurmerk.models import Mark
from keurmerk.queries.register import standing_of
from keurmerk.validity import Standing

SHOWN = (Standing.VALID, Standing.COMING)  # what may be shown to the world, with certificate and logo


def may_show(mark: Mark, today: date) -> bool:
    """Whether the organisation may show it: certificate and logo are given out."""
    return standing_of(mark, today) in SHOWN


def why_not_shown(mark: Mark, today: date) -> str:
    """Why no certificate and no logo are given out now, in Dutch; "" where they are."""
    words = {
        Standing.SUSPENDED: _(
            "Het keurmerk is geschorst. Zolang dat duurt, is er geen certificaat en mag het logo niet worden gebruikt."
        ),
        Standing.WITHDRAWN: _("Het keurmerk is ingetrokken. Er is geen certificaat en geen logo meer."),
        Standing.EXPIRED: _("Het keurmerk liep tot en met %(until)s. Er is geen certificaat en geen logo meer."),
    }
    said = words.get(standing_of(mark, today), "")
    return said % {"until": date_format(mark.valid_until, "j F Y")} if said else ""
