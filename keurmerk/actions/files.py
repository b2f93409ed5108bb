"""Files of evidence on disk: written before the row that speaks of them is committed, erased after that row is gone.

So there is never a row without a file; a file without a row, left where the machine stopped in between, is erased by
`forget_orphans`.
"""

import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from secrets import token_hex
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from goedgeregeld.events.actions import record
from goedgeregeld.uploads import clamd
from goedgeregeld.uploads.inspection import inspect
from goedgeregeld.uploads.values import MIB, Checked
from keurmerk import notifications
from keurmerk.models import Application, Evidence
from keurmerk.states import EvidenceKind, ScanState

FOLDER = "evidence"
logger = logging.getLogger(__name__)


class Infected(Exception):
    """There is harmful software in the file."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that can be kept: what it is, what was found out, and its seal."""

    checked: Checked
    scan: ScanState
    sha256: str


def look_at(stream: BinaryIO, name: str, *, size: int) -> Arrived:
    """Find out what came in, and whether it is harmful. Raises Refused or Infected."""
    checked = inspect(stream, name, size=size, largest=settings.EVIDENCE_FILE_MB * MIB)
    checked.content.seek(0)
    seal = hashlib.file_digest(checked.content, "sha256").hexdigest()
    return Arrived(checked, scanned(checked.content), seal)


def scanned(stream: BinaryIO) -> ScanState:
    """What the daemon says of it, where there is one. Raises Infected. Without an answer the file is simply not scanned."""
    if not settings.CLAMD:
        return ScanState.NOT_SCANNED
    stream.seek(0)
    try:
        verdict = clamd.scan(settings.CLAMD, stream)
    except clamd.NotScanned as error:
        logger.warning("Niet gescand: %s", error)
        return ScanState.NOT_SCANNED
    if not verdict.clean:
        raise Infected(verdict.found)
    return ScanState.CLEAN


@contextmanager
def stored(application: Application, arrived: list[Arrived]) -> Iterator[list[str]]:
    """Write the files, for the rows that the body makes; those that no row speaks of afterwards are erased again."""
    names: list[str] = []
    try:
        for one in arrived:
            names.append(f"{FOLDER}/{application.pk}/{token_hex(16)}")
            one.checked.content.seek(0)
            default_storage.save(names[-1], File(one.checked.content))
            _settle(names[-1])
        yield names
    finally:
        kept = set(Evidence.objects.filter(file__in=names).values_list("file", flat=True)) if names else set()
        for name in names:
            if name not in kept:
                default_storage.delete(name)


def _settle(name: str) -> None:
    """See to it that the file survives a power cut, as the row will (where the storage is a folder of this machine)."""
    with suppress(NotImplementedError):
        path = default_storage.path(name)
        for one in (path, os.path.dirname(path)):  # noqa: PTH120 - the storage speaks in text
            descriptor = os.open(one, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def erase_after_commit(evidence: Evidence) -> None:
    """Erase the file of this piece once the transaction that takes away its row is committed.

    Where another piece speaks of the same file (taken over for a renewal) it stays; the last one takes it along.
    """
    name = evidence.file.name
    if name:
        transaction.on_commit(lambda: _erase_unless_used(name))


def _erase_unless_used(name: str) -> None:
    if not Evidence.objects.filter(file=name).exists():
        default_storage.delete(name)


def forget_orphans(*, before: datetime) -> int:
    """Erase files no row speaks of, written before this moment (a file of an upload that is under way has no row yet)."""
    number = 0
    for name in _names(FOLDER):
        if default_storage.get_modified_time(name) < before and not Evidence.objects.filter(file=name).exists():
            default_storage.delete(name)
            number += 1
    return number


def _names(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for one in files:
        yield str(PurePosixPath(folder, one))
    for one in folders:
        yield from _names(str(PurePosixPath(folder, one)))


def scan_waiting(*, now: datetime) -> int:
    """Show what was not scanned yet to the daemon again; what is harmful is blocked, and told. Stops where no daemon is."""
    number = 0
    waiting = Evidence.objects.filter(kind=EvidenceKind.FILE, scan=ScanState.NOT_SCANNED).order_by("pk")
    for piece in waiting.select_related("application__organisation").iterator(chunk_size=200) if settings.CLAMD else ():
        try:
            with piece.file.open("rb") as stream:
                found = scanned(stream)
        except Infected:
            found = ScanState.INFECTED
        except FileNotFoundError:
            continue  # erased at this very moment
        if found == ScanState.NOT_SCANNED:
            if not _answers():
                break
            continue
        with transaction.atomic():
            if Evidence.objects.filter(pk=piece.pk, scan=ScanState.NOT_SCANNED).update(scan=found):
                number += 1
                if found == ScanState.INFECTED:
                    record("block_evidence", piece.application, by=None, now=now, number=piece.pk)
                    notifications.tell_infected(piece)
    return number


def _answers() -> bool:
    """Whether the daemon is there at all."""
    try:
        clamd.scan(settings.CLAMD, BytesIO(b"."))
    except clamd.NotScanned:
        return False
    return True
