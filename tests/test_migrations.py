"""Migrations: complete, and they run forward, back to nothing and forward again, on both engines."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

OURS = ("reports", "selfeval", "events", "accounts")
# Commands one after the other in one process, for the start of a process takes longer than most of them.
SEVERAL = """
import json, sys, django
from django.core.management import call_command
django.setup()
for command in json.loads(sys.argv[1]):
    call_command(*command)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def manage(request, root, tmp_path):
    """Commands of manage.py on a new, empty database; what they said."""
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")

    def run(*commands: list[str]) -> str:
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "VAR_DIR": str(tmp_path), "DATABASE_URL": url}
        done = subprocess.run(
            [sys.executable, "-W", "error::RuntimeWarning", "-c", SEVERAL, json.dumps(commands)],
            cwd=root,
            env={**environment, "DJANGO_SETTINGS_MODULE": "goedgeregeld.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_no_change_of_a_model_is_without_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_forward_back_to_nothing_and_forward_again(manage):
    manage(["migrate"], *(["migrate", app, "zero"] for app in OURS))
    plan = manage(["showmigrations", *OURS])
    assert "[X]" not in plan
    assert plan.count("[ ]") >= len(OURS)

    manage(["migrate"])
    assert "[ ]" not in manage(["showmigrations"])
