"""A private PostgreSQL for the tests: a cluster in a directory of its own, reached through a socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def binaries() -> Path | None:
    """Where the newest PostgreSQL of this machine keeps its programs; None where there is none."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(found, key=lambda path: int(path.parent.name), default=None)


def needed_binaries() -> Path:
    """The same; skips the test where there is none, and with CI=true fails it."""
    found = binaries()
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("PostgreSQL ontbreekt: installeer postgresql (apt install postgresql).", pytrace=False)
    if found is None:
        pytest.skip("PostgreSQL ontbreekt op deze machine (apt install postgresql); hier alleen SQLite getest.")
    return found


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and give the DATABASE_URL of its database. PostgreSQL refuses root, so root lends it to nobody."""
    programs = needed_binaries()
    folder = Path(tempfile.mkdtemp(prefix="gg-pg-", dir="/tmp"))  # short: a socket's path has 107 characters at most
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)

    def run(*command: object) -> None:
        done = subprocess.run(
            [str(part) for part in command], user=user, cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"

    data, log = folder / "data", folder / "log"
    run(programs / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=50"
    run(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
    try:
        run(programs / "createdb", "-h", folder, "-U", "tests", "goedgeregeld")
        yield f"postgres://tests@/{folder}/goedgeregeld"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
