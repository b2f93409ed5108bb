"""The page of a theme around its statements, from the template selfeval/theme.html.

Usually nothing happened that has to be told, and then the page is the same for everybody but for the holes: how far one is, the
statements, the menu and the token of the form. So there is a mould of it for each theme. Anything else is rendered afresh.
"""

from collections.abc import Mapping
from functools import lru_cache, partial
from types import SimpleNamespace
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape

from selfeval.views.moulds import Mould, filled, mould

TEMPLATE = "selfeval/theme.html"
PROGRESS = ("done", "total", "words", "left")
HOLES = (*PROGRESS, "statements", "menu", "csrf_token")
TELLS = ("told", "elsewhere", "errors")


def framed(request: HttpRequest, seal: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page with this context (see theme_page); `seal` stands for the content of the instrument."""
    if any(context[name] for name in TELLS) or len(get_messages(request)):
        return render(request, TEMPLATE, context, status=422 if context["errors"] else 200)
    following, signed_in = context["following"], request.user.is_authenticated
    after = following.theme.code if following else ""
    kept, key = (
        _kept(seal),
        (context["here"].theme.code, after, context["back_to_check"], context["repeats"], signed_in),
    )
    if key not in kept:
        kept[key] = mould(partial(_render, context, signed_in), HOLES)
    values = {name: escape(context["progress"][name]) for name in PROGRESS}
    values |= {"statements": context["statements"], "menu": context["menu"], "csrf_token": get_token(request)}
    return HttpResponse(filled(kept[key], values))


@lru_cache(maxsize=32)
def _kept(seal: str) -> dict[tuple[Any, ...], Mould]:  # noqa: ARG001 - the key of the cache
    """The moulds of the pages of one instrument: by theme, by what follows, and by what else the template asks."""
    return {}


def _render(context: Mapping[str, Any], signed_in: bool, holes: Mapping[str, str]) -> str:
    """The page with holes. Nothing of a request or of an evaluation goes in: only what its key in `_kept` says."""
    here, following = ({"theme": one.theme} if one else None for one in (context["here"], context["following"]))
    fixed = {name: context[name] for name in ("part", "drawing", "back_to_check", "repeats")}
    progress = {name: holes[name] for name in PROGRESS}
    user = SimpleNamespace(is_authenticated=signed_in)
    about = {**fixed, "here": here, "following": following, "progress": progress, "user": user}
    return render_to_string(TEMPLATE, {**holes, **about})
