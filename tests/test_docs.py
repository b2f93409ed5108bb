"""The documentation keeps up: what it must mention is mentioned, and what is generated is up to date."""

import re
from inspect import getmembers, isclass
from io import StringIO

import pytest
from django.core.management import call_command, get_commands
from django.db.models import TextChoices

from auditors.states import AuthorisationState
from keurmerk.permissions import WHO
from keurmerk.states import ApplicationState, MarkState, Verb
from reports.management.commands import machines
from selfeval import states

OURS = ("goedgeregeld", "auditors", "keurmerk", "selfeval", "reports")


def commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if isinstance(app, str) and app.startswith(OURS))


def environment(root) -> list[str]:
    source = (root / "goedgeregeld" / "settings.py").read_text()
    named = re.findall(r'(?:env(?:\.\w+)?|flag)\(\s*"([A-Z_]+)"', source)
    return sorted({*named, *re.findall(r'"([A-Z]+_DAYS)"', source)})


def machine_states() -> list[str]:
    of_selfeval = [
        one for name, one in getmembers(states, isclass) if issubclass(one, TextChoices) and name.endswith("State")
    ]
    found = [*of_selfeval, ApplicationState, MarkState, AuthorisationState]
    return sorted({value for one in found for value in one.values})


def test_there_is_something_to_look_for(root):
    assert {"load_instrument", "machines", "install"} <= set(commands())
    assert {"SECRET_KEY", "SITE_URL", "DATABASE_URL"} <= set(environment(root))
    assert {"started", "completed"} <= set(machine_states())


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_docs_commands(root, name):
    assert f"`{name}" in (root / "docs" / "commands.md").read_text(), f"docs/commands.md noemt {name} niet"


def test_every_setting_of_the_environment_is_in_docs_operations(root):
    text = (root / "docs" / "operations.md").read_text()

    assert [name for name in environment(root) if f"`{name}" not in text] == []


def test_docs_operations_names_no_setting_that_is_gone(root):
    rows = re.findall(r"^\| `([A-Z_]+)`", (root / "docs" / "operations.md").read_text(), re.MULTILINE)
    scripts = "".join(path.read_text() for path in (root / "script").iterdir())

    assert [name for name in rows if name not in environment(root) and name not in scripts] == []


@pytest.mark.parametrize("state", machine_states())
def test_every_state_is_in_docs_machines(root, state):
    assert f"`{state}`" in (root / "docs" / "machines.md").read_text()


def test_docs_machines_is_what_the_code_says(root):
    out = StringIO()
    call_command("machines", stdout=out)

    assert (root / "docs" / "machines.md").read_text().strip() == out.getvalue().strip(), (
        "docs/machines.md loopt achter; maak het opnieuw: manage.py machines > docs/machines.md"
    )


def test_docs_machines_says_of_every_act_who_does_it(root):
    rows = re.findall(r"^\| `(\w+)` .*$", (root / "docs" / "machines.md").read_text(), re.MULTILINE)
    assert [verb for verb in Verb if verb.value not in rows] == []
    for predicate in WHO.values():
        assert machines.in_words(predicate)


def test_links_between_documents_lead_somewhere(root):
    dead = [
        f"{page.name}: {target}"
        for page in [root / "README.md", *(root / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert dead == []
