"""A decision as a letter in PDF/UA-1. The words are those of `keurmerk.letters`, as on screen; the layout: `letter.typ`."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from keurmerk.letters import what_now
from keurmerk.models import Application, Objection
from keurmerk.queries.rulings import Told
from reports.pdf import compile_pdf
from reports.pdf.drawings import drawing


def decision_pdf(application: Application, told: Told) -> bytes:
    """The letter as the decision stands by now; the same data gives the same bytes, on whatever day it is asked for."""
    decision, dated = told.decision, _last_change(told)
    data = {
        "title": f"Besluit over het keurmerk {application.organisation}",
        "organisation": str(application.organisation),
        "place": str(application.organisation.municipality or ""),
        "code": application.code,
        "kind": application.get_kind_display(),
        "date": _day(decision.at),
        "by": str(decision.by),
        "headline": told.headline,
        "good": told.ruling.comes_to != "refused",
        "granted": told.ruling.comes_to == "granted",
        "recommendation": decision.audit.get_recommendation_display(),
        "auditor": str(decision.audit.auditor),
        "second": decision.audit.round > 1,
        "reasons": decision.reasons,
        "conditions": [_condition(one) for one in told.conditions],
        "settled": _settled(told),
        "objection": _objection(told.objection),
        "now": what_now(told.ruling, today=dated),
    }
    return compile_pdf("mark/decision/letter.typ", data, dated=dated, pictures={"hands": drawing("hands")})


def _condition(one: Any) -> list[str]:
    statement = f" (stelling {one.condition.statement})" if one.condition.statement else ""
    return [f"{one.condition.text}{statement}", date_format(one.condition.until, "j F Y")]


def _settled(told: Told) -> dict[str, str] | None:
    """How it ended with the conditions; None where that is not known, or there were none."""
    decision = told.decision
    if decision.confirmed_at is None:
        return None
    return {"on": _day(decision.confirmed_at), "by": str(decision.confirmed_by), "failed": decision.failed_reasons}


def _objection(objection: Objection | None) -> dict[str, str] | None:
    if objection is None:
        return None
    return {
        "on": _day(objection.made_at),
        "state": objection.get_state_display(),
        "reasons": objection.reasons,
        "auditor": str(objection.auditor or ""),
    }


def _last_change(told: Told) -> date:
    """The day on which the letter came to say what it says."""
    decision, objection = told.decision, told.objection
    moments = (decision.at, decision.confirmed_at, *((objection.made_at, objection.closed_at) if objection else ()))
    return timezone.localdate(max(one for one in moments if one))


def _day(moment: datetime) -> str:
    return date_format(timezone.localdate(moment), "j F Y")
