"""The yearly declaration: read, signed and withdrawn by the person; what was signed can be read by the office too."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from auditors import actions
from auditors.forms.own import PledgeForm, WithdrawPledgeForm
from auditors.loaders import is_own, load_person, profile_of
from auditors.pledges import TEXTS, VERSION
from auditors.views.acting import PersonAct


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def sign_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign this year's."""
    if not is_own(request, pk):
        raise Http404
    year = timezone.localdate().year
    first = {"version": VERSION}
    return PersonAct(
        title=_("Verklaring van onafhankelijkheid en gedragscode %s") % year,
        button=_("Onderteken"),
        done=_("Je verklaring is ondertekend."),
        form=lambda data, _files: PledgeForm(data, initial=first),
        do=lambda one, data, now: actions.sign_pledge(
            one,
            version=data["version"],
            name=data["name"],
            by=request.user,  # type: ignore[arg-type]
            now=now,
        ),
        template="auditors/sign_pledge.html",
    ).answer(request, pk, sentences=TEXTS[VERSION], year=year)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def withdraw_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not hold any more."""
    if not is_own(request, pk):
        raise Http404
    return PersonAct(
        title=_("Trek je verklaring in"),
        button=_("Trek in"),
        done=_("Je verklaring is ingetrokken. NOV neemt contact met je op over het werk dat loopt."),
        form=lambda data, _files: WithdrawPledgeForm(data),
        do=lambda one, data, now: actions.withdraw_pledge(
            one,
            reason=data["reason"],
            by=request.user,  # type: ignore[arg-type]
            now=now,
        ),
        template="auditors/withdraw_pledge.html",
    ).answer(request, pk)


@require_safe
@never_cache
@login_required
def pledge(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What was signed, in the words of then."""
    user = load_person(request, pk)
    profile = profile_of(user)
    found = profile.pledges.filter(pk=number).first() if profile else None
    if found is None:
        raise Http404
    context = {"one": user, "own": is_own(request, pk), "pledge": found, "sentences": TEXTS.get(found.version, ())}
    return render(request, "auditors/pledge.html", context)
