"""The same for programs: JSON, CSV, the feed, the badge."""

import csv
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goedgeregeld.ui.copies import kept
from keurmerk.queries import register
from keurmerk.register import badge as drawing
from keurmerk.register.credentials import address
from keurmerk.register.entries import FLAT, Entry, as_data, entry_of, whole_entry
from keurmerk.register.feeds import NewMarks
from keurmerk.register.forms import NAMES, read_search
from keurmerk.register.views.limits import EXPORTS
from keurmerk.register.views.pages import load_mark
from keurmerk.validity import Standing

PAGE = 100  # marks in a page of JSON
DANGER = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take what begins so for a formula


def for_all(response: HttpResponse) -> HttpResponse:
    """Pages of other sites may read this."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def json(data: Any) -> HttpResponse:
    """Open data as JSON, with Dutch letters as they are."""
    return for_all(JsonResponse(data, json_dumps_params={"ensure_ascii": False}))


@kept(*NAMES)
def marks_json(request: HttpRequest) -> HttpResponse:
    """The register as JSON, searched as the page is; `next` is the address of what follows."""
    today = timezone.localdate()
    search = read_search(request.GET, register.places())
    found = register.find_marks(
        search.text, shelf=search.shelf, wanted=search.wanted, today=today, after=search.after, size=PAGE
    )
    query = urlencode({**search.fields, "vanaf": found.next})
    rows = [as_data(entry_of(mark, today)) for mark in found.marks]
    return json({"marks": rows, "next": f"{address('marks_json')}?{query}" if found.next else None})


@kept()
def mark_json(_request: HttpRequest, number: str) -> HttpResponse:
    """One mark as JSON, with its history and the other marks of the organisation."""
    return json(as_data(whole_entry(load_mark(number), timezone.localdate()), whole=True))


@require_safe
def marks_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The whole register as CSV, by number, as it comes from the database; ?stand= as on the page."""
    if EXPORTS.reached(request):
        return render(request, "keurmerk/register/too_many.html", status=429)
    EXPORTS.count(request)
    wanted = read_search({**request.GET.dict(), "stand": request.GET.get("stand", "alle")}, []).wanted
    response = StreamingHttpResponse(_lines(wanted), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="keurmerken.csv"'
    response["Cache-Control"] = "public, max-age=30"
    return for_all(response)


class _Line:
    """What csv.writer writes to; it gives each line back."""

    def write(self, line: str) -> str:
        return line


def _lines(wanted: str) -> Iterator[str]:
    today, writer = timezone.localdate(), csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + writer.writerow(FLAT)
    for mark in register.all_marks(wanted, today).iterator(chunk_size=500):
        row = as_data(entry_of(mark, today))
        yield writer.writerow([_harmless(row[name]) for name in FLAT])


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(DANGER) else value


feed = kept()(NewMarks())


@kept()
def badge(_request: HttpRequest, number: str) -> HttpResponse:
    """The badge as it is now. The one thing here that other sites may show as their own picture."""
    shown = entry_of(load_mark(number), timezone.localdate())
    picture = drawing.Badge(shown.number, shown.state, _short(shown), _long(shown))
    response = HttpResponse(drawing.draw(picture), content_type="image/svg+xml")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return for_all(response)


def _short(entry: Entry) -> str:
    """The state with its year: "geldig t/m 2030"."""
    years = {
        Standing.VALID: _("geldig t/m %s") % entry.valid_until.year,
        Standing.EXPIRED: _("verlopen in %s") % entry.valid_until.year,
        Standing.COMING: _("vanaf %s") % date_format(entry.valid_from, "j-n-Y"),
    }
    return years.get(entry.state, entry.state_name)


def _long(entry: Entry) -> str:
    words = _("Keurmerk %(number)s: %(state)s. Van %(first)s tot en met %(last)s. Zie %(url)s")
    first, last = date_format(entry.valid_from, "j F Y"), date_format(entry.valid_until, "j F Y")
    return words % {
        "number": entry.number,
        "state": entry.state_name,
        "first": first,
        "last": last,
        "url": entry.url,
    }
