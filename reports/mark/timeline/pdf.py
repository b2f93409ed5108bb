"""The timeline as a tagged PDF. What stands in it comes from `queries.timeline`; the layout stands in `timeline.typ`."""

from collections.abc import Iterable
from datetime import date

from django.utils.dateformat import format as in_words

from keurmerk.models import Application
from reports.mark.timeline.queries import Day, Entry
from reports.pdf import compile_pdf


def timeline_pdf(application: Application, days: Iterable[Day], *, standing: str, whole: bool, dated: date) -> bytes:
    """The PDF/UA-1 file. `whole`: nothing that happened was left out."""
    name = str(application.organisation)
    data = {
        "title": f"Tijdlijn keurmerk {name}",
        "organisation": name,
        "header": f"{application.code} {name if len(name) <= 60 else name[:59].rstrip() + '…'}",
        "code": application.code,
        "kind": application.get_kind_display(),
        "standing": standing,
        "whole": whole,
        "dated": in_words(dated, "j F Y"),
        "days": [
            {"day": in_words(one.day, "l j F Y"), "entries": [_plain(entry) for entry in one.entries]} for one in days
        ],
    }
    return compile_pdf("mark/timeline/timeline.typ", data, dated=dated)


def _plain(entry: Entry) -> dict[str, object]:
    return {
        "time": entry.clock,
        "text": entry.line.text,
        "contents": [{"label": one.label, "text": one.text} for one in entry.contents],
    }
