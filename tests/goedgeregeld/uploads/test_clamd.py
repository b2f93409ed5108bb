"""Asking the daemon: what goes over the line, every answer it can give, and every way in which it can fail to."""

import socket
import struct
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from goedgeregeld.uploads import clamd
from tests.goedgeregeld.uploads.daemon import Daemon


@pytest.fixture
def daemon() -> Iterator[Daemon]:
    with Daemon() as running:
        yield running


def test_the_whole_file_goes_over_in_pieces(daemon: Daemon) -> None:
    content = b"x" * (clamd.CHUNK + 10)
    assert clamd.scan(daemon.address, BytesIO(content)).clean
    assert daemon.received == [content]


def test_what_it_finds_is_said(daemon: Daemon) -> None:
    daemon.reply = "stream: Win.Test.EICAR_HDB-1 FOUND"
    verdict = clamd.scan(daemon.address, BytesIO(b"x"))
    assert (verdict.clean, verdict.found) == (False, "Win.Test.EICAR_HDB-1")


@pytest.mark.parametrize("reply", ["", "INSTREAM size limit exceeded. ERROR", "stream: iets ERROR", "UNKNOWN COMMAND"])
def test_any_other_answer_is_none(daemon: Daemon, reply: str) -> None:
    daemon.reply = reply
    with pytest.raises(clamd.NotScanned):
        clamd.scan(daemon.address, BytesIO(b"x"))


def test_a_daemon_that_stops_reading_is_still_heard() -> None:
    with Daemon(reply="INSTREAM size limit exceeded. ERROR", stops_after=1) as daemon, pytest.raises(clamd.NotScanned):
        clamd.scan(daemon.address, BytesIO(b"x" * 40 * clamd.CHUNK))


def test_a_daemon_that_is_not_there_or_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(clamd.NotScanned):
            clamd.scan(f"tcp://127.0.0.1:{closed.getsockname()[1]}", BytesIO(b"x"))
    with pytest.raises(clamd.NotScanned):
        clamd.scan(f"unix://{tmp_path}/weg", BytesIO(b"x"))
    monkeypatch.setattr(clamd, "REPLY_SECONDS", 0.2)
    with Daemon(silent=True) as daemon, pytest.raises(clamd.NotScanned):
        clamd.scan(daemon.address, BytesIO(b"x"))


def test_through_a_socket_in_the_file_system(tmp_path: Path) -> None:
    path = tmp_path / "clamd.sock"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        said = []

        def answer() -> None:
            line, _from = listening.accept()
            with line:
                while struct.pack("!I", 0) not in b"".join(said)[-4:] or len(b"".join(said)) < 14:
                    said.append(line.recv(4096))
                line.sendall(b"stream: OK\0")

        thread = threading.Thread(target=answer)
        thread.start()
        assert clamd.scan(f"unix://{path}", BytesIO(b"hallo")).clean
        thread.join()
    assert b"".join(said) == b"zINSTREAM\0\x00\x00\x00\x05hallo\x00\x00\x00\x00"
