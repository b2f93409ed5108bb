"""The bare site for the pages of an application: the same rows, plainly made, and nothing else.

A view a page, behind sessions only. Each shows what ours shows between header and footer: the same facts in each row, the same
links and fields, nearly the same number of elements (the bench counts them). They are written as one writes such a page without
further thought: model instances, each table read by one query with what is needed of its relations, a template with loops, an
address for each link by {% url %}, dates, sizes and choices in words by Django's own filters. What they leave out is what ours
has to know besides: who may see this, which acts are offered and what holds them back, the frame, icons, translation. The
statements come from the instrument that the process keeps, as ours do.
"""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path
from django.utils.timezone import localdate

from goedgeregeld.accounts.models import User
from goedgeregeld.events.models import Event
from goedgeregeld.urls import urlpatterns as site
from keurmerk.models import (
    Application,
    ApproachPlan,
    Audit,
    Due,
    Evidence,
    EvidenceUse,
    Explanation,
    Judgement,
    Message,
    Submission,
)
from keurmerk.states import Sufficiency
from selfeval.models import Answer, Evaluation
from selfeval.queries import instrument_of

SAVINGS = {"assess", "work_on_dossier"}  # told once for many in a row
Page = Callable[[Application], dict[str, Any]]
HERE = Path(__file__).parent / "templates"
_kept: dict[str, Template] = {}


def _application(one: Application) -> dict[str, Any]:
    last = Submission.objects.filter(application=one).select_related("assessment").latest("number")
    judged = {row.statement for row in Judgement.objects.filter(assessment=last.assessment)}
    said = list(Message.objects.filter(application=one).select_related("author").order_by("-pk")[:4])
    open_ = [item["code"] for item in last.contents["items"] if item["code"] not in judged]
    return {
        "plan": ApproachPlan.objects.filter(application=one).latest("version"),
        "last": last,
        "open": open_,
        "named": open_[:8],
        "more": len(open_) - 8,
        "audits": list(Audit.objects.filter(application=one)),
        "dues": list(Due.objects.filter(application=one)),
        "said": said[2::-1],
        "steps": ["Aanvraag", "Plan van aanpak", "Dossier", "Beoordeling", "Audit", "Besluit", "Keurmerk"],
    }


def _lines(submission: Submission) -> list[dict[str, Any]]:
    """By theme the statements of what was handed in, each with its answer and its pieces of evidence. One query."""
    instrument = instrument_of(submission.evaluation.instrument_version)
    items = {item["code"]: item for item in submission.contents["items"]}
    pieces = Evidence.objects.filter(application=submission.application_id).in_bulk()
    groups = []
    for part in instrument.parts:
        for theme in part.themes:
            lines = []
            for statement in theme.statements:
                if statement.code in items:
                    item = items[statement.code]
                    label = instrument.scale[int(item["choice"])].label
                    shown = [pieces[number] for number in item["evidence"]]
                    lines.append({"statement": statement, "item": item, "label": label, "pieces": shown})
            if lines:
                groups.append({"part": part, "theme": theme, "lines": lines})
    return groups


def _handed_in(one: Application) -> list[Submission]:
    related = ("evaluation__instrument_version", "assessment__adviser", "submitted_by")
    found = Submission.objects.filter(application=one).select_related(*related).order_by("-number")
    return list(found.defer("evaluation__instrument_version__definition"))


def _assess_open(one: Application) -> dict[str, Any]:
    last, before, *_ = _handed_in(one)
    then = {row.statement: row for row in Judgement.objects.filter(assessment=before.assessment)}
    judged = {row.statement for row in Judgement.objects.filter(assessment=last.assessment)}
    groups = _lines(last)
    scale = instrument_of(last.evaluation.instrument_version).scale
    for group in groups:
        group["lines"] = [line for line in group["lines"] if line["statement"].code not in judged]
        for line in group["lines"]:
            line["then"] = then.get(line["statement"].code)
            line["choices"] = [
                {"value": str(at), "label": level.label, "own": str(at) == line["item"]["choice"]}
                for at, level in enumerate(scale)
            ]
            if line["statement"].allow_na:
                line["choices"].append({"value": "nvt", "label": "niet van toepassing", "own": False})
    total = sum(len(group["lines"]) for group in groups)
    return {"groups": groups, "sufficiency": Sufficiency.choices, "scale": scale, "total": total}


def _submission(one: Application) -> dict[str, Any]:
    last = _handed_in(one)[0]
    return {"last": last, "groups": _lines(last), "pieces": len(last.contents["titles"])}


def _timeline(one: Application) -> dict[str, Any]:
    events = Event.objects.filter(object_type="keurmerk.application", object_id=str(one.pk)).select_related("actor")
    written = {message.at: message for message in Message.objects.filter(application=one)}
    rows: list[dict[str, Any]] = []
    for _key, run in groupby(events.order_by("-at", "-pk"), lambda one: (localdate(one.at), one.actor_id, one.verb)):
        together = list(run)
        for group in [together] if together[0].verb in SAVINGS else [[event] for event in together]:
            statements = sorted({code for event in group for code in event.data.get("statements", ())})
            message = written.get(group[0].at) if group[0].verb == "say" else None
            rows.append({"event": group[-1], "statements": statements, "message": message})
    days = groupby(rows, lambda row: localdate(row["event"].at))
    return {"days": [(day, list(lines)) for day, lines in days]}


def _work_on_dossier(one: Application) -> dict[str, Any]:
    evaluation = Evaluation.objects.select_related("instrument_version").get(pk=one.evaluation_id)
    instrument = instrument_of(evaluation.instrument_version)
    answers = {answer.statement: answer for answer in Answer.objects.filter(evaluation=evaluation)}
    explained = {row.statement: row.text for row in Explanation.objects.filter(application=one)}
    pieces = Evidence.objects.filter(application=one, removed_at=None).in_bulk()
    used: dict[str, list[Evidence]] = {}
    for use in EvidenceUse.objects.filter(evidence__application=one):
        used.setdefault(use.statement, []).append(pieces[use.evidence_id])
    parts = []
    for part in instrument.parts:
        themes = []
        for theme in part.themes:
            shown = sum(statement.code in used for statement in theme.statements)
            number = len({piece.pk for statement in theme.statements for piece in used.get(statement.code, ())})
            said = sum(statement.code in explained for statement in theme.statements)
            themes.append({"theme": theme, "shown": shown, "pieces": number, "said": said})
        parts.append((part, themes))
    everything = [(theme, statement) for theme in instrument.themes for statement in theme.statements]
    return {
        "evaluation": evaluation,
        "parts": parts,
        "total": len(everything),
        "unanswered": sum(statement.code not in answers for _theme, statement in everything),
        "lacking": [(theme, statement) for theme, statement in everything if statement.code not in used],
        "plan": ApproachPlan.objects.filter(application=one).latest("version"),
        "pieces": pieces.values(),
        "submissions": list(Submission.objects.filter(application=one).order_by("number")),
    }


def _evidence(one: Application) -> dict[str, Any]:
    pieces = Evidence.objects.filter(application=one, removed_at=None).select_related("added_by")
    used: dict[int, list[str]] = {}
    for use in EvidenceUse.objects.filter(evidence__application=one).order_by("statement"):
        used.setdefault(use.evidence_id, []).append(use.statement)
    rows = [(piece, used.get(piece.pk, ())) for piece in pieces]
    return {"rows": rows, "size": sum(piece.size for piece, _used in rows)}


PAGES: dict[str, Page] = {
    "application": _application,
    "assess_open": _assess_open,
    "submission": _submission,
    "timeline": _timeline,
    "work_on_dossier": _work_on_dossier,
    "evidence": _evidence,
}


def page(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """One of the pages, of the application with this code."""
    user = User.objects.get(pk=request.session["user"])
    related = ("organisation__municipality", "adviser", "auditor", "requested_by")
    one = Application.objects.select_related(*related).get(code=code)
    if name not in _kept:
        _kept[name] = Template((HERE / f"{name}.html").read_text())
    return HttpResponse(_kept[name].render(Context({"user": user, "one": one, **PAGES[name](one)})))


urlpatterns = [path("bare/<name>/<code>/", page), *site]
