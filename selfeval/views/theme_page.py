"""What a theme page shows: its statements with what stands there, how far the whole is, and what others changed meanwhile."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selfeval import queries
from selfeval.entries import Entry
from selfeval.forms import ThemeForm
from selfeval.instruments.model import Instrument, Statement
from selfeval.loaders import device_of
from selfeval.models import Overwrite
from selfeval.queries.earlier import Earlier, earlier_of
from selfeval.views.earlier import earlier_html, in_words, offered
from selfeval.views.moulds import Mould, filled, mould
from selfeval.views.statement_html import statement_afresh, statement_html
from selfeval.views.theme_frame import framed

CHECK = "nakijken"
TOLD = "gezien"  # the field with the numbers of the replacements that the page told of
DRAWINGS = {"A": "part-a", "B": "part-b", "C": "part-c"}


def theme_page(
    request: HttpRequest, stand: queries.Stand, here: queries.ThemeStand, form: ThemeForm | None = None
) -> HttpResponse:
    """The page; with `form`, what was wrong in it stands on the page as it was typed."""
    errors = form.errors if form else {}
    # Also what does not apply any more, where it was typed wrongly: it must stay in sight.
    applies = {s.code for s in here.statements}
    shown = [s for s in here.theme.statements if s.code in applies or s.code in errors]
    ask = stand.evaluation.replaced and not form
    told = queries.unseen_overwrites(stand.evaluation, device_of(request)) if ask else []
    earlier = earlier_of(stand.evaluation)
    part, codes = stand.instrument.part_of(here.theme.code), {s.code for s in shown}
    context = {
        "evaluation": stand.evaluation,
        "here": here,
        "part": part,
        "drawing": DRAWINGS.get(part.code, "path"),
        "statements": mark_safe("\n".join(_statements(stand, shown, told, form, earlier))),  # noqa: S308 - statement_html escapes
        "told": " ".join(str(one.pk) for one in told),
        "elsewhere": [_elsewhere(stand, one) for one in told if one.statement not in codes],
        "errors": [(f"#{s.code}", f"{s.code}: {errors[s.code]}") for s in shown if s.code in errors],
        "has_errors": bool(errors),
        "back_to_check": request.GET.get("terug") == CHECK or request.POST.get("terug") == CHECK,
        "progress": progress(stand),
        "menu": mark_safe("\n".join([_menu_line(one, here) for one in stand.themes if one.total])),  # noqa: S308 - a mould
        "following": stand.following(here.theme.code),
        "repeats": earlier is not None,
    }
    return framed(request, stand.evaluation.instrument_version.sha256, context)


def _statements(
    stand: queries.Stand,
    shown: list[Statement],
    told: list[Overwrite],
    form: ThemeForm | None,
    earlier: Earlier | None,
) -> list[str]:
    """The statements as they must be shown: what is stored, or what was typed where it could not be kept."""
    seal = stand.evaluation.instrument_version.sha256
    replaced: dict[str, str] = {}
    for one in told:
        replaced[one.statement] = " ".join(filter(None, [replaced.get(one.statement), _yours(stand.instrument, one)]))
    errors, html = form.errors if form else {}, []
    for s in shown:
        code, stored = s.code, stand.entry(s.code)
        before = earlier_html(earlier, s, stored) if earlier else SafeString()
        if form and code in errors:
            typed = form.typed[code]
            html.append(statement_afresh(stand.instrument, s, typed, stored.mark, error=errors[code], earlier=before))
            continue
        entry = offered(earlier, code, stored) if earlier else stored
        if code in replaced:
            said = replaced[code]
            html.append(statement_afresh(stand.instrument, s, entry, stored.mark, replaced=said, earlier=before))
        else:
            html.append(statement_html(stand.instrument, seal, s, entry, stored.mark, before))
    return html


def _elsewhere(stand: queries.Stand, one: Overwrite) -> dict[str, str]:
    """A replacement at a statement that is not on this page, and where it is."""
    theme = next(theme for theme in stand.themes if any(s.code == one.statement for s in theme.theme.statements))
    applies = any(s.code == one.statement for s in theme.statements)
    address = reverse("selfeval:theme", args=[stand.evaluation.pk, theme.theme.code])
    return {"words": _yours(stand.instrument, one), "href": f"{address}#{one.statement}" if applies else ""}


def _menu_line(one: queries.ThemeStand, here: queries.ThemeStand) -> str:
    values = {"here": ' aria-current="true"' if one is here else "", "count": f"{one.answered}/{one.total}"}
    return filled(_menu_mould(one.theme.code, one.theme.title), values)


@lru_cache(maxsize=512)
def _menu_mould(code: str, title: str) -> Mould:
    theme = {"code": code, "title": title}
    return mould(lambda holes: render_to_string("selfeval/theme_menu_line.html", {**theme, **holes}), ("here", "count"))


def progress(stand: queries.Stand) -> dict[str, Any]:
    """How far the whole is, in numbers and in words."""
    words = _("%(done)d van de %(all)d stellingen") % {"done": stand.answered, "all": stand.total}
    minutes = stand.minutes_left
    left = (
        ngettext("nog ongeveer %(n)d minuut", "nog ongeveer %(n)d minuten", minutes) % {"n": minutes}
        if minutes
        else _("alles beantwoord")
    )
    return {"done": stand.answered, "total": stand.total, "words": words, "left": left}


def numbers_in(told: str) -> list[int]:
    """The numbers in the field TOLD; whatever else stands there is not from our page."""
    return [int(one) for one in told.split() if one.isascii() and one.isdecimal() and len(one) < 19]


def replaced_of_others(instrument: Instrument, overwrote: dict[str, Entry]) -> str:
    """In words: what of others you have just replaced. Short, for it travels in a cookie."""
    if len(overwrote) > 3:
        codes = ", ".join(overwrote)
        return _("Bij %(codes)s had iemand anders intussen iets ingevuld. Jouw antwoorden staan er nu.") % {
            "codes": codes
        }
    return " ".join(
        _("Bij %(code)s had iemand anders intussen iets ingevuld: %(before)s. Jouw antwoord staat er nu.")
        % {"code": code, "before": in_words(instrument, before, longest=150)}
        for code, before in overwrote.items()
    )


def _yours(instrument: Instrument, one: Overwrite) -> str:
    return _("Iemand anders heeft je antwoord bij %(code)s veranderd. Jij had: %(before)s.") % {
        "code": one.statement,
        "before": in_words(instrument, Entry(**one.before)),
    }
