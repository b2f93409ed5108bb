"""A process that is killed between writing the file and committing the row: no row, and a file that is cleared away later."""

import os
import signal
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import os, signal, sys
from io import BytesIO
import django
django.setup()
from django.utils import timezone
from tests.keurmerk.cast import make_world
from tests.keurmerk.dossier.stage import at_work, add
from keurmerk.actions import evidence, files
from keurmerk.models import Evidence
world = make_world()
application = at_work(world)
assert add(application, world, "A1").kept
when = sys.argv[1]
if when == "adding":
    evidence._use = lambda *_args: os.kill(os.getpid(), signal.SIGKILL)
    add(application, world, "A1", content=b"half", name="half.txt")
else:
    files.default_storage.delete = lambda _name: os.kill(os.getpid(), signal.SIGKILL)
    evidence.remove_evidence(Evidence.objects.get(), by=world.fatima, now=timezone.now())
"""
AFTER = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from keurmerk.actions import files
from keurmerk.models import Evidence, EvidenceUse
def agree():
    return sorted(files._names("evidence")) == sorted(Evidence.objects.values_list("file", flat=True))
print(agree(), Evidence.objects.count(), EvidenceUse.objects.count())
print(files.forget_orphans(before=timezone.now() + timedelta(days=1)))
print(agree())
"""


def run(code: str, var: Path, root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "goedgeregeld.settings",
        "VAR_DIR": str(var),
        "PYTHONPATH": str(root),
    }
    environment |= {"SECRET_KEY": "only-for-tests", "SITE_URL": "http://testserver", "LOG_LEVEL": "ERROR"}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, cwd=root, capture_output=True, text=True, check=False
    )


def test_killed_while_adding_leaves_no_row_and_the_file_is_cleared_away(own_database: Path, root: Path) -> None:
    killed = run(SCRIPT, own_database, root, "adding")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    after = run(AFTER, own_database, root)
    assert after.stdout.splitlines() == ["False 1 1", "1", "True"], after.stderr


def test_killed_while_removing_leaves_no_row_and_the_file_is_cleared_away(own_database: Path, root: Path) -> None:
    killed = run(SCRIPT, own_database, root, "removing")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    after = run(AFTER, own_database, root)
    assert after.stdout.splitlines() == ["False 0 0", "1", "True"], after.stderr
