"""script/server as a person uses it: it says where to look, refuses a port in use in one line, and Ctrl-C stops everything."""

import os
import pty
import re
import select
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e
PYTEST_ONLY = {"DJANGO_SETTINGS_MODULE", "SITE_URL", "SECRET_KEY", "DATABASE_URL"}
CTRL_C = b"\x03"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_until(terminal: int, words: bytes, seconds: int = 120) -> bytes:
    """What the terminal says up to and with these words; fails where they do not come in time."""
    seen, ends = b"", time.monotonic() + seconds
    while words not in seen:
        ready, _writable, _broken = select.select([terminal], [], [], max(0, ends - time.monotonic()))
        assert ready, f"{words!r} komt niet; wel: {seen!r}"
        seen += os.read(terminal, 4096)
    return seen


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_from_start_to_ctrl_c(root: Path, tmp_path: Path) -> None:
    port = free_port()
    own = {"PORT": str(port), "VAR_DIR": str(tmp_path), "HOST": "127.0.0.1"}
    environment = {k: v for k, v in os.environ.items() if k not in PYTEST_ONLY} | own
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test run in the background is started deaf to Ctrl-C
        os.chdir(root)
        os.execve("script/server", ["script/server"], environment)
    said = read_until(terminal, b"Ctrl-C")
    assert f"http://127.0.0.1:{port}".encode() in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
        assert page.status == 200

    second = subprocess.run(["script/server"], check=False, cwd=root, env=environment, capture_output=True, text=True)
    assert second.returncode == 1
    assert re.fullmatch(rf"Poort {port} is al in gebruik.*\n", second.stderr)

    os.write(terminal, CTRL_C)
    read_until(terminal, b"Gestopt.")
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert not is_open(port)
    left = subprocess.run(["pgrep", "-f", f"port {port}"], check=False, capture_output=True, text=True)
    assert left.stdout == ""
