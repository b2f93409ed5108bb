"""Acts on the network, one function a verb, in files by subject; all writes happen here."""

from auditors.actions.absences import add_absence, remove_absence
from auditors.actions.authorisation import authorise, end, reinstate, run_out, start_training, suspend
from auditors.actions.own import (
    approve_proposal,
    keep_own,
    own_profile,
    propose_photo,
    refuse_proposal,
    remove_photo,
)
from auditors.actions.permitting import WrongState
from auditors.actions.pledges import sign_pledge, withdraw_pledge
from auditors.actions.profile import forget_employer, forget_person, keep_profile
from auditors.actions.ties import add_tie, change_tie, remove_tie
from auditors.actions.trainings import add_training, confirm_training, remove_training

__all__ = [
    "WrongState",
    "add_absence",
    "add_tie",
    "add_training",
    "approve_proposal",
    "authorise",
    "change_tie",
    "confirm_training",
    "end",
    "forget_employer",
    "forget_person",
    "keep_own",
    "keep_profile",
    "own_profile",
    "propose_photo",
    "refuse_proposal",
    "reinstate",
    "remove_absence",
    "remove_photo",
    "remove_tie",
    "remove_training",
    "run_out",
    "sign_pledge",
    "start_training",
    "suspend",
    "withdraw_pledge",
]
