"""Acts at the same moment, and all acts on the other engine: `races.py` on a SQLite file and on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run_tests(*paths: Path, settings: str, root: Path, **environment: str) -> None:
    """Run these tests in a process of their own, since the engine is chosen when Django starts."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0", f"--ds={settings}"]
    done = subprocess.run(
        [*command, *map(str, paths)],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_races_on_sqlite(root):
    run_tests(HERE / "races.py", settings="tests.settings_file", root=root)


def test_races_and_every_act_on_postgresql(root, postgresql_url):
    others = [path for path in sorted(HERE.glob("test_*.py")) if path.name != Path(__file__).name]
    run_tests(HERE / "races.py", *others, settings="tests.settings", root=root, DATABASE_URL=postgresql_url)
