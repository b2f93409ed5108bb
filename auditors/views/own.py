"""The page somebody of the network has of themselves, and keeping one's own profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from auditors import actions, queries
from auditors.forms.own import OwnProfileForm, PhotoForm
from auditors.loaders import profile_of
from auditors.queries.person import particulars
from auditors.views.acting import PersonAct, press
from auditors.views.person import provinces
from goedgeregeld.accounts.models import User


def _me(request: HttpRequest) -> User:
    """Who asks, where they are of the network. Raises Http404."""
    return get_object_or_404(queries.network(), pk=request.user.pk)


@require_safe
@never_cache
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Everything the network knows of me, and what I can do about it."""
    me = _me(request)
    context = {"one": me, "own": True, **particulars(me, today=timezone.localdate())}
    return render(request, "auditors/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def keep_own(request: HttpRequest) -> HttpResponse:
    """My profile, to change."""
    me, posted = _me(request), request.POST if request.method == "POST" else None
    form = OwnProfileForm(posted, initial=OwnProfileForm.initial_of(profile_of(me)))
    if posted is not None and form.is_valid():
        now = timezone.now()
        waits = actions.keep_own(actions.own_profile(me, now=now), form.cleaned_data, by=me, now=now)
        messages.success(request, _("Je profiel is bewaard."))
        if waits:
            said = ngettext(
                "%(n)s wijziging wacht op akkoord van NOV.", "%(n)s wijzigingen wachten op akkoord van NOV.", len(waits)
            )
            messages.info(request, said % {"n": len(waits)})
        return redirect("auditors:own")
    context = {"form": form, "one": me, "own": True, "provinces": provinces(form)}
    return render(request, "auditors/keep_own.html", context, status=422 if posted is not None else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def propose_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo of oneself, which the office looks at first."""
    if request.user.pk != pk:
        raise Http404
    return PersonAct(
        title=_("Je foto"),
        button=_("Stuur de foto naar NOV"),
        done=_("Je foto is bewaard. NOV bekijkt haar eerst."),
        form=PhotoForm,
        do=lambda one, data, now: actions.propose_photo(
            one,
            data["photo"].file,
            size=data["photo"].size,
            by=request.user,  # type: ignore[arg-type]
            now=now,
        ),
        at="photo",
    ).answer(request, pk)


@require_http_methods(["POST"])
@login_required
def remove_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """No photo any more."""
    return press(
        request,
        pk,
        lambda one, now: actions.remove_photo(one, by=request.user, now=now),  # type: ignore[arg-type]
        done=_("De foto is weg."),
    )
