"""A version of the plan of approach as PDF/UA-1. The layout stands in `plan.typ`; amounts are those of `keurmerk.figures`."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from keurmerk.figures import euros, number
from keurmerk.models import Application, ApproachPlan
from keurmerk.planning import ROUTES, Contents
from reports.pdf import compile_pdf
from reports.pdf.drawings import drawing


def plan_pdf(application: Application, plan: ApproachPlan) -> bytes:
    """The file. The same plan gives the same bytes; `application` with its organisation and adviser, `plan` with its people."""
    contents, costs = plan.contents, plan.costs
    data = {
        "title": f"Plan van aanpak {application.organisation}",
        "organisation": str(application.organisation),
        "code": application.code,
        "version": plan.version,
        "state": plan.get_state_display(),
        "final": plan.state == "approved",
        "adviser": str(application.adviser or "nog niet bekend"),
        "dates": _dates(plan),
        "remarks_office": plan.judged_remarks,
        "facts": _facts(contents),
        "scope": contents.scope,
        "steps": [[one.what or "–", _day(one.on), one.who or "–"] for one in contents.steps],
        "costs": [
            [f"Adviseur: {number(contents.hours)} uur à {euros(contents.rate)}", euros(costs.advice_bare)],
            [f"Btw {number(contents.vat_percentage)}% over de adviseur", euros(costs.advice_vat)],
            ["Audit met btw", "nog af te spreken"]
            if costs.audit_open
            else [f"Audit, waarvan {euros(costs.audit_vat)} btw", euros(costs.audit)],
            *([f"Af: {one.label}", euros(-one.amount)] for one in contents.deductions),
        ],
        "total": euros(costs.total),
        "remarks": contents.remarks,
    }
    dated = timezone.localdate(max(filter(None, (plan.changed_at, plan.agreed_at, plan.judged_at))))
    return compile_pdf("mark/plan/plan.typ", data, dated=dated, pictures={"path": drawing("path")})


def _facts(contents: Contents) -> list[list[str]]:
    return [
        ["Intakegesprek", _day(contents.intake_on)],
        ["Route", ROUTES[contents.route]],
        ["Locaties", str(contents.locations)],
    ]


def _dates(plan: ApproachPlan) -> list[list[str]]:
    """Who did what with this version, and when."""
    told: tuple[tuple[str, Any, datetime | None], ...] = (
        ("Laatst gewijzigd", plan.changed_by, plan.changed_at),
        ("Akkoord namens de organisatie", plan.agreed_by, plan.agreed_at),
        ("Ingediend bij NOV", plan.submitted_by, plan.submitted_at),
        (f"Door NOV {plan.get_state_display()}", plan.judged_by, plan.judged_at),
    )
    return [[what, f"{_day(timezone.localdate(at))}, {who}"] for what, who, at in told if at]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else "–"
