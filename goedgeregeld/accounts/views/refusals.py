"""What a person sees when an act is refused: what is wrong and what to do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from goedgeregeld.accounts.actions.ritual import Blocked, WrongState

View = Callable[..., HttpResponse]


def refusing(view: View) -> View:
    """Turn an act's refusal into a page (409)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Blocked as blocked:
            reasons = blocked.reasons
        except WrongState as wrong:
            reasons = (str(wrong),)
        back = reverse("accounts:organisation", args=[kwargs["pk"]]) if "pk" in kwargs else reverse("reports:start")
        return refusal(request, _("Dit kan niet"), *reasons, back=back)

    return answer


def refusal(request: HttpRequest, heading: str, *reasons: str, back: str = "/", status: int = 409) -> HttpResponse:
    """The page itself."""
    context = {"heading": heading, "reasons": reasons, "back": back}
    return render(request, "accounts/refused.html", context, status=status)
