"""Who the tests of the report are about: a star-route club and a hospital with five locations, at any height."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from selfeval.advice import Advice, Evaluated, GivenAnswer, advise
from selfeval.instruments.model import Instrument, Level, Norm, Part, Route, Statement, Theme
from selfeval.instruments.yaml_file import read_yaml
from selfeval.scoring import applicable, score

ROOT = Path(__file__).resolve().parent.parent.parent
COMMON: dict[str, Any] = {"municipality": "GM0344", "works_with_minors": False, "serves_alcohol": False}
CLUB: dict[str, Any] = {
    **COMMON,
    "volunteers": 40,
    "paid_fte": Decimal(0),
    "sector": "sport",
    "locations": 1,
    "serves_alcohol": True,
    "vulnerable_people": False,
    "paid_staff_alongside": False,
    "newcomers_or_benefit": False,
}
HOSPITAL: dict[str, Any] = {
    **COMMON,
    "volunteers": 900,
    "paid_fte": Decimal(2500),
    "sector": "care",
    "locations": 5,
    "works_with_minors": True,
    "vulnerable_people": True,
    "paid_staff_alongside": True,
    "newcomers_or_benefit": True,
}
Pick = Callable[[int, Statement], Any]  # (position, statement) -> what is answered; None: nothing


@lru_cache(maxsize=1)
def shipped() -> Instrument:
    """The instrument that comes with the product."""
    return read_yaml((ROOT / "fixtures" / "instruments" / "goed-geregeld-2026.1.yaml").read_bytes())


def report(pick: Pick, *, star: bool = False, organisation: str = "De Kromme Elleboog", remark: str = "") -> Advice:
    """The report of the club (star) or the hospital (full) with these answers."""
    profile, route = (CLUB, "star") if star else (HOSPITAL, "full")
    return report_on(shipped(), profile, route, pick, organisation=organisation, remark=remark)


def report_on(
    instrument: Instrument,
    profile: dict[str, Any],
    route: str,
    pick: Pick,
    *,
    organisation: str = "Club",
    remark: str = "",
) -> Advice:
    answers = {}
    for position, statement in enumerate(applicable(instrument, profile, route)):
        given = pick(position, statement)
        if given is not None:
            answers[statement.code] = GivenAnswer(given, "Dat doen wij niet." if given == "nvt" else "", remark)
    outcome = score(instrument, profile, route, {code: answer.given for code, answer in answers.items()})
    return advise(Evaluated(instrument, organisation, date(2026, 11, 23), profile, route, outcome, answers))


def plain_instrument(themes: list[list[str]], *, statements: int = 1, top: int = 3, weight: int = 1) -> Instrument:
    """An instrument with a part for each list of theme titles, and so many equal statements in each theme."""
    norm = Norm(Decimal(70), Decimal(60), 2)
    parts = []
    for at, titles in enumerate(themes):
        made = []
        for position, title in enumerate(titles):
            prefix = f"{chr(65 + at)}{position}"
            ones = tuple(
                Statement(
                    f"{prefix}-{n}", f"Stelling {prefix}-{n}", ("Stap.",) * top, allow_na=True, weight=Decimal(weight)
                )
                for n in range(statements)
            )
            made.append(Theme(prefix, title, ones))
        parts.append(Part(chr(65 + at), f"Deel {chr(65 + at)}", tuple(made)))
    scale = tuple(Level(f"Trede {level}") for level in range(top + 1))
    routes, norms = (Route("full", "Volledige route"),), (("full", norm),)
    return Instrument("proef", "1", "Proef", "nl", scale, (), routes, norms, tuple(parts))


def level_of(percentage: int) -> Pick:
    """Answers that come to about this percentage, spread evenly."""
    return lambda position, _statement: (position + 1) * percentage * 3 // 100 - position * percentage * 3 // 100
