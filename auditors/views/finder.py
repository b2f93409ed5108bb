"""For everybody: who advises in my municipality? By name, on a map of the provinces, or from a list; always with an answer.

The pages are the same for whoever asks, so copies are kept (see `ui.copies`); nothing here sets a cookie.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from auditors.finding_map import SHAPES, SIZE
from auditors.queries import finder as queries
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.municipality_files import PROVINCES
from goedgeregeld.ui.copies import kept

SLUGS = {slugify(name): name for name in PROVINCES}
LONGEST = 60


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Where one begins; what is typed leads to the page of that municipality, at an address of its own."""
    typed = " ".join(request.GET.get("plaats", "").split())[:LONGEST]
    if typed:
        found = queries.find_places(typed)
        if len(found) == 1:
            return redirect("auditors:find_in_place", found[0].code)
    return _find(request)


@kept("plaats")
def _find(request: HttpRequest) -> HttpResponse:
    typed = " ".join(request.GET.get("plaats", "").split())[:LONGEST]
    page = {
        "typed": typed,
        "asked": "plaats" in request.GET,
        "found": queries.find_places(typed),
        "postcode": bool(queries.POSTCODE.fullmatch(typed)),
        "postcodes": queries.knows_postcodes(),
        **_map(),
    }
    return render(request, "auditors/finder/find.html", page)


@kept()
def in_province(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipalities of a province, with how many advisers each has. Raises Http404."""
    province = SLUGS.get(slug)
    if province is None:
        raise Http404
    places = queries.places(on=timezone.localdate(), province=province)
    page = {"province": province, "places": places, "none": sum(not one.advisers for one in places), **_map(province)}
    return render(request, "auditors/finder/province.html", page)


@kept()
def in_place(request: HttpRequest, code: str) -> HttpResponse:
    """Who advises in this municipality; where nobody does, who comes everywhere. One that merged leads to the new one."""
    place = Municipality.objects.select_related("merged_into").filter(code=code).first()
    if place is None:
        raise Http404
    if place.merged_into:
        return redirect("auditors:find_in_place", place.merged_into.code)
    today = timezone.localdate()
    here, everywhere = queries.serving(place, on=today), queries.nationwide(on=today)
    local = {one.number for one in here}
    page = {
        "place": place,
        "slug": slugify(place.province),
        "here": here,
        "everywhere": [one for one in everywhere if one.number not in local],
    }
    return render(request, "auditors/finder/place.html", page)


@kept()
def adviser(request: HttpRequest, number: int) -> HttpResponse:
    """One adviser, as they present themselves. Raises Http404."""
    found = queries.adviser(number, on=timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "auditors/finder/adviser.html", {"one": found, "number": str(found.number)})


def _map(here: str = "") -> dict[str, object]:
    """The provinces as shapes with where they lead, for the map and the list."""
    provinces = [
        {"name": name, "slug": slug, "shape": SHAPES[name], "here": name == here} for slug, name in SLUGS.items()
    ]
    return {"provinces": provinces, "size": SIZE}
