"""What the office has to look at around the marks: a section a kind, each with its first rows; or one kind whole."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from keurmerk.queries import due as queries
from reports.office.views.listing import page_of

FIRST = 10  # rows of a kind on the page with all kinds
# A kind's name, what is to be done, and what the day of its rows is.
WORDS = {
    queries.SIGNALS: (
        _("Signalen van buiten"),
        _("Neem ze in behandeling, en handel ze af."),
        _("Ontvangen"),
    ),
    queries.CHANGED: (
        _("Verklaringen waarin iets is veranderd"),
        _("Lees wat er veranderde, en of dat iets betekent voor het keurmerk."),
        _("Beantwoord"),
    ),
    queries.LATE: (
        _("Herbeoordelingen die te laat zijn"),
        _("Het keurmerk is verlopen en de herbeoordeling loopt nog."),
        _("Verlopen na"),
    ),
    queries.ENDING: (
        _("Keurmerken die bijna eindigen, zonder herbeoordeling"),
        _("De laatste dag is binnen negen maanden. Bel of mail de organisatie."),
        _("Laatste dag"),
    ),
    queries.OPEN: (
        _("Jaarlijkse verklaringen die nog open zijn"),
        _("De dag waarop we het antwoord vroegen is voorbij."),
        _("Gevraagd voor"),
    ),
    queries.HAND_OVERS: (
        _("Keurmerken die nog niet zijn uitgereikt"),
        _("Spreek af wanneer en waar het wordt uitgereikt."),
        _("Besloten op"),
    ),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One kind: how many there are, and the rows that are shown."""

    kind: str
    number: int
    rows: list[queries.DueRow] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(WORDS[self.kind][0])

    @property
    def hint(self) -> str:
        return str(WORDS[self.kind][1])

    @property
    def day(self) -> str:
        return str(WORDS[self.kind][2])

    @property
    def more(self) -> int:
        return self.number - len(self.rows)


@require_safe
@never_cache
@login_required
def due(request: HttpRequest) -> HttpResponse:
    """All kinds that there are now; `?soort=` one of them, a page at a time."""
    require_office(request)
    today, kind = timezone.localdate(), request.GET.get("soort", "")
    if kind in queries.KINDS:
        page = page_of(request, queries.due_rows(kind, today=today))
        rows = [queries.as_row(kind, one) for one in page]
        context: dict[str, Any] = {"sections": [Section(kind, page.paginator.count, rows)], "page": page}
        return render(request, "reports/office/due.html", {**context, "here": "due", "kind": kind})
    counts = queries.due_counts(today=today)
    sections = []
    for one, number in counts.items():
        rows = list(queries.due_rows(one, today=today)[:FIRST]) if number else []
        sections.append(Section(one, number, [queries.as_row(one, row) for row in rows]))
    context = {"sections": sections, "any": any(counts.values()), "here": "due"}
    return render(request, "reports/office/due.html", context)
