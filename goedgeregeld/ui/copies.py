"""Copies of what is the same for everybody: kept for some seconds in the process, and for some more by whoever asked.

Nobody has to be told of a change: a copy is soon made anew. Together that takes less than a minute, so that a suspension is
seen within a minute everywhere; and a copy is of one day, so that a mark ends at midnight. Who asks is never looked at, no
cookie is set, and only an answer of 200 is kept. With each copy its compressed form is kept, which takes longer to make than
to send.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

KEPT_HERE = 20  # seconds; with the next together well under a minute
KEPT_THERE = 30
SMALL = 400  # bytes: compressing less makes it no smaller
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Copy:
    """An answer, ready to be sent."""

    body: bytes
    packed: bytes
    seal: str
    headers: tuple[tuple[str, str], ...]


def kept(*names: str) -> Callable[[View], View]:
    """A view whose answer depends on its address, on these fields of the query and on the day, and on nothing else."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                return HttpResponseNotAllowed(["GET", "HEAD"])
            key = _key(request, names)
            copy = caches["copies"].get(key)
            if copy is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200:
                    return response
                copy = _copied(response)
                caches["copies"].set(key, copy, KEPT_HERE)
            return _sent(request, copy)

        return answer

    return around


def _key(request: HttpRequest, names: tuple[str, ...]) -> str:
    asked = [request.GET.get(name, "") for name in names]
    return sha256(repr((timezone.localdate(), request.path, asked)).encode()).hexdigest()


def _copied(response: HttpResponse) -> Copy:
    body = response.content
    packed = gzip.compress(body, 6, mtime=0) if len(body) > SMALL else b""
    return Copy(body, packed, sha256(body).hexdigest()[:32], tuple(response.items()))


def _sent(request: HttpRequest, copy: Copy) -> HttpResponse:
    zipped = bool(copy.packed) and "gzip" in request.headers.get("Accept-Encoding", "")
    seal = f'"{copy.seal}{"-gz" if zipped else ""}"'
    response = HttpResponse(copy.packed if zipped else copy.body, headers=dict(copy.headers))
    if zipped:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    response["ETag"] = seal
    response["Cache-Control"] = f"public, max-age={KEPT_THERE}"
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, etag=seal, response=response) or response
