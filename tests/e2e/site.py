"""The product as it runs for people: `install`ed in a directory of its own, served by granian, and it can be killed."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent


def install(var: Path) -> Path:
    """What `manage.py install` makes of an empty machine, with the demo."""
    command = [sys.executable, ROOT / "manage.py", "install"]
    subprocess.run(command, env=_environment(var, "http://127.0.0.1"), check=True, capture_output=True, text=True)
    return var


def _environment(var: Path, address: str) -> dict[str, str]:
    """Nothing of the tests' own settings: the product reads its environment, and finds only this."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "VAR_DIR": str(var), "SITE_URL": address, "DEMO": "true", "LOG_LEVEL": "ERROR"}


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _as_django(pattern: str, text: str | None) -> bool | None:
    """What a constraint with a regular expression asks SQLite for."""
    return None if text is None else bool(re.search(pattern, text))


class Site:
    """A running site. `kill` is kill -9 of the whole process group; `start` brings it back at the same address."""

    def __init__(self, installed: Path, var: Path) -> None:
        shutil.copytree(installed, var)
        self.var, self.port = var, _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Site":
        command = [BIN / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
        environment = _environment(self.var, self.url)
        with (self.var / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "goedgeregeld.wsgi:application"],
                env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._wait()
        return self

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urlopen(self.url + "/stijl/", timeout=10).close()
            except HTTPError:
                return
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("De server startte niet: " + (self.var / "server.log").read_text())

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """The server hears nothing any more, as in a tunnel; `thaw` ends it."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process
        os.killpg(self._process.pid, signal.SIGCONT)

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, how)
            self._process.wait(timeout=20)
        self._process = None

    def rows(self, sql: str, *parameters: Any) -> list[sqlite3.Row]:
        """What stands in its database, read from outside."""
        with closing(sqlite3.connect(self.var / "goedgeregeld.sqlite3", timeout=20)) as database:
            database.row_factory = sqlite3.Row
            database.create_function("REGEXP", 2, _as_django)
            return database.execute(sql, parameters).fetchall()

    def run(self, sql: str) -> None:
        with closing(sqlite3.connect(self.var / "goedgeregeld.sqlite3", timeout=20)) as database:
            database.executescript(sql)

    def answers(self, number: str) -> dict[str, str]:
        """The answers of an evaluation as they are stored: level, "nvt" or "?"."""
        rows = self.rows(
            "SELECT statement, kind, level FROM selfeval_answer WHERE evaluation_id = ?", number.replace("-", "")
        )
        return {row["statement"]: row["kind"] if row["level"] is None else str(row["level"]) for row in rows}
