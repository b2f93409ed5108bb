"""Speaking in the conversation of an application."""

from datetime import datetime

from goedgeregeld.accounts.models import User
from keurmerk.actions.ritual import acting
from keurmerk.models import Application, Message
from keurmerk.states import Verb


class SaidAlready(Exception):
    """The same page was sent in before; nothing was said again."""


def say(
    application: Application, text: str, *, token: str, by: User, now: datetime, moves: int | None = None
) -> Message:
    """Say something to everyone concerned. A page (`token`) that is sent in twice says it once.

    Raises NotPermitted, WrongState, Blocked, SaidAlready.
    """
    with acting(application, Verb.SAY, by=by, now=now, moves=moves) as act:
        if Message.objects.filter(application=act.application, author=by, token=token).exists():
            raise SaidAlready
        made = Message.objects.create(application=act.application, author=by, text=text, at=now, token=token)
        act.data["number"] = made.pk
    return made
