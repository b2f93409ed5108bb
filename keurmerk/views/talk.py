"""The report of the assessment talk: kept by a button, or as it is typed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from keurmerk.actions import assessment as acts
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.drafts import Sent, mark_of
from keurmerk.forms.judging import TALK, Entries, endings
from keurmerk.judging import Talk
from keurmerk.loaders import load_application
from keurmerk.models import Application
from keurmerk.states import Verb
from keurmerk.views.acting import refused
from keurmerk.views.assessment import judging, not_now
from keurmerk.views.saving import moves_in, replaced_words, saved_as_typed

TALK_CODE = "gesprek"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def talk(request: HttpRequest, code: str) -> HttpResponse:
    """The report of the assessment talk."""
    application, found = judging(request, code)
    if found is None:
        return not_now(request, application)
    if request.method != "POST":
        return _talk_page(request, application, found.talk, found.talk)
    form = Entries(Talk, TALK, [TALK_CODE], request.POST)
    typed = form.typed.get(TALK_CODE, Talk())
    if form.errors:
        return _talk_page(request, application, typed, found.talk, form.errors[TALK_CODE])
    try:
        _kept, replaced = _keep_talk(request, application, form)
    except WrongState as wrong:
        return refused(request, application, str(wrong))
    except Blocked as blocked:
        return _talk_page(request, application, typed, found.talk, " ".join(blocked.reasons))
    if replaced:
        messages.warning(request, replaced_words([_("het gesprek")])[0])
    messages.success(request, _("Het verslag is bewaard."))
    return redirect("keurmerk:assess", code)


@require_POST
@never_cache
@login_required
def save_talk(request: HttpRequest, code: str) -> JsonResponse:
    """Save the talk as it is typed."""
    application = load_application(request, code, to=Verb.ASSESS)
    form = Entries(Talk, TALK, [TALK_CODE], request.POST)

    def save() -> dict[str, Any]:
        if form.errors:
            return form.answer({})
        kept, replaced = _keep_talk(request, application, form)
        return {**form.answer({TALK_CODE: kept}), "notices": replaced_words([_("het gesprek")] if replaced else [])}

    return saved_as_typed(form, save)


def _keep_talk(request: HttpRequest, application: Application, form: Entries) -> tuple[Talk, tuple[str, ...]]:
    sent = form.sent.get(TALK_CODE, Sent(Talk()))
    return acts.save_talk(application, sent, by=request.user, now=timezone.now(), moves=moves_in(request))  # type: ignore[arg-type]


def _talk_page(
    request: HttpRequest, application: Application, shown: Talk, kept: Talk, error: str = ""
) -> HttpResponse:
    context = {
        "application": application,
        "talk": shown,
        "seen": mark_of(kept),
        "error": error,
        "errors": [("#gesprek-op", error)] if error else [],
        "has_errors": bool(error),
        "endings": endings(TALK),
        "save": f"{reverse('keurmerk:save_talk', args=[application.code])}?moves={application.moves}",
        "today": timezone.localdate(),
    }
    return render(request, "keurmerk/assessment/talk.html", context, status=422 if error else 200)
