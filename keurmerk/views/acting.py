"""How the page of an act goes: shown with what holds it back, done once, and a refusal that keeps what was typed in sight."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts.loaders import person_of
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.conditions import blockers
from keurmerk.forms.acts import ActForm
from keurmerk.loaders import load_application
from keurmerk.models import Application
from keurmerk.queries import Reading
from keurmerk.queries.offers import fits
from keurmerk.states import Verb

Do = Callable[[Application, Mapping[str, Any], int | None], object]


def reading_of(request: HttpRequest, application: Application) -> Reading:
    """What the rules may ask about this application, for who is signed in, today. Read once a request."""
    held: Reading | None = getattr(request, "reading", None)
    if held is None or held.application is not application:
        held = Reading(application, me=person_of(request).user_id, today=timezone.localdate())
        request.reading = held  # type: ignore[attr-defined]
    return held


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """The page of one act. `form` makes the form from the application and what was posted (or None); `do` gets the
    application, the cleaned data and the moves the page had seen; `done` is said afterwards. `then`: where one goes on, where
    that is not the application (it may be out of sight by then).
    """

    verb: Verb
    do: Do
    form: Callable[[Application, Any], ActForm] = lambda _application, posted: ActForm(posted)
    template: str = "keurmerk/act.html"
    context: Callable[[Application], Mapping[str, Any]] = lambda _application: {}
    done: str = ""
    then: str = ""

    def answer(self, request: HttpRequest, code: str) -> HttpResponse:
        """GET shows the act, POST does it and returns to the application. Raises Http404, PermissionDenied."""
        application = load_application(request, code, to=self.verb)
        posted = request.POST if request.method == "POST" else None
        form = self.form(application, posted)
        page = {"application": application, "verb": self.verb, "form": form, **self.context(application)}
        if posted is None:
            return _shown(request, page, self.template)
        if not form.is_valid():
            return render(request, self.template, page, status=422)
        try:
            self.do(application, form.cleaned_data, form.cleaned_data.get("moves"))
        except Blocked as blocked:
            return render(request, self.template, {**page, "reasons": blocked.reasons}, status=409)
        except WrongState as wrong:
            return refused(request, application, str(wrong))
        messages.success(request, self.done or _("Dat is gedaan."))
        return redirect(self.then) if self.then else redirect("keurmerk:application", code)


def _shown(request: HttpRequest, page: dict[str, Any], template: str) -> HttpResponse:
    application, verb = page["application"], page["verb"]
    if not fits(verb, application.state):
        return refused(
            request,
            application,
            _("Dit kan nu niet (meer): de aanvraag staat op “%s”.") % application.get_state_display(),
        )
    return render(request, template, {**page, "reasons": blockers(reading_of(request, application), verb)})


def refused(request: HttpRequest, application: Application, why: str) -> HttpResponse:
    """The act does not fit where the application stands by now (409); what was typed stays in sight, to be copied."""
    hidden = {"csrfmiddlewaretoken", "moves"}
    typed = [text for name, text in request.POST.items() if name not in hidden and text.strip()]
    page = {"application": application, "why": why, "typed": typed}
    return render(request, "keurmerk/refused.html", page, status=409)
