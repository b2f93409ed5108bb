"""The assessment as PDF/UA-1, once the advice was given. The layout stands in `assessment.typ`."""

from typing import Any

from django.utils import timezone

from keurmerk.models import Application
from keurmerk.queries.assessment import Assessing, ThemeJudged
from keurmerk.queries.dossier import Line
from keurmerk.queries.scores import choice_words, missing_words
from reports.mark.shared import cover_lines, day, scores, statement
from reports.pdf import compile_pdf
from reports.pdf.drawings import drawing

ADVICE = {True: "Positief advies", False: "Negatief advies", None: "Teruggegeven om aan te vullen"}


def assessment_pdf(application: Application, found: Assessing) -> bytes:
    """The file. The same assessment gives the same bytes. Raises ValueError where it was not given yet."""
    assessment = found.assessment
    if assessment is None or assessment.advised_at is None:
        raise ValueError("Van een beoordeling die niet is gegeven, bestaat geen verslag.")
    data = {
        "title": f"Beoordeling {application.organisation}",
        "organisation": str(application.organisation),
        "lines": cover_lines(application, found, str(assessment.adviser), assessment.advised_at),
        "advice": ADVICE[assessment.positive],
        "positive": assessment.positive is True,
        "reasons": assessment.reasons,
        "ready": found.outcome.ready,
        "missing": missing_words(found),
        "corrected": [line.code for line in found.corrections],
        "insufficient": [line.code for line in found.insufficient],
        "judged": f"{found.done} van de {found.total}",
        "scores": scores(found),
        "talk": _talk(found),
        "themes": [_theme(found, one) for one in found.themes],
    }
    dated = timezone.localdate(assessment.advised_at)
    pictures = {"table": drawing("table")}
    return compile_pdf("mark/assessment/assessment.typ", data, dated=dated, pictures=pictures)


def _talk(found: Assessing) -> dict[str, str]:
    assessment, talk = found.assessment, found.talk
    return {"on": day(assessment.talk_on if assessment else None), "present": talk.present, "report": talk.report}


def _theme(found: Assessing, one: ThemeJudged) -> dict[str, Any]:
    return {
        "part": f"{one.of.part.code} {one.of.part.title}",
        "title": one.of.theme.title,
        "statements": [_statement(found, line) for line in one.of.lines],
    }


def _statement(found: Assessing, line: Line) -> dict[str, Any]:
    opinion = found.opinion(line.code)
    right = choice_words(found, opinion.choice)
    if not opinion.choice:
        said, kind = "niet beoordeeld", "info"
    elif found.corrects(line.code):
        said, kind = f"aangepast naar: {right}", "warn"
    else:
        said, kind = "eens met het antwoord", "ok"
    evidence = {"sufficient": "bewijs voldoende", "insufficient": "bewijs niet voldoende"}.get(opinion.evidence, "")
    lacking = opinion.evidence == "insufficient"
    return statement(
        line, texts=[opinion.remark], said=said, kind=kind, evidence=evidence, lacking=lacking, remark=opinion.remark
    )
