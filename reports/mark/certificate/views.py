"""The certificate, for the organisation and the office, while the mark may be shown."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from keurmerk.loaders import load_mark
from reports.mark.certificate import pdf
from reports.mark.views import given


@require_safe
@never_cache
@login_required
def certificate_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """To print. Raises Http404 for strangers; of a mark that may not be shown it says so (409)."""
    return given(request, load_mark(request, number), pdf.certificate_pdf, "certificaat", "pdf")


@require_safe
@never_cache
@login_required
def certificate_picture(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a picture, for a site or a newsletter."""
    return given(request, load_mark(request, number), pdf.certificate_picture, "certificaat", "png")
