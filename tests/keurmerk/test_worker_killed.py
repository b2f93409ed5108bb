"""The worker is killed between the mail server taking a message and noting that it did: no act is lost, none is told to nobody.

State, Event and mail were written together. The message that was under way goes out once more, with the same Message-ID, by
which a mail server knows it; all others go out once.
"""

import signal
from email import message_from_bytes
from pathlib import Path

from goedgeregeld.accounts.actions.mail import BETWEEN
from tests.keurmerk.dossier.test_killed import run

ACTS = """
import django
django.setup()
from tests.keurmerk.cast import NOW, make_world
from keurmerk.actions.ritual import acting
from keurmerk.states import Verb
from goedgeregeld.events.models import Event
from keurmerk.models import Application, Notice
from post_office.models import Email
world = make_world()
application = world.application("decision")
with acting(application, Verb.WITHDRAW, by=world.fatima, now=NOW):
    pass
acts = Event.objects.filter(verb="withdraw")
print(Application.objects.get().state, acts.count(), Notice.objects.count(), Email.objects.count())
"""
WORK = """
import os, signal, sys
import django
django.setup()
from django.core.mail.backends.filebased import EmailBackend
from post_office.mail import send_queued
taken, real = [], EmailBackend.write_message
def write_message(self, message):
    real(self, message)
    self.stream.flush()
    taken.append(message)
    if len(taken) == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
EmailBackend.write_message = write_message
print(send_queued(processes=1))
"""


def messages(folder: Path) -> list[tuple[str, str]]:
    """Whom the mail server took a message for, with its Message-ID, in the order it took them."""
    parts = [part for file in sorted(folder.iterdir()) for part in file.read_bytes().split(BETWEEN) if part.strip()]
    return [(found["To"], found["Message-ID"]) for found in (message_from_bytes(part.lstrip()) for part in parts)]


def test_killed_between_sending_and_noting_it(own_database: Path, root: Path) -> None:
    acted = run(ACTS, own_database, root)
    assert acted.stdout.split() == ["withdrawn", "1", "3", "3"], acted.stderr
    killed = run(WORK, own_database, root, "2")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    finished = run(WORK, own_database, root, "0")
    assert finished.returncode == 0, finished.stderr
    taken = messages(own_database / "mail")
    assert {to for to, _number in taken} == {"ad@example.org", "aud@example.org", "goedgeregeld@example.org"}
    assert len({number for _to, number in taken}) == 3  # whoever got it twice, got the same message
    assert 3 <= len(taken) <= 5
    again = run(WORK, own_database, root, "0")
    assert again.stdout.strip() == "(0, 0, 0)"
    assert len(messages(own_database / "mail")) == len(taken)
