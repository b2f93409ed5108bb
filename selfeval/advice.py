"""From an evaluation and its figures to everything the advice report says: one tree that screen, PDF and workbook all
show.

Values in, values out; no Django, no clock. The figures come from `scoring`, the sentences from `sentences`, what goes
well from `strengths`, the shape is `advice_tree`; how it looks is decided in `reports.advice`.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from selfeval import sentences, strengths
from selfeval.advice_tree import (
    Advice,
    Evaluated,
    FirstThing,
    GivenAnswer,
    PartAdvice,
    StatementAdvice,
    ThemeAdvice,
)
from selfeval.instruments.model import Norm, Part, Statement, Theme
from selfeval.scoring import NA, applicable, norm_gap, score, shown

__all__ = ["Advice", "Evaluated", "FirstThing", "GivenAnswer", "PartAdvice", "StatementAdvice", "ThemeAdvice", "advise"]

FIRST = 5  # how many things to do first


def advise(evaluated: Evaluated) -> Advice:
    """Make the report. Incomplete evaluations get one too; it says so in every place where it matters.

    Raises MissingFact where the profile lacks a fact that a condition of the instrument needs.
    """
    instrument, outcome = evaluated.instrument, evaluated.outcome
    norm = instrument.norm(evaluated.route)
    applying = {s.code for s in applicable(instrument, evaluated.profile, evaluated.route)}
    parts = tuple(_part(part, evaluated, norm, applying) for part in instrument.parts)
    themes = [theme for part in parts for theme in part.themes]
    first = _first(evaluated, norm)
    standing = _standing(evaluated, norm, themes, first)
    strong = strengths.named(themes, norm)
    return Advice(
        organisation=evaluated.organisation or "Jullie organisatie",
        completed_on=evaluated.completed_on,
        date=sentences.day(evaluated.completed_on),
        instrument=instrument.title,
        version=instrument.version,
        route=instrument.route(evaluated.route).title,
        complete=outcome.complete,
        ready=outcome.ready,
        headline=sentences.headline(standing),
        opening=sentences.opening(standing),
        score=outcome.overall,
        shown=shown(outcome.overall),
        gap=_gap(outcome.overall, norm.overall),
        norm=norm,
        norm_overall=sentences.decimal(norm.overall),
        norm_part=sentences.decimal(norm.part),
        verdict=sentences.verdict(outcome.overall, norm.overall),
        levels=tuple(level.label for level in instrument.scale),
        parts=parts,
        left_out=tuple(t.title for t in instrument.themes if not any(s.code in applying for s in t.statements)),
        strengths_intro=sentences.strengths_intro(standing, len(strong), whole=strengths.any_whole(themes, norm)),
        strengths=strong,
        first_intro=sentences.first_intro(standing),
        first=first,
        later=len(outcome.priorities) - len(first),
        missing_intro=sentences.missing_intro(standing),
        missing=tuple(_missing(evaluated, norm)),
        requirement=sentences.requirement(standing, instrument.route(evaluated.route).title),
        next_steps=sentences.next_steps(standing),
    )


def _standing(
    evaluated: Evaluated, norm: Norm, themes: list[ThemeAdvice], first: tuple[FirstThing, ...]
) -> sentences.Standing:
    """What the sentences about the whole are made from."""
    return sentences.Standing(
        outcome=evaluated.outcome,
        norm=norm,
        themes=tuple((theme.title, theme.score) for theme in themes if theme.score is not None),
        after_first=_after_first(evaluated, [thing.code for thing in first]),
        first=len(first),
        essential_level=evaluated.instrument.scale[norm.essential_level].label,
        urgent=any(thing.urgent for thing in first),
    )


def _part(part: Part, evaluated: Evaluated, norm: Norm, applying: set[str]) -> PartAdvice:
    value = evaluated.outcome.parts[part.code]
    themes = (_theme(theme, part, evaluated, norm, applying) for theme in part.themes)
    return PartAdvice(
        code=part.code,
        title=part.title,
        score=value,
        shown=shown(value),
        reached=None if value is None else value >= norm.part,
        gap=_gap(value, norm.part),
        verdict=sentences.verdict(value, norm.part),
        sentence=sentences.part(part.title, value, norm.part),
        themes=tuple(theme for theme in themes if theme.statements),
    )


def _gap(value: Fraction | None, norm: Decimal) -> str:
    missing = norm_gap(value, norm)
    return sentences.points(missing) if missing else ""


def _theme(theme: Theme, part: Part, evaluated: Evaluated, norm: Norm, applying: set[str]) -> ThemeAdvice:
    value = evaluated.outcome.themes[theme.code]
    statements = tuple(_statement(s, evaluated) for s in theme.statements if s.code in applying)
    below = sum(s.state == "below" for s in statements)
    return ThemeAdvice(
        code=theme.code,
        title=theme.title,
        intro=theme.intro,
        part=part.code,
        score=value,
        shown=shown(value),
        sentence=sentences.theme(value, norm.overall, below),
        statements=statements,
    )


def _statement(s: Statement, evaluated: Evaluated) -> StatementAdvice:
    instrument = evaluated.instrument
    answer = evaluated.answers.get(s.code, GivenAnswer(None))
    level = answer.given if isinstance(answer.given, int) else None
    state: Literal["top", "below", "na", "open"] = "open"
    words = "Nog geen antwoord"
    if answer.given == NA:
        state, words = "na", "Niet van toepassing"
    elif level is not None:
        state, words = ("top" if level >= instrument.top else "below"), instrument.scale[level].label
    return StatementAdvice(
        code=s.code,
        text=s.text,
        explanation=s.explanation,
        state=state,
        level=level,
        answer=words,
        reason=answer.reason if state == "na" else "",
        remark=answer.remark,
        advice=s.advice[level] if level is not None and state == "below" else "",
        effort=sentences.EFFORT[s.effort],
        evidence=s.evidence,
        resources=s.resources,
        essential=s.essential,
        starred=s.starred,
    )


def _first(evaluated: Evaluated, norm: Norm) -> tuple[FirstThing, ...]:
    instrument, things = evaluated.instrument, []
    themes = {s.code: theme.title for theme in instrument.themes for s in theme.statements}
    for number, code in enumerate(evaluated.outcome.priorities[:FIRST], start=1):
        s, level = instrument.by_code[code], _level(evaluated, code)
        urgent = s.essential and level < norm.essential_level
        things.append(
            FirstThing(
                number=number,
                code=code,
                theme=themes[code],
                text=s.text,
                now=instrument.scale[level].label,
                urgent=urgent,
                why=sentences.why(urgent, s.weight, level, instrument.top),
                step=s.advice[level],
                effort=sentences.EFFORT[s.effort],
                evidence=s.evidence,
            )
        )
    return tuple(things)


def _level(evaluated: Evaluated, code: str) -> int:
    """The level of a statement that has one, as every priority has."""
    given = evaluated.answers[code].given
    if not isinstance(given, int):
        raise TypeError(f"{code} heeft geen niveau")
    return given


def _after_first(evaluated: Evaluated, codes: list[str]) -> Fraction | None:
    """The whole score when each of these statements would stand one level higher."""
    given = {code: answer.given for code, answer in evaluated.answers.items() if answer.given is not None}
    raised = {code: _level(evaluated, code) + 1 for code in codes}
    return score(evaluated.instrument, evaluated.profile, evaluated.route, {**given, **raised}).overall


def _missing(evaluated: Evaluated, norm: Norm) -> list[str]:
    """What stands between this evaluation and the mark, one sentence each, in the order of the outcome."""
    instrument, found = evaluated.instrument, []
    titles = {part.code: part.title for part in instrument.parts}
    if evaluated.outcome.unanswered:
        found.append(sentences.unanswered(evaluated.outcome.unanswered))
    for one in evaluated.outcome.missing:
        if one.kind == "overall" and evaluated.outcome.overall is not None:
            found.append(sentences.short_of("Het geheel", evaluated.outcome.overall, norm.overall))
        elif one.kind == "part" and one.code:
            found.append(
                sentences.short_of(f"Onderdeel {titles[one.code]}", evaluated.outcome.parts[one.code], norm.part)
            )
        elif one.kind == "essential" and one.code:
            found.append(_essential(evaluated, instrument.by_code[one.code], norm))
    return found


def _essential(evaluated: Evaluated, s: Statement, norm: Norm) -> str:
    scale = evaluated.instrument.scale
    given = evaluated.answers.get(s.code, GivenAnswer(None)).given
    now = scale[given].label if isinstance(given, int) else None
    return sentences.essential(s.code, s.text, now, scale[norm.essential_level].label)
