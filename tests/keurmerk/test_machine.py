"""Every verb x every state x everybody, against `machine.txt`: allowed (or held back with reasons in words), or refused.

The table is written apart from `permissions` and `workflow`, so that neither can change without somebody saying so twice. What
the pages offer is asked too: the same verbs, to the same people, and no others.
"""

from pathlib import Path

import pytest
from django.db import transaction

from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.models import Event
from keurmerk.actions.ritual import BY_ITSELF, Blocked, NotPermitted, WrongState, acting
from keurmerk.models import Application
from keurmerk.queries import Reading, offers
from keurmerk.states import ApplicationState, Verb
from keurmerk.workflow import ApplicationWorkflow
from tests.keurmerk.cast import NOW, World

STATES = [str(one) for one in ApplicationState]
GROUPS = {"members": {"manager", "editor"}, "office": {"staff", "admin"}}
SPANS = {
    "all": STATES,
    "live": [one for one in STATES if one not in ("granted", "refused", "withdrawn")],
    "undecided": STATES[: STATES.index("decision") + 1],
}
# Who stands in the table, and who never may anything here: a stranger, and people of the network on other work.
CAST = {
    "manager": "Fatima",
    "editor": "Iris",
    "reader": "Wim",
    "adviser": "Ad",
    "auditor": "Aud",
    "staff": "Sanne",
    "admin": "Bea",
    "stranger": "Boris",
    "other adviser": "Anouk",
    "other auditor": "Otto",
    "system": None,
}


def read_table() -> dict[str, tuple[set[str], set[str]]]:
    """By verb: who, and in which states."""
    found = {}
    for line in (Path(__file__).with_name("machine.txt")).read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            verb, who, states = line.split()
            people = {one for word in who.split(",") for one in GROUPS.get(word, {word})}
            found[verb] = people, {one for word in states.split(",") for one in SPANS.get(word, [word])}
    return found


TABLE = read_table()


def test_the_table_knows_every_verb() -> None:
    assert list(TABLE) == [str(verb) for verb in Verb]


def test_the_machine_knows_no_verb_that_is_not_in_the_table() -> None:
    field = ApplicationWorkflow._meta.get_field("state")
    machine = {one.name for one in field.get_all_transitions(Application)}
    assert machine <= set(TABLE)
    assert {verb for verb in TABLE if hasattr(ApplicationWorkflow, verb)} - {"object"} == machine - {"object"}


def attempt(application: Application, verb: Verb, by: User | None) -> str:
    """What comes of it, undone again: "done", "blocked", "state" or "person". Every refusal says why, and writes nothing."""
    before, word, said = Event.objects.count(), "done", ["Gedaan, en dat staat er."]
    with transaction.atomic():
        try:
            with acting(application, verb, by=by, now=NOW):
                pass
        except NotPermitted:
            word = "person"
        except WrongState as wrong:
            word, said = "state", [str(wrong)]
        except Blocked as blocked:
            word, said = "blocked", list(blocked.reasons)
        assert Event.objects.count() == before + (word == "done")
        assert said, verb
        assert all(len(one) > 10 and one.strip()[-1] in ".!?" for one in said), said
        transaction.set_rollback(True)
    return word


@pytest.mark.parametrize("state", STATES)
def test_everybody_tries_everything(world: World, state: str) -> None:
    auditor = {} if state in STATES[: STATES.index("audit")] else {"auditor": world.aud}
    application = world.application(state, **auditor)
    wrong = []
    for verb in Verb:
        who, states = TABLE[verb]
        for role, name in CAST.items():
            if role == "auditor" and not auditor:
                continue  # nobody is the auditor yet
            got = attempt(application, verb, world.users[name] if name else None)
            fitting = {"done", "blocked"} if state in states else {"state"}
            wanted = fitting if role in who else {"person"}
            if got not in wanted:
                wrong.append(f"{verb} by {role}: {got}, not {' or '.join(sorted(wanted))}")
    assert not wrong


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_is_what_is_allowed(world: World, state: str) -> None:
    auditor = {} if state in STATES[: STATES.index("audit")] else {"auditor": world.aud}
    application = world.application(state, **auditor)
    for role, name in CAST.items():
        if name is None or (role == "auditor" and not auditor):
            continue
        user = world.users[name]
        found = offers(Reading(application, me=user.pk, today=NOW.date()), accounts.person(user))
        assert {str(one.verb) for one in found} == {
            verb for verb, (who, states) in TABLE.items() if role in who and state in states
        }
        for one in found:
            assert bool(one.reasons) == (attempt(application, one.verb, user) == "blocked"), one


def test_only_the_system_does_what_happens_by_itself() -> None:
    assert {verb for verb, (who, _states) in TABLE.items() if "system" in who} == {str(verb) for verb in BY_ITSELF}
