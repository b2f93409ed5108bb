"""The audit report as PDF/UA-1, once the auditor recommended. The layout stands in `audit.typ`."""

from datetime import date
from typing import Any

from django.utils import timezone

from keurmerk.models import Application, SupplementItem
from keurmerk.queries.audit import Auditing, ThemeAudited
from keurmerk.queries.dossier import Line
from keurmerk.sampling import ADDED, CORRECTED, DRAWN, ESSENTIAL, INSUFFICIENT
from keurmerk.states import Recommendation, Verdict
from reports.mark.shared import cover_lines, day, scores, statement
from reports.pdf import compile_pdf
from reports.pdf.drawings import drawing

OUTCOME = {
    Recommendation.MET: "{name} voldoet volgens de auditor aan het keurmerk.",
    Recommendation.MET_WITH_CONDITIONS: "{name} voldoet volgens de auditor aan het keurmerk, onder voorwaarden.",
    Recommendation.NOT_MET: "{name} voldoet volgens de auditor nog niet aan het keurmerk.",
}
KINDS = {Verdict.MEETS: "ok", Verdict.REMARK: "info", Verdict.MINOR: "warn", Verdict.MAJOR: "error"}
WHY = {
    ESSENTIAL: "essentieel",
    CORRECTED: "aangepast door de adviseur",
    INSUFFICIENT: "bewijs niet voldoende volgens de adviseur",
    DRAWN: "getrokken",
    ADDED: "door de auditor toegevoegd",
}


def audit_pdf(application: Application, found: Auditing) -> bytes:
    """The file. The same audit gives the same bytes. Raises ValueError where nothing was recommended yet."""
    audit = found.audit
    if audit.recommended_at is None:
        raise ValueError("Van een audit zonder oordeel bestaat geen rapport.")
    name = str(application.organisation)
    verdicts = [found.found(code).verdict for code in found.why]
    data = {
        "title": f"Auditrapport {name}",
        "organisation": name,
        "lines": cover_lines(application, found.assessing, str(audit.auditor), audit.recommended_at),
        "round": audit.round,
        "kind": {"met": "ok", "not_met": "error"}.get(audit.recommendation, "warn"),
        "recommendation": audit.get_recommendation_display(),  # type: ignore[attr-defined]
        "outcome": OUTCOME[Recommendation(audit.recommendation)].format(name=name),
        "reasons": audit.reasons,
        "conditions": [_condition(one) for one in audit.proposed_conditions],
        "sample": _sample(found),
        "counts": [[str(label), str(verdicts.count(value))] for value, label in Verdict.choices],
        "asked": [_asked(item) for items in found.asked_at.values() for item in items],
        "scores": scores(found.assessing),
        "themes": [_theme(found, one) for one in found.themes if one.sampled],
    }
    dated = timezone.localdate(audit.recommended_at)
    return compile_pdf("mark/audit/audit.typ", data, dated=dated, pictures={"path": drawing("path")})


def _sample(found: Auditing) -> dict[str, Any]:
    reasons = [one for why in found.why.values() for one in why]
    named = [[WHY[one], str(reasons.count(one))] for one in (ESSENTIAL, CORRECTED, INSUFFICIENT, DRAWN, ADDED)]
    return {
        "size": found.total,
        "all": len(found.book.lines),
        "seed": str(found.audit.seed),
        "per_theme": str(found.audit.per_theme),
        "reasons": named,
        "changed": bool(found.audit.changed),
    }


def _condition(one: dict[str, str]) -> dict[str, str]:
    return {"text": one["text"], "statement": one["statement"], "until": day(date.fromisoformat(one["until"]))}


def _asked(item: SupplementItem) -> dict[str, Any]:
    request = item.request
    late = "niet op tijd ingediend; dit stond er"
    when = f"ingediend op {day(request.supplied_at)}" if request.supplied_at else late
    return {
        "about": f"Stelling {item.statement}" if item.statement else "Over het geheel",
        "asked": f"Gevraagd op {day(request.asked_at)}, uiterlijk {day(request.until)}",
        "question": item.question,
        "when": when,
        "answer": item.answer or "geen antwoord",
        "evidence": [piece.title for piece in item.evidence.all()],
    }


def _theme(found: Auditing, one: ThemeAudited) -> dict[str, Any]:
    return {"title": one.of.theme.title, "statements": [_statement(found, line) for line in one.sampled]}


def _statement(found: Auditing, line: Line) -> dict[str, Any]:
    finding, corrects = found.found(line.code), found.assessing.corrects(line.code)
    scale = found.book.instrument.scale
    choice = found.assessing.opinion(line.code).choice
    right = scale[int(choice)].label if choice.isdecimal() else "niet van toepassing"
    return statement(
        line,
        marks=[WHY[one] for one in found.why[line.code]],
        texts=[finding.reason],
        verdict=str(Verdict(finding.verdict).label) if finding.verdict else "geen bevinding",
        kind=KINDS[Verdict(finding.verdict)] if finding.verdict else "info",
        corrected=right if corrects else "",
        reason=finding.reason,
    )
