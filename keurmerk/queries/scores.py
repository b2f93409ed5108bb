"""The figures of an assessment in words and rows: the organisation's own beside the corrected ones, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from keurmerk.queries.assessment import Assessing
from selfeval.instruments.model import NA
from selfeval.scoring import Missing, shown
from selfeval.sentences import decimal


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of figures. `kind`: "whole", "part" or "theme"; `norm` is "" where there is none."""

    kind: str
    label: str
    own: str
    corrected: str
    norm: str = ""
    reached: bool | None = None

    @property
    def changed(self) -> bool:
        return self.own != self.corrected


def score_rows(found: Assessing) -> list[ScoreRow]:
    """The whole, and each part with its themes."""
    instrument, own, now = found.book.instrument, found.own_outcome, found.outcome
    norm = instrument.norm(found.book.dossier.route)
    rows = [_row("whole", _("Het geheel"), own.overall, now.overall, Fraction(norm.overall))]
    for part, themes in found.book.parts:
        label = f"{part.code} {part.title}"
        rows.append(_row("part", label, own.parts[part.code], now.parts[part.code], Fraction(norm.part)))
        for one in themes:
            code = one.theme.code
            rows.append(_row("theme", one.theme.title, own.themes[code], now.themes[code]))
    return rows


def _row(
    kind: str, label: str, own: Fraction | None, corrected: Fraction | None, norm: Fraction | None = None
) -> ScoreRow:
    reached = None if norm is None or corrected is None else corrected >= norm
    asked = "" if norm is None else f"{shown(norm)}%"
    return ScoreRow(kind, label, _percent(own), _percent(corrected), asked, reached)


def _percent(value: Fraction | None) -> str:
    return shown(value) if value is None else f"{shown(value)}%"


def missing_words(found: Assessing) -> list[str]:
    """What is missing for the mark with the corrected answers, a sentence each; empty where nothing is."""
    return list(_missing(found))


def _missing(found: Assessing) -> Iterator[str]:
    outcome, instrument = found.outcome, found.book.instrument
    norm = instrument.norm(found.book.dossier.route)
    parts = {part.code: part.title for part in instrument.parts}
    for one in outcome.missing:
        if one.kind == "essential":
            yield _essential(found, one, instrument.scale[norm.essential_level].label)
        elif one.kind == "part":
            code = str(one.code)
            yield _("Onderdeel %(code)s %(title)s: %(score)s. Nodig is %(norm)s%%.") % {
                "code": code,
                "title": parts[code],
                "score": _percent(outcome.parts[code]),
                "norm": decimal(norm.part),
            }
        else:
            values = {"score": _percent(outcome.overall), "norm": decimal(norm.overall)}
            yield _("Het geheel: %(score)s. Nodig is %(norm)s%%.") % values


def _essential(found: Assessing, one: Missing, needed: str) -> str:
    code = str(one.code)
    choice = found.opinion(code).choice or found.own(code)
    return _("Essentiële stelling %(code)s: “%(now)s”. Nodig is minstens “%(needed)s”.") % {
        "code": code,
        "now": choice_words(found, choice),
        "needed": needed,
    }


def choice_words(found: Assessing, choice: str) -> str:
    """An answer as people say it."""
    if choice == NA:
        return _("niet van toepassing")
    scale = found.book.instrument.scale
    return scale[int(choice)].label if choice.isdecimal() and int(choice) < len(scale) else _("geen antwoord")
