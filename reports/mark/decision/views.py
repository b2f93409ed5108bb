"""The decision as a letter, for everybody concerned."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk.loaders import load_application
from keurmerk.models import Decision
from keurmerk.queries import Reading
from keurmerk.queries.rulings import rulings
from reports.mark.decision.pdf import decision_pdf as pdf_of


@require_safe
@never_cache
@login_required
def decision_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Raises Http404 where this application has no such decision."""
    get_object_or_404(Decision, pk=number, application__code=code)  # what is not there, nobody looked into
    application = load_application(request, code)
    reading = Reading(application, me=person_of(request).user_id, today=timezone.localdate())
    told = next(one for one in rulings(reading) if one.decision.pk == number)
    name = slugify(application.organisation.name)[:60].strip("-") or "organisatie"
    filename = f"besluit-keurmerk-{name}-{timezone.localdate(told.decision.at).isoformat()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(pdf_of(application, told), content_type="application/pdf", headers=headers)
