"""The office's page of one adviser or auditor, which the pages of every act on them come back to."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from auditors import queries
from auditors.forms import ProfileForm
from auditors.loaders import profile_of
from auditors.queries.person import particulars
from goedgeregeld.accounts.models import User


def user_of(pk: int) -> User:
    """Somebody of the network. Raises Http404 for everybody else."""
    return get_object_or_404(queries.network(), pk=pk)


def page(request: HttpRequest, user: User, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The office's page of somebody, with these forms as they were filled in."""
    shown = profile_of(user)
    context = {
        "here": "network",
        "one": user,
        "own": False,
        **particulars(user, today=timezone.localdate()),
        "form": forms.get("form") or ProfileForm(initial=ProfileForm.initial_of(shown)),
    }
    context["provinces"] = provinces(context["form"])
    return render(request, "auditors/profile.html", context, status=status)


def provinces(form: ProfileForm) -> list[tuple[str, list[tuple[str, str, bool]], int]]:
    """The municipalities to tick, by province: code, name and whether it is ticked; and how many are."""
    chosen = {str(one) for one in form["municipalities"].value() or ()}
    rows = form.fields["municipalities"].queryset.order_by("province", "name").values_list("province", "code", "name")  # type: ignore[attr-defined]
    found = []
    for province, places in groupby(rows, lambda row: row[0]):
        listed = [(code, name, code in chosen) for _province, code, name in places]
        found.append((province, listed, sum(ticked for _code, _name, ticked in listed)))
    return found
