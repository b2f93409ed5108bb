"""The actions of somebody without account, behind the link in a reminder: seeing them, saying how it stands, no more mail.

Who holds the link sees what stands on the own name, and nothing else of the plan. Opening a page writes nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selfeval import actions
from selfeval.models import OwnerLink
from selfeval.queries.plan import rows_of
from selfeval.queries.reminders import own_actions, owner_link_behind

View = Callable[..., HttpResponse]


def _behind_link(view: View) -> View:
    """Give the view the link. One that stopped working, or never was, says so."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
        link = owner_link_behind(token, today=timezone.localdate())
        if link is None:
            response = render(request, "selfeval/plan/own_dead.html", status=404)
        else:
            response = view(request, token, link, **rest)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return opened


@require_safe
@_behind_link
def page(request: HttpRequest, token: str, link: OwnerLink) -> HttpResponse:
    """My actions in this plan."""
    organisation = link.evaluation.organisation
    context = {
        "token": token,
        "plan": organisation.name if organisation else link.evaluation.organisation_name,
        "rows": rows_of(own_actions(link), today=timezone.localdate()),
    }
    return render(request, "selfeval/plan/own.html", context)


@require_POST
@_behind_link
def move(request: HttpRequest, token: str, link: OwnerLink, *, number: int) -> HttpResponse:
    """How it stands, with one press. Raises Http404 for an action of somebody else."""
    action = own_actions(link).filter(pk=number).first()
    if action is None:
        raise Http404
    try:
        moved = actions.move_own(action, request.POST.get("naar", ""), now=timezone.now())
    except actions.WrongState as late:
        messages.warning(request, str(late))
    else:
        messages.success(
            request, _("Bedankt! De actie staat nu op ‘%(state)s’.") % {"state": moved.get_state_display()}
        )
    return redirect("selfeval:own_actions", token)


@require_http_methods(["GET", "HEAD", "POST"])
@_behind_link
def stop(request: HttpRequest, token: str, link: OwnerLink) -> HttpResponse:
    """No more mail, with one button."""
    if request.method == "POST":
        actions.stop_reminding(link, now=timezone.now())
    return render(request, "selfeval/plan/own_stop.html", {"token": token, "done": request.method == "POST"})
