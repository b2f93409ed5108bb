"""What higher apps keep of an organisation's or a municipality's name follows it: they register how, as `merging` does.

Accounts does not know who keeps what; it only says that something changed, in the transaction of the change.
"""

from collections.abc import Callable

from goedgeregeld.accounts.models import Municipality, Organisation

FollowOrganisation = Callable[[Organisation], None]
FollowMunicipality = Callable[[Municipality], None]
ORGANISATIONS: list[FollowOrganisation] = []
MUNICIPALITIES: list[FollowMunicipality] = []


def follows_organisation(how: FollowOrganisation) -> FollowOrganisation:
    """Register what to do when an organisation has another name or took another in."""
    ORGANISATIONS.append(how)
    return how


def follows_municipality(how: FollowMunicipality) -> FollowMunicipality:
    """Register what to do when a municipality changed its name or province, or went into another."""
    MUNICIPALITIES.append(how)
    return how


def organisation_changed(organisation: Organisation) -> None:
    """Let everybody who registered follow."""
    for how in ORGANISATIONS:
        how(organisation)


def municipality_changed(municipality: Municipality) -> None:
    """Let everybody who registered follow."""
    for how in MUNICIPALITIES:
        how(municipality)
