"""The office's pages of the network: who advises and audits, whom they serve, what they may do, and what ties they have."""

from collections.abc import Callable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from auditors import actions, queries
from auditors.forms import ProfileForm, ReasonForm, TieForm, UntilForm
from auditors.models import Profile
from auditors.states import AuthorisationState, Work
from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record_view

PAGE = 50


@require_safe
@never_cache
@login_required
def network(request: HttpRequest) -> HttpResponse:
    """Everybody with the role of adviser or auditor."""
    require_office(request)
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(queries.network(words), PAGE).get_page(request.GET.get("pagina"))
    kept = f"{urlencode({'q': words})}&" if words else ""
    context = {"here": "network", "page": page, "words": words, "kept": kept, "today": timezone.localdate()}
    return render(request, "auditors/network.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what is known, changed here; authorisations and ties, each with their own acts."""
    require_office(request)
    user = _user(pk)
    posted = request.POST if request.method == "POST" else None
    form = ProfileForm(posted, initial=ProfileForm.initial_of(_profile(user)))
    if posted is None:
        record_view(user, by=request.user, now=timezone.now())
        return _page(request, user, form=form)
    if not form.is_valid():
        return _page(request, user, form=form, status=422)
    actions.keep_profile(user, form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("De gegevens zijn bewaard."))
    return redirect("auditors:profile", pk)


def _user(pk: int) -> User:
    """Somebody of the network. Raises Http404 for everybody else."""
    return get_object_or_404(queries.network(), pk=pk)


def _profile(user: User) -> Profile | None:
    return getattr(user, "profile", None)


def _page(request: HttpRequest, user: User, *, status: int = 200, **forms: Any) -> HttpResponse:
    shown, kinds = _profile(user), {role.kind for role in user.roles.all()}
    held = {one.work: one for one in shown.authorisations.all()} if shown else {}
    works = [(work, held.get(work)) for work in Work if work in kinds or work in held]
    context = {
        "here": "network",
        "one": user,
        "profile": shown,
        "works": works,
        "states": AuthorisationState,
        "ties": list(queries.ties_of(shown)) if shown else [],
        "form": forms.get("form") or ProfileForm(initial=ProfileForm.initial_of(shown)),
        "until": UntilForm(auto_id=False),
        "tie_form": forms.get("tie_form") or TieForm(prefix="band"),
        "today": timezone.localdate(),
    }
    context["provinces"] = _provinces(context["form"])
    return render(request, "auditors/profile.html", context, status=status)


def _provinces(form: ProfileForm) -> list[tuple[str, list[tuple[str, str, bool]], int]]:
    """The municipalities to tick, by province: code, name and whether it is ticked; and how many are."""
    chosen = {str(one) for one in form["municipalities"].value() or ()}
    rows = form.fields["municipalities"].queryset.order_by("province", "name").values_list("province", "code", "name")  # type: ignore[attr-defined]
    found = []
    for province, places in groupby(rows, lambda row: row[0]):
        listed = [(code, name, code in chosen) for _province, code, name in places]
        found.append((province, listed, sum(ticked for _code, _name, ticked in listed)))
    return found


# --- Acts ---------------------------------------------------------------------------------------------------------------


@require_POST
@login_required
def authorise(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """Authorise until a day, also again."""
    form = UntilForm(request.POST)

    def act(one: Profile) -> None:
        actions.authorise(one, work, until=form.cleaned_data["until"], by=request.user, now=timezone.now())

    return _act(request, pk, work, act, form=form, done=_("De autorisatie is vastgelegd."))


@require_POST
@login_required
def suspend(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """No work until it is lifted, with the reason."""
    form = ReasonForm(request.POST)

    def act(one: Profile) -> None:
        actions.suspend(one, work, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    return _act(request, pk, work, act, form=form, done=_("De autorisatie is geschorst."))


@require_POST
@login_required
def end(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """Somebody stops, with the reason."""
    form = ReasonForm(request.POST)

    def act(one: Profile) -> None:
        actions.end(one, work, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    return _act(request, pk, work, act, form=form, done=_("De autorisatie is beëindigd."))


@require_POST
@login_required
def reinstate(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """The suspension is lifted."""

    def act(one: Profile) -> None:
        actions.reinstate(one, work, by=request.user, now=timezone.now())

    return _act(request, pk, work, act, done=_("De schorsing is opgeheven."))


@require_POST
@login_required
def start_training(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """Somebody begins the training."""

    def act(one: Profile) -> None:
        actions.start_training(one, work, by=request.user, now=timezone.now())

    return _act(request, pk, work, act, done=_("De opleiding is begonnen."))


def _act(
    request: HttpRequest, pk: int, work: str, act: Callable[[Profile], None], *, done: str, form: Any = None
) -> HttpResponse:
    """Do it on the profile, which is made where there is none yet, and say so; or say why not."""
    require_office(request)
    user = _user(pk)
    if work not in Work.values:
        raise Http404
    if form is not None and not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("auditors:profile", pk)
    try:
        act(_profile(user) or actions.keep_profile(user, {}, by=request.user, now=timezone.now()))
    except actions.WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, done)
    return redirect("auditors:profile", pk)


@require_POST
@login_required
def add_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """A tie of this person or of their employer."""
    require_office(request)
    user, form = _user(pk), TieForm(request.POST, prefix="band")
    if not form.is_valid():
        return _page(request, user, tie_form=form, status=422)
    values, now = dict(form.cleaned_data), timezone.now()
    of_employer = values.pop("whose") == "employer"
    one = _profile(user) or actions.keep_profile(user, {}, by=request.user, now=now)
    try:
        actions.add_tie(one, values, of_employer=of_employer, by=request.user, now=now)
    except actions.WrongState as wrong:
        form.add_error("whose", str(wrong))
        return _page(request, user, tie_form=form, status=409)
    messages.success(request, _("De band staat erin."))
    return redirect("auditors:profile", pk)


@require_POST
@login_required
def remove_tie(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A tie that was written down by mistake."""
    require_office(request)
    one = _profile(_user(pk))
    if one is None:
        raise Http404
    try:
        actions.remove_tie(one, number, by=request.user, now=timezone.now())
    except actions.WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("De band is weggehaald."))
    return redirect("auditors:profile", pk)
