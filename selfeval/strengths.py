"""What goes well: which themes and statements the advice report praises. Pure, as `advice`."""

from fractions import Fraction

from selfeval import sentences
from selfeval.advice_tree import StatementAdvice, ThemeAdvice
from selfeval.instruments.model import Norm

STRONGEST = 6  # how many strong points at most


def named(themes: list[ThemeAdvice], norm: Norm) -> tuple[str, ...]:
    """Themes at or above the norm, then statements at the top, one a theme; where there is nothing, what was begun."""
    strong = sorted((t for t in themes if t.score is not None and t.score >= norm.overall), key=_height, reverse=True)
    found = [sentences.strong_theme(t.title, t.score) for t in strong[:3]]
    others = _through_the_parts([theme for theme in themes if theme not in strong[:3]])
    best = [one for theme in others if (one := max(theme.statements, key=_level_of)).level]
    top = [one for one in best if one.state == "top"]
    if not top and not found:
        top = sorted(best, key=_level_of, reverse=True)
    praised = [sentences.strong_statement(one.text, one.answer) for one in top]
    return tuple((found + praised)[:STRONGEST])


def any_whole(themes: list[ThemeAdvice], norm: Norm) -> bool:
    """Whether something is wholly in order: a statement at the top, or a theme at the norm."""
    return any(t.score is not None and t.score >= norm.overall for t in themes) or any(
        one.state == "top" for theme in themes for one in theme.statements
    )


def _level_of(one: StatementAdvice) -> int:
    return one.level or 0


def _through_the_parts(themes: list[ThemeAdvice]) -> list[ThemeAdvice]:
    """The first theme of each part, then the second of each, and so on."""
    ranks: dict[str, int] = {}
    ranked = []
    for theme in themes:
        ranks[theme.part] = ranks.get(theme.part, 0) + 1
        ranked.append((ranks[theme.part], theme))
    return [theme for _, theme in sorted(ranked, key=lambda pair: pair[0])]


def _height(theme: ThemeAdvice) -> Fraction:
    return theme.score or Fraction(0)
