"""The audit report as PDF, for who may read it on its page, once the auditor recommended."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from keurmerk.loaders import load_audits
from keurmerk.queries.audit import Auditing
from reports.mark.audit.pdf import audit_pdf as pdf_of
from reports.mark.shared import named


@require_safe
@never_cache
@login_required
def audit_pdf(request: HttpRequest, code: str, round: int) -> HttpResponse:  # noqa: A002
    """Raises Http404 for one there is not (yet), PermissionDenied for one that is not for their eyes (yet)."""
    application, audit, _others = load_audits(request, code, round)
    if audit.recommended_at is None:
        raise Http404
    name = named(application, f"auditrapport-{round}")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf_of(application, Auditing(audit)), content_type="application/pdf", headers=headers)
