"""The conversation of an application: to read for everyone concerned, to speak in for who takes part."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions
from keurmerk.actions.conversation import SaidAlready
from keurmerk.actions.conversation import say as do_say
from keurmerk.actions.ritual import Blocked
from keurmerk.forms.conversation import MessageForm
from keurmerk.loaders import load_application
from keurmerk.models import Application
from keurmerk.queries import conversation
from keurmerk.states import Verb


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def say(request: HttpRequest, code: str) -> HttpResponse:
    """What was said, newest last; POST says something. Raises Http404, PermissionDenied."""
    application = load_application(request, code, to=Verb.SAY if request.method == "POST" else None)
    if not permissions.may_see_dossier(application, person_of(request)):
        raise PermissionDenied
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            do_say(application, by=request.user, now=timezone.now(), **form.cleaned_data)
        except SaidAlready:
            messages.info(request, _("Dit bericht stond er al."))
        except Blocked as blocked:
            return _page(request, application, form, reasons=blocked.reasons, status=409)
        return redirect(f"{reverse('keurmerk:say', args=[code])}#nieuwste")
    return _page(request, application, form, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, application: Application, form: MessageForm, *, reasons: tuple[str, ...] = (), status: int
) -> HttpResponse:
    person = person_of(request)
    context = {
        "application": application,
        "form": form,
        "said": conversation.said(application, person, before=request.GET.get("voor", "")),
        "since": conversation.heard_since(application, person),
        "readers": conversation.readers(application),
        "may_say": permissions.may(Verb.SAY, application, person),
        "began": not request.GET.get("voor"),
        "reasons": reasons,
    }
    return render(request, "keurmerk/conversation.html", context, status=status)
