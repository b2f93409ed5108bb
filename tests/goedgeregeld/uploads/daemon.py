"""A daemon that speaks ClamAV's INSTREAM on a port of its own, and says what a test wants to hear."""

import socket
import struct
import threading
from contextlib import suppress
from typing import Self

EICAR = "stream: Win.Test.EICAR_HDB-1 FOUND"


class Daemon:
    """Answers `reply` to whatever it is sent, or EICAR where the content holds `bad`; `received` holds what came in."""

    def __init__(
        self, *, reply: str = "stream: OK", bad: bytes = b"", silent: bool = False, stops_after: int | None = None
    ) -> None:
        self.reply, self.bad, self.silent, self.stops_after = reply, bad, silent, stops_after
        self.received: list[bytes] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.listening.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_why: object) -> None:
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                line, _from = self.listening.accept()
            except OSError:
                return
            with line, suppress(OSError):
                self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        with line.makefile("rb") as incoming:
            assert incoming.read(10) == b"zINSTREAM\0"
            content, pieces = b"", 0
            while size := struct.unpack("!I", incoming.read(4))[0]:
                content += incoming.read(size)
                pieces += 1
                if pieces == self.stops_after:
                    break
            self.received.append(content)
            if self.silent:
                incoming.read(1)
                return
            said = EICAR if self.bad and self.bad in content else self.reply
            line.sendall(said.encode() + b"\0")
