"""Taking data away: a page that says what is in the zip, and the zip itself (POST: it is an act, and noted as one)."""

from typing import IO, Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.loaders import load_organisation
from reports.privacy.loaders import load_unclaimed
from reports.takeaway import actions


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_my_data(request: HttpRequest) -> HttpResponseBase:
    """My account, memberships, invitations, and what I did."""
    if request.method == "POST":
        return _download(actions.take_person(request.user, now=timezone.now()), "mijn-gegevens")  # type: ignore[arg-type]
    return _page(request, {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_organisation(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Everything of the organisation: for beheerders."""
    organisation = load_organisation(request, pk, to="manage")
    if request.method == "POST":
        made = actions.take_organisation(organisation, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        return _download(made, organisation.name)
    return _page(request, {"organisation": organisation})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_evaluation(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Everything of an evaluation nobody claimed: for whoever holds its link."""
    evaluation = load_unclaimed(request, pk)
    if request.method == "POST":
        return _download(actions.take_evaluation(evaluation, now=timezone.now()), evaluation.organisation_name)
    return _page(request, {"evaluation": evaluation})


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "reports/takeaway/take.html", context)


def _download(made: IO[bytes], name: str) -> FileResponse:
    """The zip, read from the temporary file while it is sent; the file is gone when the response is closed."""
    plain = slugify(name)[:60].strip("-") or "zelfevaluatie"
    filename = f"goed-geregeld-{plain}-{timezone.localdate().isoformat()}.zip"
    return FileResponse(made, as_attachment=True, filename=filename, content_type="application/zip")
