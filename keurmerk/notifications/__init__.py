"""Mail of the quality mark: which act is told to whom, and the daily digest. The queue itself: accounts' notifications.

A mail is put in the queue in the transaction of the act it tells of, once: `Notice.key` says of what and to whom. What people
typed never stands in a mail: it says what happened and where to read it.
"""

from keurmerk.notifications.acts import tell
from keurmerk.notifications.declaring import ask_declaration, remind_declaration, tell_of_declaration
from keurmerk.notifications.digest import Line, send_digest
from keurmerk.notifications.handing_over import tell_of_hand_over
from keurmerk.notifications.infected import tell_infected
from keurmerk.notifications.marks import tell_of_mark
from keurmerk.notifications.outside import tell_of_signal
from keurmerk.notifications.rating import ask_rating
from keurmerk.notifications.stopped import tell_stopped

__all__ = [
    "Line",
    "ask_declaration",
    "ask_rating",
    "remind_declaration",
    "send_digest",
    "tell",
    "tell_infected",
    "tell_of_declaration",
    "tell_of_hand_over",
    "tell_of_mark",
    "tell_of_signal",
    "tell_stopped",
]
