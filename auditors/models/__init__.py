"""What is kept of the network, a file by subject. Fields and constraints only; acts: `actions`, reads: `queries`."""

from auditors.models.keeping import Absence, Photo, Pledge, Proposal, Training, Warned
from auditors.models.network import Authorisation, Employer, Profile, Tie

__all__ = [
    "Absence",
    "Authorisation",
    "Employer",
    "Photo",
    "Pledge",
    "Profile",
    "Proposal",
    "Tie",
    "Training",
    "Warned",
]
