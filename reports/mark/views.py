"""How what a mark gives its organisation is given out: as a download, while the mark may be shown, else a sentence why not."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from keurmerk.models import Mark
from keurmerk.queries.carrying import why_not_shown

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}


def refused(request: HttpRequest, mark: Mark) -> HttpResponse | None:
    """The page that says why nothing is given out of this mark now (409); None where it is."""
    why = why_not_shown(mark, timezone.localdate())
    if not why:
        return None
    return render(request, "reports/mark/not_given.html", {"mark": mark, "why": why}, status=409)


def given(
    request: HttpRequest, mark: Mark, make: Callable[[Mark], bytes], what: str, kind: str, *, of_mark: bool = True
) -> HttpResponse:
    """The file as a download (`kind`: how its name ends), named after the mark where it is `of_mark`; or why there is none."""
    no = refused(request, mark)
    if no is not None:
        return no
    name = (slugify(mark.name)[:60].strip("-") or mark.number.lower()) if of_mark else ""
    filename = "-".join(one for one in (what, "goed-geregeld", name) if one)
    headers = {"Content-Disposition": f'attachment; filename="{filename}.{kind}"'}
    return HttpResponse(make(mark), content_type=TYPES[kind], headers=headers)
