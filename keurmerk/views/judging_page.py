"""What the adviser's pages show: statements with what was handed in and what was said of it, one theme or all that is open."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from keurmerk.drafts import mark_of
from keurmerk.forms.judging import OPINION, Entries, endings
from keurmerk.judging import Opinion
from keurmerk.models import Application
from keurmerk.queries.assessment import Assessing, ThemeJudged
from keurmerk.queries.dossier import Line
from keurmerk.queries.scores import choice_words
from keurmerk.states import Sufficiency
from keurmerk.views.saving import progress_of
from selfeval.scoring import NA


def theme_page(
    request: HttpRequest, application: Application, found: Assessing, here: ThemeJudged, form: Entries | None = None
) -> HttpResponse:
    """One theme; with `form`, what was wrong in it stands on the page as it was typed."""
    group = {"title": "", "lines": _shown(found, here.of.lines, form)}
    context = {"here": here, "part": here.of.part, "groups": [group], "following": found.following(here.code)}
    return _page(request, application, found, context, form)


def open_page(
    request: HttpRequest, application: Application, found: Assessing, form: Entries | None = None
) -> HttpResponse:
    """All that is still to be judged (and what was typed wrongly), theme by theme."""
    wrong = form.errors if form else {}
    groups = []
    for one in found.themes:
        lines = [line for line in one.of.lines if line in one.open or line.code in wrong]
        if lines:
            groups.append({"title": one.of.theme.title, "lines": _shown(found, lines, form)})
    return _page(request, application, found, {"groups": groups}, form)


def changed_page(
    request: HttpRequest, application: Application, found: Assessing, form: Entries | None = None
) -> HttpResponse:
    """Of a renewal: what changed since the mark that is renewed, judged or not, theme by theme."""
    changed = found.since.changed if found.since else frozenset()
    groups = []
    for one in found.themes:
        lines = [line for line in one.of.lines if line.code in changed]
        if lines:
            groups.append({"title": one.of.theme.title, "lines": _shown(found, lines, form)})
    return _page(request, application, found, {"groups": groups, "changed": True}, form)


def _page(
    request: HttpRequest, application: Application, found: Assessing, more: dict[str, Any], form: Entries | None
) -> HttpResponse:
    errors = form.errors if form else {}
    shown = [one for group in more["groups"] for one in group["lines"]]
    untouched = [one for one in shown if one["opinion"] == Opinion()]
    context = {
        "application": application,
        "found": found,
        "scale": found.book.instrument.scale,
        "sufficiency": [(value, str(label)) for value, label in Sufficiency.choices],
        "endings": endings(OPINION),
        "save": f"{reverse('keurmerk:save_opinions', args=[application.code])}?moves={application.moves}",
        "progress": progress_of(found.done, found.total),
        "errors": [(f"#{code}", f"{code}: {why}") for code, why in errors.items()],
        "has_errors": bool(errors),
        "untouched": len(untouched),
        "unshown": sum(one["proposal"] is None for one in untouched),
        **more,
    }
    return render(request, "keurmerk/assessment/statements.html", context, status=422 if errors else 200)


def _shown(found: Assessing, lines: Iterable[Line], form: Entries | None) -> list[dict[str, Any]]:
    """The statements as they must be shown: what is kept, or what was typed where it could not be kept."""
    wrong = form.errors if form else {}
    return [
        _statement(found, line, form.typed[line.code] if form and line.code in wrong else None, wrong) for line in lines
    ]


def _statement(found: Assessing, line: Line, typed: Opinion | None, wrong: dict[str, str]) -> dict[str, Any]:
    code, own, kept = line.code, line.item.choice, found.opinion(line.code)
    opinion = typed or kept
    levels = [str(level) for level in range(len(found.book.instrument.scale))]
    choices = [*levels, NA] if line.statement.allow_na or own == NA else levels
    proposal = found.proposal(code) if kept == Opinion() else None
    return {
        "line": line,
        "code": code,
        "opinion": opinion,
        "choices": [
            {"value": one, "label": choice_words(found, one), "own": one == own, "checked": one == opinion.choice}
            for one in choices
        ],
        "seen": mark_of(kept),
        "lacks": found.lacks(code),
        "error": wrong.get(code, ""),
        "proposal": proposal,
        "over": json.dumps(_named(code, proposal)) if proposal else "",
        "carried": found.carried.get(code),
        "since": found.since.stand(code) if found.since else "",
        "difference": found.since.difference(code) if found.since else None,
        "carried_words": choice_words(found, found.carried[code].choice) if code in found.carried else "",
    }


def _named(code: str, proposal: Opinion) -> list[tuple[str, str]]:
    """The proposal by the names of its fields on the page, for the script."""
    return [(f"{code}{ending}", getattr(proposal, name)) for name, ending in OPINION.items()]
