"""The questionnaire on paper, to be filled in by hand around a table: tagged PDF, from an instrument to bytes.

The layout stands in `questionnaire.typ`; how the list is filled in stands in `texts`.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from reports.instrument.excel import UNDATED
from reports.instrument.texts import ON_PAPER
from reports.pdf import compile_pdf
from reports.pdf.drawings import drawing
from selfeval.instruments.model import FULL, STAR, Fact, FactValue, Instrument, Profile, Statement
from selfeval.scoring import applicable
from selfeval.sheets import layout


def questionnaire_pdf(
    instrument: Instrument,
    *,
    profile: Profile | None = None,
    route: str = FULL,
    organisation: str = "",
    municipality: str = "",
    dated: date = UNDATED,
) -> bytes:
    """The PDF/UA-1 file. With a profile it holds only what applies; without one everything on the route, and when it applies.

    `municipality` is the name to print for the code in the profile. Raises MissingFact where the profile lacks a fact that
    a condition needs.
    """
    chosen = _chosen(instrument, profile, route)
    data = {
        "title": f"Vragenlijst {instrument.title}",
        "name": instrument.title,
        "version": instrument.version,
        "organisation": organisation,
        "route": instrument.route(route).title if profile is not None or route == STAR else "",
        "known": profile is not None,
        "stars": route != STAR and any(s.starred for s in chosen),
        "steps": list(ON_PAPER),
        "count": len(chosen),
        "scale": [{"label": level.label, "explanation": level.explanation} for level in instrument.scale],
        "unknown": layout.UNKNOWN_WORDS,
        "na": layout.NA_WORDS,
        "facts": [_fact(instrument, fact, (profile or {}).get(fact.key), municipality) for fact in instrument.profile],
        "routes": [one.title for one in instrument.routes] if profile is None else [],
        "parts": _parts(instrument, {s.code for s in chosen}, explain=profile is None),
    }
    pictures = {f"part-{code}": drawing(f"part-{code}", part=code) for code in "abc"}
    return compile_pdf(
        "instrument/questionnaire.typ", data, dated=dated, pictures={**pictures, "table": drawing("table")}
    )


def _chosen(instrument: Instrument, profile: Profile | None, route: str) -> list[Statement]:
    if profile is not None:
        return applicable(instrument, profile, route)
    return [s for s in instrument.statements if s.starred or route != STAR]


def _parts(instrument: Instrument, codes: set[str], *, explain: bool) -> list[dict[str, Any]]:
    """Parts and themes that have any of these statements."""
    parts = []
    for position, part in enumerate(instrument.parts):
        themes = [
            {
                "title": theme.title,
                "intro": theme.intro,
                "statements": [_statement(instrument, s, explain=explain) for s in theme.statements if s.code in codes],
            }
            for theme in part.themes
            if any(s.code in codes for s in theme.statements)
        ]
        if themes:
            parts.append({"code": part.code, "title": part.title, "look": "abc"[position % 3], "themes": themes})
    return parts


def _statement(instrument: Instrument, s: Statement, *, explain: bool) -> dict[str, Any]:
    return {
        "code": s.code,
        "text": s.text,
        "starred": s.starred,
        "explanation": s.explanation,
        "evidence": list(s.evidence),
        "allow_na": s.allow_na,
        "depends": " en ".join(layout.depends_on(instrument, s)) if explain else "",
    }


def _fact(instrument: Instrument, fact: Fact, value: FactValue | None, municipality: str) -> dict[str, Any]:
    labels = [label for _, label in fact.options]
    boxes = [layout.YES.capitalize(), layout.NO.capitalize()] if fact.type == "bool" else labels
    return {
        "code": layout.fact_code(instrument, fact.key),
        "question": fact.question,
        "why": fact.why,
        "boxes": boxes,
        "answer": "" if value is None else _shown(fact, value, municipality),
    }


def _shown(fact: Fact, value: FactValue, municipality: str) -> str:
    if isinstance(value, bool):
        return layout.YES.capitalize() if value else layout.NO.capitalize()
    if fact.type == "municipality":
        return municipality or str(value)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return dict(fact.options).get(str(value), str(value))
