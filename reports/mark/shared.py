"""What the reports of assessment and audit say in the same way: scores, statements, dates, and how a file is called."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from keurmerk.models import Application
from keurmerk.queries.assessment import Assessing
from keurmerk.queries.dossier import Line
from keurmerk.queries.scores import score_rows


def day(moment: datetime | date | None) -> str:
    """A day as people write it."""
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment)
    return date_format(moment, "j F Y") if moment else "–"


def cover_lines(application: Application, found: Assessing, who: str, at: datetime | None) -> list[str]:
    """Which application and dossier it is about, and who judged when."""
    handed_in = day(found.submission.submitted_at)
    return [
        f"Aanvraag {application.code}",
        f"Dossier {found.submission.number}, ingediend op {handed_in}",
        found.book.instrument.route(found.book.dossier.route).title,
        f"{who}, {day(at)}",
    ]


def scores(found: Assessing) -> list[dict[str, str]]:
    """The figures, a row each."""
    words = {True: "gehaald", False: "niet gehaald", None: ""}
    return [
        {
            "kind": row.kind,
            "label": row.label,
            "own": row.own,
            "corrected": row.corrected,
            "norm": row.norm,
            "reached": words[row.reached],
        }
        for row in score_rows(found)
    ]


def statement(line: Line, *, marks: Iterable[str] = (), texts: Iterable[str] = (), **more: Any) -> dict[str, Any]:
    """A statement of a report; `texts` is what people wrote at it, by which the layout knows whether it is long."""
    essential = ["essentieel"] if line.statement.essential else []
    return {
        "code": line.code,
        "text": line.statement.text,
        "marks": [*essential, *(one for one in marks if one not in essential)],
        "answer": line.label,
        "texts": [line.statement.text, *texts],
        **more,
    }


def named(application: Application, kind: str) -> str:
    """What the file is called, so that one can find it back."""
    name = slugify(application.organisation.name)[:60].strip("-") or "organisatie"
    return f"{kind}-{name}.pdf"
