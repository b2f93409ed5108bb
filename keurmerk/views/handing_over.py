"""Arranging the handing over of a mark: one page, for the organisation and the office alike."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions
from keurmerk.actions import handing_over as actions
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.forms.carrying import NO, HandOverForm
from keurmerk.loaders import load_mark
from keurmerk.models import Mark
from keurmerk.queries import handing_over as queries


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def arrange_hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Raises Http404 for strangers, PermissionDenied for who only reads along."""
    mark = load_mark(request, number, to=permissions.may_hand_over)
    kept, posted = queries.hand_over_of(mark), request.POST if request.method == "POST" else None
    form = HandOverForm(posted, mark=mark, hand_over=kept)
    page = {"mark": mark, "form": form, "hand_over": kept, "back": home(request, mark)}
    why = queries.why_not_arranged(mark, timezone.localdate())
    if why:
        return not_now(request, mark, why)
    if posted is None:
        return render(request, "keurmerk/our_mark/arrange_hand_over.html", page)
    if not form.is_valid():
        return render(request, "keurmerk/our_mark/arrange_hand_over.html", page, status=422)
    data = form.cleaned_data
    try:
        arranged = actions.Arranged(
            data["on"], data["place"], data["by_whom"], data["note"], skipped=data["wanted"] == NO
        )
        actions.arrange_hand_over(mark, arranged, by=request.user, now=timezone.now(), seen=data["moves"])
    except WrongState as wrong:
        return not_now(request, mark, str(wrong))
    except Blocked as blocked:
        form.add_error("on", blocked.reasons[0])
        return render(request, "keurmerk/our_mark/arrange_hand_over.html", page, status=409)
    messages.success(request, _("De uitreiking is bijgewerkt."))
    return redirect(home(request, mark))


def home(request: HttpRequest, mark: Mark) -> str:
    """The page of the mark that is theirs."""
    ours = permissions.carries(mark, person_of(request))
    return reverse("keurmerk:our_mark" if ours else "keurmerk:office_mark", args=[mark.number])


def not_now(request: HttpRequest, mark: Mark, why: str) -> HttpResponse:
    """It does not fit how things stand by now (409); what was typed stays in sight, to be copied."""
    typed = [text for name, text in request.POST.items() if name not in {"csrfmiddlewaretoken", "moves", "wanted"}]
    page = {"mark": mark, "why": why, "typed": [one for one in typed if one.strip()], "back": home(request, mark)}
    return render(request, "keurmerk/our_mark/refused.html", page, status=409)
