"""Acts on the network, one function a verb, in files by subject; all writes happen here."""

from auditors.actions.authorisation import authorise, end, reinstate, start_training, suspend
from auditors.actions.permitting import WrongState
from auditors.actions.profile import forget_employer, forget_person, keep_profile
from auditors.actions.ties import add_tie, remove_tie

__all__ = [
    "WrongState",
    "add_tie",
    "authorise",
    "end",
    "forget_employer",
    "forget_person",
    "keep_profile",
    "reinstate",
    "remove_tie",
    "start_training",
    "suspend",
]
