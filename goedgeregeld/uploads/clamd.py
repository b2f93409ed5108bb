"""Asking ClamAV's daemon whether there is harmful software in a file: its INSTREAM command, and nothing else of it.

The one maintained client on PyPI (clamav-client) is under the GPL only, may wait without end for a socket that does not answer,
and loses the daemon's reply where it stops reading early. The command is four lines of protocol (man clamd), so it stands here.
"""

import socket
import struct
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urlsplit

CHUNK = 256 * 1024
LONGEST_REPLY = 4096
CONNECT_SECONDS, REPLY_SECONDS = 5, 60


class NotScanned(Exception):
    """The daemon could not be asked, or did not know; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the daemon said: clean, or what it found."""

    found: str = ""

    @property
    def clean(self) -> bool:
        return not self.found


def scan(address: str, stream: BinaryIO) -> Verdict:
    """Whether the daemon at this address ("tcp://host:port" or "unix:///path") finds anything. Raises NotScanned."""
    try:
        with closing(_connected(address)) as line:
            line.settimeout(REPLY_SECONDS)
            with suppress(BrokenPipeError, ConnectionResetError):  # it stopped reading; its reply says why
                line.sendall(b"zINSTREAM\0")
                while piece := stream.read(CHUNK):
                    line.sendall(struct.pack("!I", len(piece)) + piece)
                line.sendall(struct.pack("!I", 0))
            reply = _reply(line)
    except OSError as error:
        raise NotScanned(f"{address}: {error}") from error
    return _verdict(reply)


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(CONNECT_SECONDS)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _reply(line: socket.socket) -> str:
    """What the daemon says, up to the NUL that ends it."""
    received = b""
    while b"\0" not in received and len(received) < LONGEST_REPLY:
        piece = line.recv(LONGEST_REPLY)
        if not piece:
            break
        received += piece
    return received.partition(b"\0")[0].decode(errors="replace").strip()


def _verdict(reply: str) -> Verdict:
    """ "stream: OK" or "stream: Eicar-Signature FOUND"; anything else is no answer. Raises NotScanned."""
    said = reply.removeprefix("stream:").strip()
    if said == "OK":
        return Verdict()
    if said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND").strip() or "?")
    raise NotScanned(reply or "no reply")
