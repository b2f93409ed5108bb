"""How the page of an act on somebody of the network goes: for themselves or for the office, each back to their own page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise

from auditors import actions
from auditors.loaders import is_own, load_person, profile_of
from auditors.models import Profile
from goedgeregeld.accounts.models import User
from goedgeregeld.uploads.values import Refused

Words = str | Promise


def profile_made(request: HttpRequest, user: User, *, now: datetime) -> Profile:
    """Their profile, made by who asks where there is none yet; only for who is about to act."""
    found = profile_of(user)
    if found is not None:
        return found
    if is_own(request, user.pk):
        return actions.own_profile(user, now=now)
    return actions.keep_profile(user, {}, by=request.user, now=now)  # type: ignore[arg-type]


def home(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the page of this person: their own, or the office's."""
    return redirect("auditors:own") if is_own(request, pk) else redirect("auditors:profile", pk)


@dataclass(frozen=True, slots=True)
class PersonAct:
    """A form with one act behind it. `do` gets the profile, what was filled in, and the moment."""

    title: Words
    button: Words
    done: Words
    form: Callable[[Any, Any], forms.Form]
    do: Callable[[Profile, dict[str, Any], datetime], object]
    template: str = "auditors/act.html"
    at: str | None = None  # the field beside which a refusal is said

    def answer(self, request: HttpRequest, pk: int, **context: Any) -> HttpResponse:
        """The page, or what comes of what was posted: 422 for what is not filled in well, 409 for what cannot be (any more)."""
        user = load_person(request, pk)
        posted = request.method == "POST"
        form = self.form(request.POST if posted else None, request.FILES if posted else None)
        status = 422 if posted else 200
        if posted and form.is_valid():
            now = timezone.now()
            try:
                self.do(profile_made(request, user, now=now), form.cleaned_data, now)
            except (actions.WrongState, Refused) as wrong:
                form.add_error(self.at, str(wrong))
                status = 409 if isinstance(wrong, actions.WrongState) else 422
            else:
                messages.success(request, str(self.done))
                return home(request, pk)
        shown = {"one": user, "own": is_own(request, pk), "act": self, "form": form, **context}
        return render(request, self.template, shown, status=status)


def press(request: HttpRequest, pk: int, do: Callable[[Profile, datetime], object], *, done: Words) -> HttpResponse:
    """A button without anything to fill in; said on the page one comes back to, also why not."""
    user, now = load_person(request, pk), timezone.now()
    try:
        do(profile_made(request, user, now=now), now)
    except actions.WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, str(done))
    return home(request, pk)
