"""What is said of which act, to which party. An act without a text here is told to nobody; whoever acted is not told of it."""

from django.utils.translation import gettext_lazy as _

from keurmerk.notifications import judging, towards
from keurmerk.notifications.text import Text
from keurmerk.states import Party

TEXTS: dict[str, tuple[Text, ...]] = {**towards.TEXTS, **judging.TEXTS}
# What is said to somebody in whose place another came.
FORMER = Text(
    Party.NOBODY,
    _("Iemand anders helpt {organisation} verder"),
    _(
        "NOV heeft voor {organisation} iemand anders gevraagd. Je hoeft niets meer te doen, en ziet de aanvraag niet meer."
    ),
)
