"""Small instrument files as plain dicts, to be changed by a test and then read, and the shortest way to an Instrument."""

import json
from typing import Any

from selfeval.instruments.model import Instrument
from selfeval.instruments.yaml_file import read_json

Raw = dict[str, Any]

FACTS: list[Raw] = [
    {"key": "volunteers", "type": "int", "question": "Hoeveel vrijwilligers?", "why": "Route."},
    {"key": "paid_fte", "type": "decimal", "question": "Hoeveel fte?", "why": "Route.", "max": 1000},
    {"key": "minors", "type": "bool", "question": "Met minderjarigen?", "why": "VOG."},
    {"key": "alcohol", "type": "bool", "question": "Schenken jullie alcohol?", "why": "IVA."},
    {
        "key": "sector",
        "type": "choice",
        "options": {"care": "Zorg", "sport": "Sport", "other": "Overig"},
        "question": "Welke sector?",
        "why": "Vergelijken.",
    },
    {"key": "municipality", "type": "municipality", "question": "Welke gemeente?", "why": "Adviseur."},
]
STAR_OPEN_TO = "volunteers < 100 and paid_fte < 2"


def statement(code: str, levels: int = 4, **fields: Any) -> Raw:
    """A statement with advice for every level below the top of a scale of `levels`."""
    advice = {str(level): f"Doe {level + 1} bij {code}." for level in range(levels - 1)}
    return {"code": code, "text": f"Stelling {code}.", "advice": advice, **fields}


def part(code: str, *themes: list[Raw]) -> Raw:
    """A part with a theme for each list of statements, called A-1, A-2, ..."""
    return {
        "code": code,
        "title": f"Onderdeel {code}",
        "themes": [
            {"code": f"{code}-{number}", "title": f"Thema {code}-{number}", "statements": statements}
            for number, statements in enumerate(themes, start=1)
        ],
    }


def raw(
    *parts: Raw, levels: int = 4, overall: Any = 70, lowest: Any = 60, essential_level: int = 2, **fields: Any
) -> Raw:
    """A whole file. Without parts: one with a single theme of one starred statement."""
    norm = {"overall": overall, "part": lowest, "essential_level": essential_level}
    return {
        "code": "proef",
        "version": "2026.1",
        "title": "Proef",
        "language": "nl",
        "scale": [{"label": f"Niveau {level}"} for level in range(levels)],
        "profile": FACTS,
        "routes": {"full": {"title": "Alles"}, "star": {"title": "Ster", "open_to": STAR_OPEN_TO}},
        "norms": {"full": norm, "star": norm},
        "parts": list(parts) or [part("A", [statement("A1", levels, starred=True)])],
        **fields,
    }


def instrument_of(file: Raw) -> Instrument:
    """The instrument in a file given as a dict."""
    return read_json(json.dumps(file))
