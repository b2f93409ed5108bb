"""The certificate, for the organisation and the office, while the mark may be shown."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from keurmerk.loaders import load_mark
from keurmerk.models import Mark
from keurmerk.queries.carrying import why_not_shown
from reports.mark.certificate import pdf


@require_safe
@never_cache
@login_required
def certificate_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """To print. Raises Http404 for strangers; of a mark that may not be shown it says so (409)."""
    return given(request, load_mark(request, number), pdf.certificate_pdf, "certificaat", "application/pdf")


@require_safe
@never_cache
@login_required
def certificate_picture(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a picture, for a site or a newsletter."""
    return given(request, load_mark(request, number), pdf.certificate_picture, "certificaat", "image/png")


def given(request: HttpRequest, mark: Mark, make: Callable[[Mark], bytes], what: str, kind: str) -> HttpResponse:
    """The file as a download; where the mark may not be shown, a sentence that says why (409)."""
    why = why_not_shown(mark, timezone.localdate())
    if why:
        return render(request, "reports/mark/not_given.html", {"mark": mark, "why": why}, status=409)
    name = slugify(mark.name)[:60].strip("-") or mark.number.lower()
    headers = {"Content-Disposition": f'attachment; filename="{what}-goed-geregeld-{name}.{kind[-3:]}"'}
    return HttpResponse(make(mark), content_type=kind, headers=headers)
