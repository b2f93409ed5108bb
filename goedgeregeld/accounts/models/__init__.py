"""Who there are and where they are: users with their roles, organisations with their members, invitations, municipalities.

Fields and constraints only; acts stand in `actions`, reads in `queries`, who may do what in `permissions`.
"""

from goedgeregeld.accounts.models.consent import BenchmarkConsent
from goedgeregeld.accounts.models.invitations import Invitation
from goedgeregeld.accounts.models.organisations import Membership, Organisation, OrganisationWord, PossibleDouble
from goedgeregeld.accounts.models.people import Municipality, Postcode, Role, User, UserManager

__all__ = [
    "BenchmarkConsent",
    "Invitation",
    "Membership",
    "Municipality",
    "Organisation",
    "OrganisationWord",
    "PossibleDouble",
    "Postcode",
    "Role",
    "User",
    "UserManager",
]
