"""Migrations: complete, and they run forward, back to nothing and forward again, on both engines."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

OURS = ("reports", "selfeval", "events", "accounts")


@pytest.fixture(params=["sqlite", "postgresql"])
def manage(request, root, tmp_path):
    """manage.py on a new, empty database."""
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "error::RuntimeWarning", "manage.py", *command],
            cwd=root,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "VAR_DIR": str(tmp_path), "DATABASE_URL": url},
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
    manage("migrate")
    for app in OURS:
        manage("migrate", app, "zero")
    plan = manage("showmigrations", *OURS)
    assert "[X]" not in plan
    assert plan.count("[ ]") >= len(OURS)

    manage("migrate")
    assert "[ ]" not in manage("showmigrations")
