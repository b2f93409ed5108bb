"""To which organisation here a mark of before this system belongs: look for it, and choose."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.models import Organisation
from goedgeregeld.accounts.queries import search_organisations
from keurmerk.actions import importing as acts
from keurmerk.actions.ritual import WrongState
from keurmerk.loaders import load_office_mark
from keurmerk.queries.importing import may_be_linked
from keurmerk.register.entries import entry_of
from keurmerk.views.marks import refused

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def link_mark(request: HttpRequest, number: str) -> HttpResponse:
    """GET looks for organisations (by the name on the certificate, unless something else is asked); POST chooses one."""
    mark = load_office_mark(request, number)
    if not may_be_linked(mark):
        return refused(request, mark, _("Bij dit keurmerk staat vast van welke organisatie het is."))
    asked = request.GET.get("q", mark.name)[:100]
    found = (
        search_organisations(asked).filter(demo=False).select_related("municipality")[:SHOWN] if asked.strip() else []
    )
    context = {"mark": mark, "entry": entry_of(mark, timezone.localdate()), "q": asked, "found": list(found)}
    if request.method != "POST":
        return render(request, "keurmerk/marks/link.html", context)
    chosen = _chosen(request)
    if chosen is None:
        context["wrong"] = _("Kies een organisatie.")
        return render(request, "keurmerk/marks/link.html", context, status=422)
    try:
        acts.link_mark(mark, chosen, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except WrongState as wrong:
        return refused(request, mark, str(wrong))
    messages.success(request, _("Het keurmerk hoort nu bij %s.") % chosen)
    return redirect("keurmerk:office_mark", mark.number)


def _chosen(request: HttpRequest) -> Organisation | None:
    """The organisation that was posted; None for none. Raises Http404 for one that is not there."""
    typed = request.POST.get("organisatie", "")
    if not typed:
        return None
    try:
        return Organisation.objects.get(pk=UUID(typed))
    except (ValueError, Organisation.DoesNotExist):
        raise Http404 from None
