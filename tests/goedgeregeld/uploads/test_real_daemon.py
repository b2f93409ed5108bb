"""ClamAV's own daemon, with a few signatures of ours: what it says is understood, over both kinds of socket."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from goedgeregeld.uploads import clamd
from tests.goedgeregeld.uploads.making import office, pdf

BAD = b"een echte boef"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a running daemon: `clamd.sock`, and `port` with its number; skips where the machine has none."""
    program = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("GEEN CLAMD: installeer clamav-daemon")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "eigen.ndb").write_text(f"Eigen.Boef:0:*:{BAD.hex()}\n")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "port").write_text(str(port))
    lines = [
        f"DatabaseDirectory {folder}",
        f"LocalSocket {folder}/clamd.sock",
        f"TCPSocket {port}",
        "TCPAddr 127.0.0.1",
        "StreamMaxLength 25M",
        "Foreground yes",
        *(["User root"] if os.geteuid() == 0 else []),
    ]
    (folder / "clamd.conf").write_text("\n".join(lines) + "\n")
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([program, "-c", str(folder / "clamd.conf")], stdout=log, stderr=log)
    end = time.monotonic() + 60
    while not (folder / "clamd.sock").exists() and running.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    assert (folder / "clamd.sock").exists(), (folder / "log").read_text()
    yield folder
    running.terminate()
    running.wait(timeout=20)


@pytest.mark.parametrize("kind", ["tcp", "unix"])
def test_it_is_understood(daemon: Path, kind: str) -> None:
    port = (daemon / "port").read_text()
    address = f"tcp://127.0.0.1:{port}" if kind == "tcp" else f"unix://{daemon}/clamd.sock"
    assert clamd.scan(address, BytesIO(pdf())).clean
    assert clamd.scan(address, BytesIO(b"ab\n" * 3_000_000)).clean
    inside = office(more={"word/notitie.txt": b"dit is " + BAD})
    assert clamd.scan(address, BytesIO(inside)).found == "Eigen.Boef.UNOFFICIAL"
    with pytest.raises(clamd.NotScanned, match="size limit"):
        clamd.scan(address, BytesIO(b"x" * 30_000_000))
