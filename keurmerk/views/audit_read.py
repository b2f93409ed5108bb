"""An audit to read, for who may see it: what was found of each statement of the sample, and why it was in it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from keurmerk.loaders import load_audits
from keurmerk.queries.audit import Auditing
from keurmerk.states import Verdict
from keurmerk.views.audit_page import WHY


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, code: str, round: int | None = None) -> HttpResponse:  # noqa: A002
    """An audit, to read: the last one, or that of this round. While it is written its auditor's only."""
    application, audit, others = load_audits(request, code, round)
    found = Auditing(audit)
    context = {
        "application": application,
        "found": found,
        "others": others,
        "given": found.audit.recommended_at is not None,
        "themes": [(one, _read(found, one)) for one in found.themes if one.sampled],
        "conditions": found.audit.conditions_proposed,
    }
    return render(request, "keurmerk/audit/page.html", context)


def _read(found: Auditing, one: Any) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "finding": found.found(line.code),
            "verdict": dict(Verdict.choices).get(found.found(line.code).verdict, ""),
            "why": [WHY[why] for why in found.why[line.code]],
            "asked": found.asked_at.get(line.code, ()),
        }
        for line in one.sampled
    ]
