"""What is said of which act, to which party. An act without a text here is told to nobody; whoever acted is not told of it."""

from keurmerk.notifications import judging, towards
from keurmerk.notifications.text import Text

TEXTS: dict[str, tuple[Text, ...]] = {**towards.TEXTS, **judging.TEXTS}
