"""The year of who advises or audits, and the overview of an organisation for its members."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import load_organisation, person_of
from goedgeregeld.accounts.permissions import may_read
from reports.mine import standing, years


@require_safe
@never_cache
@login_required
def year(request: HttpRequest) -> HttpResponse:
    """One year as adviser, as auditor or both. Raises Http404 for who is neither, and for a year without anything."""
    person, today = person_of(request), timezone.localdate()
    works = [work for work in years.WORKS if work in person.roles]
    if not works:
        raise Http404
    read = [years.read_work(work, person) for work in works]
    offered = years.years_of(read, today)
    chosen = request.GET.get("jaar") or str(today.year)
    if chosen not in map(str, offered):
        raise Http404
    sections = [years.section(one, int(chosen), person, today=today) for one in read]
    loads = [years.load_of(work, person, today=today) for work in works] if int(chosen) == today.year else []
    context = {"year": int(chosen), "years": offered, "this_year": today.year, "sections": sections, "loads": loads}
    return render(request, "reports/mine/year.html", context)


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the organisation stands, for its members. Raises Http404 for everybody else: answers are no business of NOV."""
    person = person_of(request)
    if not may_read(pk, person):
        raise Http404
    organisation = load_organisation(request, pk)
    found = standing.overview(organisation, person, today=timezone.localdate())
    return render(request, "reports/mine/overview.html", {"organisation": organisation, "found": found})
