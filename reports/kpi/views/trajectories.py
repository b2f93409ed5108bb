"""How trajectories go, and what people think; with the lists behind the numbers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from keurmerk.states import LIVE, ApplicationState
from reports.kpi import stays, trajectories
from reports.kpi.views.asked import Asked, asked
from selfeval.states import Helped

PAGE = 50


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Time per state, what is late, who has how much work, which marks end, and what people think."""
    require_office(request)
    found = asked(request)
    selection, period, today = found.figures.selection, found.period, found.figures.today
    ending = list(trajectories.ending(selection, today))
    helped = trajectories.helped(selection, period)
    context = {
        "here": "figures",
        "asked": found,
        "states": _states(found),
        "late": trajectories.late_by_party(selection, today),
        "loads": trajectories.loads(selection, now=found.now)[: trajectories.SHOWN],
        "ending": ending,
        "renewing": sum(one.renewing for one in ending),
        "helped": [(one.label, helped.get(one.value, 0)) for one in Helped] if helped else [],
        "doubted": trajectories.doubted(selection, period),
    }
    return render(request, "reports/kpi/trajectories.html", context)


def _states(found: Asked) -> list[tuple[ApplicationState, stays.Usual | None, int]]:
    """Every live state: how long it took where it ended in the period, and how many are in it now."""
    ended = stays.counted(trajectories.stays_in(found.figures.selection, found.period), found.now)
    now = trajectories.open_by_state(found.figures.selection)
    return [(ApplicationState(one), ended.get(one), now.get(one, 0)) for one in LIVE if one in ended or one in now]


@require_safe
@never_cache
@login_required
def stayed(request: HttpRequest) -> HttpResponse:
    """The list behind the time per state: which applications left it in the period, and after how many days."""
    require_office(request)
    found, state = asked(request), request.GET.get("stand", "")
    state = state if state in ApplicationState.values else str(LIVE[0])
    left = trajectories.stays_in(found.figures.selection, found.period).get(state, [])
    left.sort(key=lambda one: (-one.days(found.now), one.key))
    page = Paginator(left, PAGE).get_page(request.GET.get("pagina"))
    names = trajectories.named(one.key for one in page)
    context = {
        "here": "figures",
        "asked": found,
        "state": ApplicationState(state),
        "page": page,
        "rows": [(names[one.key], one, stays.usual([one.days(found.now)])) for one in page],
        "kept": _kept(request),
    }
    return render(request, "reports/kpi/stayed.html", context)


@require_safe
@never_cache
@login_required
def opinions(request: HttpRequest) -> HttpResponse:
    """What people said of the report, or of one statement. Of whom is not shown."""
    require_office(request)
    found, statement = asked(request), request.GET.get("stelling", "")[:40]
    rows = trajectories.opinions(found.figures.selection, found.period, statement)
    page = Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
    context: dict[str, Any] = {"here": "figures", "asked": found, "statement": statement, "page": page}
    return render(request, "reports/kpi/opinions.html", context | {"kept": _kept(request)})


def _kept(request: HttpRequest) -> str:
    chosen = request.GET.copy()
    chosen.pop("pagina", None)
    return f"{chosen.urlencode()}&" if chosen else ""
