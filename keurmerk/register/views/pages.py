"""The pages to look at: the register, one mark in it, and how to see whether a mark is genuine."""

from html import escape
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.states import Sector
from goedgeregeld.ui.copies import kept
from keurmerk.models import Mark
from keurmerk.queries import register
from keurmerk.register.entries import Entry, entry_of, whole_entry
from keurmerk.register.forms import NAMES, STANDS, Search, read_search


def load_mark(number: str) -> Mark:
    """The mark with this number that stands in the register. Raises Http404; examples do not stand in it."""
    mark = register.mark_with(number=number)
    if mark is None or mark.demo:
        raise Http404
    return mark


@kept(*NAMES)
def listing(request: HttpRequest) -> HttpResponse:
    """Search and filter; a page at a time."""
    places, today = register.places(), timezone.localdate()
    search = read_search(request.GET, places)
    found = register.find_marks(search.text, shelf=search.shelf, wanted=search.wanted, today=today, after=search.after)
    rows = [entry_of(mark, today) for mark in found.marks]
    page = {
        "rows": rows,
        "search": search,
        "caption": _caption(rows, search),
        "next": urlencode({**search.fields, "vanaf": found.next}) if found.next else "",
        "unfinished": found.unfinished,
        "kept": urlencode(search.fields),
        "places": _options(places, search.shelf.get("municipality", "")),
        "provinces": sorted({place.province for place in places}),
        "sectors": Sector.choices,
        "stands": [(word, label) for word, (_standing, label) in STANDS.items()],
    }
    return render(request, "keurmerk/register/list.html", page)


def _options(places: list[Municipality], chosen: str) -> SafeString:
    """The municipalities to choose from. There are hundreds, so they are not written by the template."""
    rows = (
        f'<option value="{escape(one.code)}"{" selected" if one.code == chosen else ""}>{escape(one.name)}</option>'
        for one in places
    )
    return mark_safe("".join(rows))  # noqa: S308 - escaped above


def _caption(rows: list[Entry], search: Search) -> str:
    """What the list holds, in words; how many there are in all is not counted."""
    if not search.chosen and not search.after:
        return _("Organisaties met een geldig keurmerk")
    return _("Wat je zoekt") if rows else _("Niets gevonden")


@require_safe
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """One mark. Numbers are written in capitals; who types them otherwise is sent on."""
    return redirect("register:entry", number.upper()) if number != number.upper() else _entry(request, number)


@kept()
def _entry(request: HttpRequest, number: str) -> HttpResponse:
    return render(
        request, "keurmerk/register/entry.html", {"entry": whole_entry(load_mark(number), timezone.localdate())}
    )


@kept()
def genuine(request: HttpRequest) -> HttpResponse:
    """How anybody can see whether a mark is genuine; also the criteria of the credential."""
    return render(request, "keurmerk/register/genuine.html")
