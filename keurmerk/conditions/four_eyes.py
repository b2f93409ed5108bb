"""Four eyes: what is decided for NOV is decided by somebody who had no hand in it. See `conditions` for what a rule is."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _


def four_eyes(reading: Any) -> Iterator[str]:
    """Not who judged, advised, approved the plan, belongs to the organisation or acted for it."""
    hands, me = reading.hands, reading.me
    if me in hands.auditors:
        yield _("Je was zelf auditor in dit traject. Laat een collega dit doen.")
    if me in hands.advisers:
        yield _("Je bent of was adviseur in dit traject. Laat een collega dit doen.")
    if me in hands.approvers:
        yield _("Je keurde het plan van aanpak goed. Laat een collega dit doen.")
    if me in hands.organisation:
        yield _("Je hoort bij deze organisatie, of deed in dit traject iets namens haar. Laat een collega dit doen.")


def who_did_not_decide(reading: Any) -> Iterator[str]:
    """After an objection, also not who took the decision it is about."""
    if reading.me in reading.hands.deciders:
        yield _("Je nam eerder een besluit over deze aanvraag. Laat een collega dit doen.")
