"""What becomes of applications when the office merges two organisations: they all move, unless both have a live one.

Registered with accounts, which does not know applications, when the app is ready.
"""

from django.utils.translation import gettext as _

from goedgeregeld.accounts.actions.merging import hinders, unites
from goedgeregeld.accounts.models import Organisation
from keurmerk.models import Application
from keurmerk.states import LIVE


@hinders
def two_live_applications(kept: Organisation, gone: Organisation) -> list[str]:
    """There is one live application an organisation; which of two should stop is for people to say."""
    live = Application.objects.filter(organisation__in=[kept, gone], state__in=LIVE)
    if live.values("organisation").distinct().count() < 2:
        return []
    codes = " en ".join(live.order_by("requested_at").values_list("code", flat=True))
    return [_("Allebei hebben een lopende keurmerkaanvraag (%(codes)s). Stop er eerst een.") % {"codes": codes}]


@unites("keurmerk.Application")
def move(kept: Organisation, gone: Organisation) -> int:
    """All of them. (That two are live was seen to before: see above.)"""
    return Application.objects.filter(organisation=gone).update(organisation=kept)
