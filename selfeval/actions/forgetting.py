"""Taking somebody with an account out of what they made here, when they are erased: the rows stay, without who it was."""

from goedgeregeld.accounts.models import User
from selfeval.models import ImprovementAction, ShareLink


def forget_user(user: User) -> None:
    """Take the account out of every row that points to it. Wants a transaction."""
    ShareLink.objects.filter(made_by=user).update(made_by=None)
    ImprovementAction.objects.filter(owner=user).update(owner=None)
    ImprovementAction.objects.filter(proposed_by=user).update(proposed_by=None)
