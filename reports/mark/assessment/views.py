"""The assessment as PDF, for who may read it on its page, once it was given."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from keurmerk.loaders import load_assessments
from reports.mark.assessment.pdf import assessment_pdf as pdf_of
from reports.mark.shared import named


@require_safe
@never_cache
@login_required
def assessment_pdf(request: HttpRequest, code: str, submission: int) -> HttpResponse:
    """Raises Http404 for one there is not (yet), PermissionDenied for one that is not for their eyes (yet)."""
    application, found, _others = load_assessments(request, code, submission)
    if not found.is_given:
        raise Http404
    name = named(application, f"beoordeling-{submission}")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf_of(application, found), content_type="application/pdf", headers=headers)
