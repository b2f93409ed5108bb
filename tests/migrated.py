"""The SQLite of the tests is migrated once: who comes first keeps the result in var/, and every other process copies it.

Its name follows from the migrations. What it lacks is migrated all the same, for Django looks after the copy what is still to
do. (That the migrations run from nothing and back is for test_migrations; PostgreSQL always runs them.)
"""

import fcntl
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "migrated"


def kept() -> Path:
    """Where the database is kept that these migrations make."""
    files = [ROOT / "constraints.txt", *ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")]
    seal = hashlib.sha256()
    for file in sorted(files):
        seal.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return KEPT / f"{seal.hexdigest()[:16]}.sqlite3"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """While one process migrates, the others wait, to copy what it made."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def copied() -> Iterator[None]:
    """Inside, an empty test database that is connected to is filled with what was kept."""

    def fill(connection: BaseDatabaseWrapper, **_more: Any) -> None:
        name, of_tests = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"]
        if connection.vendor != "sqlite" or not (connection.is_in_memory_db() or name == of_tests):
            return
        empty = not connection.connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if empty and kept().exists():
            with closing(sqlite3.connect(kept())) as source:
                source.backup(connection.connection)

    connection_created.connect(fill)
    try:
        yield
    finally:
        connection_created.disconnect(fill)


def keep() -> None:
    """Keep what was just migrated, in the place of what older migrations made."""
    if connection.vendor != "sqlite" or kept().exists():
        return
    new = kept().with_suffix(".new")
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect(new)) as target:
        connection.connection.backup(target)
    for old in KEPT.glob("*.sqlite3"):
        old.unlink()
    new.rename(kept())
