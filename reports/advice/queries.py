"""Reads for the advice report. Drawing what is not there yet is an act: see `actions`."""

from collections.abc import Iterable

from goedgeregeld.events.queries import events_on
from reports.models import Drawing
from reports.plots import Kind, Scheme, key_of
from selfeval.advice import Advice
from selfeval.models import Evaluation

Wanted = tuple[Kind, Scheme]


def drawings(advice: Advice, wanted: Iterable[Wanted]) -> dict[Wanted, str]:
    """The charts of this report that were drawn before, as SVG; those that were not are left out. One query."""
    keys = {key_of(kind, advice, scheme): (kind, scheme) for kind, scheme in wanted}
    rows = Drawing.objects.filter(key__in=keys).values_list("key", "svg")
    return {keys[key]: svg for key, svg in rows}


def was_downloaded(evaluation: Evaluation, kind: str) -> bool:
    """Whether this report was downloaded before in this form ("pdf" or "xlsx")."""
    return events_on(evaluation).filter(verb="download_report", data__kind=kind).exists()
