"""The page of the effect."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from reports.kpi import effect_board
from reports.kpi.snapshots import newest
from selfeval.queries import current_version, instrument_of


@require_safe
@never_cache
@login_required
def effect(request: HttpRequest) -> HttpResponse:
    """What the self-evaluation does for organisations, from the snapshot of this month."""
    require_office(request)
    snapshot = newest()
    context: dict[str, object] = {"here": "figures", "snapshot": snapshot}
    if snapshot is not None:
        version = current_version()
        instrument = instrument_of(version) if version else None
        data, asked = snapshot.data, request.GET.get("groep", "")
        group = asked if asked in data["changes"] else ""
        years, statements = effect_board.statement_rows(data, instrument)
        context |= {
            "group": group,
            "groups": effect_board.groups(data),
            "themes": effect_board.theme_rows(data, group, instrument),
            "actions": effect_board.action_words(data),
            "follow_up": effect_board.follow_up_words(data),
            "years": years,
            "statements": statements,
        }
    return render(request, "reports/kpi/effect.html", context)
