"""What there is to look at around the marks, on the office's start page: how many, with the way to the list."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from keurmerk.queries import due
from reports.start.mark import OfficeStart, OfficeTask

WORDS: Mapping[str, object] = {
    due.SIGNALS: ngettext_lazy(
        "%(n)d signaal over een keurmerk is nog niet afgehandeld",
        "%(n)d signalen over keurmerken zijn nog niet afgehandeld",
        "n",
    ),
    due.CHANGED: ngettext_lazy(
        "In %(n)d jaarlijkse verklaring is iets veranderd: nog niet gelezen",
        "In %(n)d jaarlijkse verklaringen is iets veranderd: nog niet gelezen",
        "n",
    ),
    due.LATE: ngettext_lazy("%(n)d herbeoordeling is te laat", "%(n)d herbeoordelingen zijn te laat", "n"),
    due.ENDING: ngettext_lazy(
        "%(n)d keurmerk eindigt binnen negen maanden, zonder herbeoordeling",
        "%(n)d keurmerken eindigen binnen negen maanden, zonder herbeoordeling",
        "n",
    ),
    due.OPEN: ngettext_lazy(
        "%(n)d jaarlijkse verklaring is te laat", "%(n)d jaarlijkse verklaringen zijn te laat", "n"
    ),
    due.HAND_OVERS: ngettext_lazy(
        "%(n)d keurmerk is nog niet uitgereikt", "%(n)d keurmerken zijn nog niet uitgereikt", "n"
    ),
}
OTHERS = (due.LATE, due.OPEN)  # what the organisation, adviser or auditor is to do


def marks_due(*, today: date) -> OfficeStart:
    """Four queries, however many marks there are."""
    counts = {kind: number for kind, number in due.due_counts(today=today).items() if number}
    ours = [_task(kind, number) for kind, number in counts.items() if kind not in OTHERS]
    return OfficeStart(ours, [_task(kind, number) for kind, number in counts.items() if kind in OTHERS])


def _task(kind: str, number: int) -> OfficeTask:
    status, said = ("late", _("Te laat")) if kind in OTHERS else ("todo", _("Nog doen"))
    words = WORDS[kind] % {"n": number}  # type: ignore[operator]
    return OfficeTask(words, f"{reverse('reports:office_due')}?soort={kind}", status, said)
