"""Is this code that of a mark, and what is the mark worth today? By typing the code, or by the QR on the certificate."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.ui.copies import kept
from keurmerk import codes
from keurmerk.queries import register
from keurmerk.register.entries import entry_of
from keurmerk.register.views.limits import MISSES

NUMBER = re.compile(r"(GG|VB)-?(\d{4})-?(\d{4,})", re.ASCII)
MISTAKES = {
    "empty": _("Vul de code in die op het certificaat staat."),
    "short": _("Deze code is te kort. Een code heeft twaalf letters en cijfers."),
    "long": _("Deze code is te lang. Een code heeft twaalf letters en cijfers."),
    "mistyped": _(
        "Er is een letter of cijfer verkeerd getypt, of er zijn er twee verwisseld. Kijk de code nog eens na."
    ),
}


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Where a code is typed. It is looked up at an address of its own, so that there is one address to share."""
    typed = " ".join(request.GET.get("code", "").split())[:60]
    if "code" not in request.GET:
        return _ask_first(request)
    code = codes.tidied(typed)
    return redirect("register:check", code) if code else _ask_number(request, typed)


def _ask_number(request: HttpRequest, typed: str) -> HttpResponse:
    """What was typed is no code, but perhaps a number: certificates of before this system have nothing else."""
    plain = codes.tidy_number(typed.replace("–", "-"))
    ours = NUMBER.fullmatch(plain.replace(" ", ""))
    number = "-".join(ours.groups()) if ours else plain
    mark = register.mark_with(number=number) if number and "\x00" not in number else None
    if mark is None:
        return _mistaken(request, typed, number if ours else "")
    if mark.demo:
        return _never(render(request, "keurmerk/register/example.html"))
    return redirect("register:entry", mark.number)


@kept()
def _ask_first(request: HttpRequest) -> HttpResponse:
    return render(request, "keurmerk/register/ask.html")


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What the mark with this code is worth today."""
    tidy = codes.tidied(code)
    if tidy is None:
        return _mistaken(request, code[:60])
    return _answer(request, tidy) if tidy == code else redirect("register:check", tidy)


@kept()
def _answer(request: HttpRequest, code: str) -> HttpResponse:
    """The answer is kept like every page; what is not found is not, and is counted: nobody guesses by the thousand."""
    if MISSES.reached(request):
        return _too_many(request)
    mark = register.mark_with(code=code)
    if mark is None:
        MISSES.count(request)
        return _never(render(request, "keurmerk/register/unknown.html", {"code": code}, status=404))
    if mark.demo:
        return render(request, "keurmerk/register/example.html", {"code": code})
    today = timezone.localdate()
    return render(request, "keurmerk/register/answer.html", {"entry": entry_of(mark, today), "today": today})


@never_cache
def _mistaken(request: HttpRequest, typed: str, number: str = "") -> HttpResponse:
    """It can be no code: which mistake was probably made; or that nobody has this number."""
    if MISSES.reached(request):
        return _too_many(request)
    MISSES.count(request)
    error = (
        _("We kennen geen keurmerk met nummer %s. Kijk het nummer nog eens na.") % number if number else _words(typed)
    )
    page = {"error": error, "errors": [("#code", error)], "typed": typed, "has_errors": True}
    return render(request, "keurmerk/register/ask.html", page, status=422)


def _words(typed: str) -> str:
    what = codes.mistake(typed)
    if what != "strange":
        return MISTAKES[what]
    words = _("In een code komt dit nooit voor: %(letters)s. Kijk de code nog eens na.")
    return words % {"letters": ", ".join(codes.strange_letters(typed)[:6])}


def _too_many(request: HttpRequest) -> HttpResponse:
    return _never(render(request, "keurmerk/register/too_many.html", status=429))


def _never(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
