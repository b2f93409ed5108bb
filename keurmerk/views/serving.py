"""Giving out a file of evidence: only here, only to whom it concerns, and only as a download."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from keurmerk.loaders import load_evidence
from keurmerk.states import EvidenceKind, ScanState

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@require_safe
@never_cache
@login_required
def file(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """The file, whole or a range of it. What was found to be harmful is not given out (403)."""
    piece = load_evidence(request, code, number)
    if piece.kind != EvidenceKind.FILE:
        raise Http404
    if piece.scan == ScanState.INFECTED:
        context = {"application": piece.application, "piece": piece}
        return render(request, "keurmerk/dossier/blocked.html", context, status=403)
    wanted = _range(request.headers.get("Range", ""), piece.size)
    if wanted is not None and wanted.start >= wanted.stop:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{piece.size}"})
    answer = FileResponse(
        piece.file.open("rb"), as_attachment=True, filename=piece.name, content_type=piece.content_type
    )
    answer.headers["Content-Length"] = str(piece.size)
    if wanted is not None:
        answer = _part(answer, piece.file.file, wanted, piece.size)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Content-Encoding"] = "identity"  # or it would be compressed on the way, and ranges would not fit
    return answer


def _range(header: str, size: int) -> range | None:
    """The bytes that are asked for; None for all of them, also where we do not understand the question."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _part(whole: FileResponse, stream: BinaryIO, wanted: range, size: int) -> StreamingHttpResponse:
    stream.seek(wanted.start)
    part = StreamingHttpResponse(_pieces(stream, len(wanted)), status=206, headers=whole.headers)
    part.headers["Content-Length"] = str(len(wanted))
    part.headers["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    part._resource_closers.extend(whole._resource_closers)  # noqa: SLF001 - Django has no other way to hand a file on
    return part


def _pieces(stream: BinaryIO, rest: int) -> Iterator[bytes]:
    while rest > 0 and (piece := stream.read(min(CHUNK, rest))):
        rest -= len(piece)
        yield piece
