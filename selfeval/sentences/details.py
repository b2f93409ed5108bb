"""Sentences about one thing: a part, a theme, a statement, one thing that is missing for the mark."""

from decimal import Decimal
from fractions import Fraction

from selfeval.scoring import norm_gap, shown
from selfeval.sentences.figures import capital, count, decimal, percent, points

EFFORT = {"small": "een avond", "medium": "een paar weken, naast het gewone werk", "large": "een seizoen of langer"}


def part(title: str, value: Fraction | None, norm: Decimal) -> str:
    """One part against its norm."""
    if value is None:
        return f"Bij {title} is er voor jullie niets te scoren."
    if value == 100:
        return f"Bij {title} staat alles op de hoogste trede."
    if value >= norm:
        return f"Bij {title} halen jullie {shown(value)}%. Dat is genoeg: de norm is {decimal(norm)}%."
    missing = points(norm_gap(value, norm))
    return f"Bij {title} halen jullie {percent(value, norm)}. De norm is {decimal(norm)}%: nog {missing} erbij."


def theme(value: Fraction | None, norm: Decimal, below: int) -> str:
    """How a theme stands; `below` counts its statements under the top level."""
    if value is None:
        return "Hier is voor jullie (nog) niets te scoren."
    if value == 100:
        return "Alles staat hier op de hoogste trede. Fijn om zo te houden."
    better = count(below, "stelling kan", "stellingen kunnen")
    if value >= norm:
        return f"Dit staat stevig; {better} nog iets beter."
    if value >= 40:
        return f"De basis ligt er; {better} beter."
    return f"Hier valt veel te winnen: {better} beter."


def why(urgent: bool, weight: Decimal, level: int, top: int) -> str:
    """Why a statement is among the first things to do: at most two reasons."""
    reasons = ["Dit is essentieel voor het keurmerk en staat nog te laag."] if urgent else []
    if weight == 2:
        reasons.append("Deze stelling telt dubbel.")
    elif weight > 1:
        reasons.append(f"Deze stelling telt {decimal(weight)} keer mee.")
    if level == 0:
        reasons.append("Hier is nog niets geregeld, dus er is veel te winnen.")
    elif level == top - 1:
        reasons.append("Jullie zijn er bijna: nog één trede.")
    else:
        reasons.append(f"Er is een begin, met nog {count(top - level, 'trede', 'treden')} te gaan.")
    return " ".join(reasons[:2])


def strong_theme(title: str, value: Fraction | None) -> str:
    return f"{title}: {shown(value)}%."


def strong_statement(text: str, answer: str) -> str:
    return f"{text.rstrip('.')}: ‘{answer}’."


def unanswered(codes: tuple[str, ...]) -> str:
    """Which statements have no answer yet."""
    many = count(len(codes), "stelling heeft", "stellingen hebben")
    named = ", ".join(codes[:12]) + (" en meer" if len(codes) > 12 else "")
    return f"{capital(many)} nog geen antwoord: {named}."


def short_of(what: str, value: Fraction | None, norm: Decimal) -> str:
    """How far the whole or a part is from its norm."""
    if value is None:
        return f"{what} heeft geen score."
    return (
        f"{what} staat op {percent(value, norm)}. Nodig is {decimal(norm)}%: nog {points(norm_gap(value, norm))} erbij."
    )


def essential(code: str, text: str, now: str | None, needed: str) -> str:
    """An essential statement that stands too low."""
    stands = f"staat nu op ‘{now}’" if now else "heeft nog geen antwoord"
    return f"Stelling {code} is essentieel en {stands}. Nodig is minstens ‘{needed}’. Het gaat om: {text}"
