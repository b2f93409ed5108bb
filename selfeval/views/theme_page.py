"""What a theme page shows: its statements with what stands there, how far the whole is, and what others changed meanwhile."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from selfeval import queries
from selfeval.entries import UNKNOWN, Entry
from selfeval.forms import ThemeForm
from selfeval.instruments.model import Instrument, Statement
from selfeval.loaders import device_of
from selfeval.models import Overwrite
from selfeval.scoring import NA

CHECK = "nakijken"
DRAWINGS = {"A": "part-a", "B": "part-b", "C": "part-c"}
# Looked up once, not once a statement.
WORDS = {
    "unknown": gettext_lazy("Weet ik nog niet"),
    "na": gettext_lazy("Niet van toepassing"),
    "reason": gettext_lazy("Waarom is dit bij jullie niet van toepassing?"),
    "explanation": gettext_lazy("Uitleg en bewijsstukken"),
    "evidence": gettext_lazy("Dit kun je laten zien"),
    "opinion": gettext_lazy("Is deze stelling onduidelijk?"),
    "remark": gettext_lazy("Opmerking"),
    "remark_label": gettext_lazy("Jullie opmerking (komt in het rapport)"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One statement on a page: what is asked, what stands there, what the page saw, and what is wrong with it."""

    statement: Statement
    entry: Entry
    seen: str
    error: str = ""
    replaced: str = ""


def theme_page(
    request: HttpRequest, stand: queries.Stand, here: queries.ThemeStand, form: ThemeForm | None = None
) -> HttpResponse:
    rows = _rows(request, stand, here, form)
    part = stand.instrument.part_of(here.theme.code)
    context = {
        "evaluation": stand.evaluation,
        "stand": stand,
        "here": here,
        "part": part,
        "drawing": DRAWINGS.get(part.code, "path"),
        "rows": rows,
        "scale": [(str(level), one) for level, one in enumerate(stand.instrument.scale)],
        "NA": NA,
        "UNKNOWN": UNKNOWN,
        "words": WORDS,
        "errors": [(f"#{row.statement.code}", f"{row.statement.code}: {row.error}") for row in rows if row.error],
        "has_errors": bool(form and form.errors),
        "back_to_check": request.GET.get("terug") == CHECK or request.POST.get("terug") == CHECK,
        "progress": progress(stand),
        "following": following(stand, here.theme.code),
    }
    return render(request, "selfeval/theme.html", context, status=422 if context["has_errors"] else 200)


def _rows(request: HttpRequest, stand: queries.Stand, here: queries.ThemeStand, form: ThemeForm | None) -> list[Row]:
    """The statements of a theme as they must be shown: what is stored, or what was typed where it could not be kept."""
    codes = [s.code for s in here.statements]
    told = [] if form else queries.unseen_overwrites(stand.evaluation, device_of(request), codes)
    replaced = {one.statement: _yours_was_replaced(stand.instrument, one) for one in told}
    rows = []
    for s in here.statements:
        stored = stand.entry(s.code)
        error = form.errors.get(s.code, "") if form else ""
        shown = form.typed[s.code] if form and error else stored
        rows.append(Row(s, shown, stored.mark, error, replaced.get(s.code, "")))
    return rows


def progress(stand: queries.Stand) -> dict[str, Any]:
    """How far the whole is, in numbers and in words."""
    words = _("%(done)d van de %(all)d") % {"done": stand.answered, "all": stand.total}
    minutes = stand.minutes_left
    left = (
        ngettext("nog ongeveer %(n)d minuut", "nog ongeveer %(n)d minuten", minutes) % {"n": minutes}
        if minutes
        else _("alles beantwoord")
    )
    return {"done": stand.answered, "total": stand.total, "words": words, "left": left}


def following(stand: queries.Stand, code: str) -> queries.ThemeStand | None:
    """The theme after this one in which something applies."""
    shown = [one for one in stand.themes if one.total]
    codes = [one.theme.code for one in shown]
    position = codes.index(code) + 1
    return shown[position] if position < len(shown) else None


def notices(instrument: Instrument, told: list[Overwrite], overwrote: dict[str, Entry]) -> list[str]:
    """In words: what of yours was replaced, and what of others you have just replaced."""
    mine = [_yours_was_replaced(instrument, one) for one in told if one.statement not in overwrote]
    theirs = [
        _("Bij %(code)s had iemand anders intussen iets ingevuld: %(before)s. Jouw antwoord staat er nu.")
        % {"code": code, "before": in_words(instrument, before)}
        for code, before in overwrote.items()
    ]
    return mine + theirs


def _yours_was_replaced(instrument: Instrument, one: Overwrite) -> str:
    return _("Iemand anders heeft je antwoord bij %(code)s veranderd. Jij had: %(before)s.") % {
        "code": one.statement,
        "before": in_words(instrument, Entry(**one.before)),
    }


def in_words(instrument: Instrument, entry: Entry) -> str:
    """An entry as a person would say it: the choice, and the remark where there is one."""
    if entry.given == NA:
        choice = _("niet van toepassing (%(reason)s)") % {"reason": entry.reason}
    elif isinstance(entry.given, int):
        choice = f"“{instrument.scale[entry.given].label}”"
    else:
        choice = _("weet ik nog niet") if entry.choice == UNKNOWN else _("geen antwoord")
    return choice + (_(", met als opmerking “%(remark)s”") % {"remark": entry.remark} if entry.remark else "")
