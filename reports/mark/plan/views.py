"""The plan as PDF, for who may read that version on its page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk.loaders import load_application
from keurmerk.queries.plan import visible_plans
from reports.mark.plan.pdf import plan_pdf as pdf_of


@require_safe
@never_cache
@login_required
def plan_pdf(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Raises Http404 for a version there is not, or that is not for their eyes (yet)."""
    application = load_application(request, code)
    plans = visible_plans(application, person_of(request))
    plan = next((one for one in plans if one.version == version), None)
    if plan is None:
        raise Http404
    name = slugify(application.organisation.name)[:60].strip("-") or "organisatie"
    filename = f"plan-van-aanpak-{name}-versie-{version}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(pdf_of(application, plan), content_type="application/pdf", headers=headers)
