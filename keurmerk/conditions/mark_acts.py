"""What holds back an act on a mark. A reading of everything is not needed: it is the mark, the day, and who wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from goedgeregeld.accounts import permissions as accounts
from goedgeregeld.accounts.permissions import Person

if TYPE_CHECKING:
    from keurmerk.models import Mark


def blockers(mark: Mark, person: Person) -> list[str]:
    """Why this person cannot suspend, reinstate or withdraw this mark, in Dutch; empty where they can.

    One pair of eyes is enough, but not those of the organisation itself.
    """
    if mark.organisation_id and accounts.may_read(mark.organisation_id, person):
        return [_("Je hoort zelf bij deze organisatie. Laat dit aan een collega over.")]
    return []
