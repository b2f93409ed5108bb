"""The dashboard, its charts, and the list behind a number."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from reports.kpi import behind, board, charts
from reports.kpi.captions import caption
from reports.kpi.catalogue import BY_CODE, MARKS, SIZES, TARGETED, USES, Step
from reports.kpi.courses import courses
from reports.kpi.periods import FIRST_YEAR, LAST_YEAR
from reports.kpi.views.asked import asked
from reports.models.figures import UNKNOWN
from reports.plots import SCHEMES, Scheme


@require_safe
@never_cache
@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """Are we on course? The cards first; then what they are made of."""
    require_office(request)
    found = asked(request)
    period, query = found.period, found.query
    context = {
        "here": "figures",
        "asked": found,
        "cards": board.cards(found.figures, period, query),
        "split": board.split(found.figures, period, query),
        "uses": board.breakdowns(found.figures, USES, period, query),
        "marks": board.breakdowns(found.figures, MARKS, period, query),
        "funnel": board.funnel(found.figures, period, query),
        "kept_until": found.figures.state,
    }
    return render(request, "reports/kpi/figures.html", context)


@require_safe
@login_required
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})
def chart(request: HttpRequest, figure: str, year: int, shape: charts.Shape, scheme: Scheme) -> HttpResponse:
    """One chart as SVG; a browser that has it already is told so."""
    require_office(request)
    if figure not in {one.code for one in TARGETED} or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    if shape not in charts.SHAPES or scheme not in SCHEMES:
        raise Http404
    found = asked(request)
    one = next(one for one in courses(found.figures, year) if one.figure.code == figure)
    lines = charts.lines_of(one)
    etag = f'"{charts.key_of(lines, shape, scheme)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        svg = charts.see_drawn(lines, [(shape, scheme)], now=found.now)[shape, scheme]
        response = HttpResponse(svg, content_type="image/svg+xml")
        response["ETag"] = etag
    patch_cache_control(response, private=True, max_age=300)
    return response


@require_safe
@never_cache
@login_required
def behind_a_number(request: HttpRequest, figure: str) -> HttpResponse:
    """Which evaluations or marks a number counts."""
    require_office(request)
    listed = BY_CODE.get(figure)
    if listed is None:
        raise Http404
    found, narrowed = asked(request), _narrowed(request)
    after = request.GET.get("vanaf", "")
    context = {"here": "figures", "asked": found, "figure": listed}

    def said(total: int) -> str:
        return caption(listed, found.period, found.figures.selection, narrowed, total)

    if listed.of[0] in MARKS.of:
        rows = behind.marks(found.figures, listed, found.period, narrowed)
        context |= {
            "kept": _kept(request),
            "page": Paginator(rows, behind.SIZE).get_page(request.GET.get("pagina")),
            "caption": said(len(rows)),
        }
        return render(request, "reports/kpi/marks_behind.html", context)
    start = int(after) if after.isdecimal() and len(after) < 10 else 0
    page = behind.evaluations(found.figures, listed, found.period, narrowed, start)
    context |= {"page": page, "caption": said(page.total), "kept": _kept(request)}
    return render(request, "reports/kpi/evaluations_behind.html", context)


def _narrowed(request: HttpRequest) -> behind.Narrowed:
    """What else was asked in the address; what is none of the choices counts as not asked."""
    size, route, step = (request.GET.get(name, "") for name in ("omvang", "route", "stap"))
    return behind.Narrowed(
        size if size in (*SIZES, UNKNOWN) else "",
        route if route in (*board.ROUTES, UNKNOWN) else "",
        int(step) if step in {str(int(one)) for one in Step} else 0,
    )


def _kept(request: HttpRequest) -> str:
    chosen = request.GET.copy()
    for name in ("vanaf", "pagina"):
        chosen.pop(name, None)
    return f"{chosen.urlencode()}&" if chosen else ""
