"""What the auditor's pages show: the sample with what was handed in, judged and supplied, one theme or all that is open."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keurmerk.drafts import mark_of
from keurmerk.forms.judging import FOUND, Entries, endings
from keurmerk.judging import MEETS, Found
from keurmerk.models import Application
from keurmerk.queries.audit import Auditing, ThemeAudited
from keurmerk.queries.dossier import Line
from keurmerk.queries.scores import choice_words
from keurmerk.sampling import ADDED, CORRECTED, DRAWN, ESSENTIAL, INSUFFICIENT
from keurmerk.states import Verdict
from keurmerk.views.saving import progress_of

WHY = {
    ESSENTIAL: gettext_lazy("essentieel"),
    CORRECTED: gettext_lazy("aangepast door de adviseur"),
    INSUFFICIENT: gettext_lazy("bewijs niet voldoende volgens de adviseur"),
    DRAWN: gettext_lazy("getrokken"),
    ADDED: gettext_lazy("zelf toegevoegd"),
}
FINE = gettext_lazy("Bewijs gezien. Het klopt met het antwoord.")  # what most often is the reason of "voldoet"


def fine() -> Found:
    """What one press says: it meets, with the usual reason."""
    return Found(MEETS, str(FINE))


def theme_page(
    request: HttpRequest, application: Application, found: Auditing, here: ThemeAudited, form: Entries | None = None
) -> HttpResponse:
    """One theme; with `form`, what was wrong in it stands on the page as it was typed."""
    group = {"title": "", "lines": _shown(found, here.sampled, form)}
    rest = [_read(found, line) for line in here.rest]
    context = {"here": here, "part": here.of.part, "groups": [group] if here.sampled else [], "rest": rest}
    return _page(request, application, found, {**context, "following": found.following(here.code)}, form)


def open_page(
    request: HttpRequest, application: Application, found: Auditing, form: Entries | None = None
) -> HttpResponse:
    """All of the sample that is still to be found (and what was typed wrongly), theme by theme."""
    wrong = form.errors if form else {}
    groups = []
    for one in found.themes:
        lines = [line for line in one.sampled if line in one.open or line.code in wrong]
        if lines:
            groups.append({"title": one.of.theme.title, "lines": _shown(found, lines, form)})
    return _page(request, application, found, {"groups": groups}, form)


def changed_page(
    request: HttpRequest, application: Application, found: Auditing, form: Entries | None = None
) -> HttpResponse:
    """Of a renewal: what changed since the mark that is renewed; of the sample to be found, of the rest to be read."""
    since = found.assessing.since
    changed = since.changed if since else frozenset()
    groups = []
    for one in found.themes:
        lines = [line for line in one.sampled if line.code in changed]
        if lines:
            groups.append({"title": one.of.theme.title, "lines": _shown(found, lines, form)})
    rest = [_read(found, line) for one in found.themes for line in one.rest if line.code in changed]
    return _page(request, application, found, {"groups": groups, "rest": rest, "changed": True}, form)


def _page(
    request: HttpRequest, application: Application, found: Auditing, more: dict[str, Any], form: Entries | None
) -> HttpResponse:
    errors = form.errors if form else {}
    context = {
        "application": application,
        "found": found,
        "verdicts": Verdict.choices,
        "scale": found.book.instrument.scale,
        "endings": endings(FOUND),
        "save": f"{reverse('keurmerk:save_findings', args=[application.code])}?moves={application.moves}",
        "progress": progress_of(found.done, found.total),
        "errors": [(f"#{code}", f"{code}: {why}") for code, why in errors.items()],
        "has_errors": bool(errors),
        **more,
    }
    return render(request, "keurmerk/audit/statements.html", context, status=422 if errors else 200)


def _shown(found: Auditing, lines: Iterable[Line], form: Entries | None) -> list[dict[str, Any]]:
    """The statements as they must be shown: what is kept, or what was typed where it could not be kept."""
    wrong = form.errors if form else {}
    return [
        _statement(found, line, form.typed[line.code] if form and line.code in wrong else None, wrong) for line in lines
    ]


def _statement(found: Auditing, line: Line, typed: Found | None, wrong: dict[str, str]) -> dict[str, Any]:
    code, kept = line.code, found.found(line.code)
    return {
        **_read(found, line),
        "finding": typed or kept,
        "seen": mark_of(kept),
        "lacks": lacks(kept),
        "error": wrong.get(code, ""),
        "over": json.dumps([(f"{code}{ending}", getattr(fine(), name)) for name, ending in FOUND.items()])
        if kept == Found() and not line.lacks_evidence
        else "",
    }


def _read(found: Auditing, line: Line) -> dict[str, Any]:
    """A statement to read: what the adviser said of it, why it is in the sample, what was supplied."""
    opinion, since = found.assessing.opinion(line.code), found.assessing.since
    return {
        "since": since.stand(line.code) if since else "",
        "difference": since.difference(line.code) if since else None,
        "line": line,
        "code": line.code,
        "why": [WHY[one] for one in found.why.get(line.code, ())],
        "opinion": opinion,
        "corrects": found.assessing.corrects(line.code),
        "right": choice_words(found.assessing, opinion.choice),
        "asked": found.asked_at.get(line.code, ()),
    }


def lacks(one: Found) -> list[str]:
    """What is still to be said."""
    missing = [] if one.verdict else [_("kies een bevinding")]
    return missing if one.reason else [*missing, _("schrijf erbij waarom")]
