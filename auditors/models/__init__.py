"""What is kept of the network, a file by subject. Fields and constraints only; acts: `actions`, reads: `queries`."""

from auditors.models.network import Authorisation, Employer, Profile, Tie

__all__ = ["Authorisation", "Employer", "Profile", "Tie"]
