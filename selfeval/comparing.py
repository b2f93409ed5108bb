"""Two evaluations beside each other: what became better or worse, statement by statement, by theme and as a whole.

Between versions of the instrument a statement is the same where code and text are, where the newer one names its earlier code
(`was`), or where its text moved to another code.
What cannot be compared is said, never guessed. Values in, values out; no Django, no clock.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfeval.advice_tree import Evaluated, GivenAnswer
from selfeval.instruments.model import Instrument, Statement
from selfeval.scoring import NA, applicable

# "open": one of both has no level; "reworded": the code is there, with another text; "rescaled": answered on another scale.
Kind = Literal["better", "worse", "same", "open", "reworded", "rescaled", "new", "gone"]
COMPARED: tuple[Kind, ...] = ("better", "worse", "same")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement then and now, with the answers in words; "" where it was not asked."""

    code: str
    theme: str
    text: str
    kind: Kind
    before: str = ""
    after: str = ""
    steps: int = 0  # levels up (or down)
    asked_then: str = ""  # how it was asked then, where the words are others


@dataclass(frozen=True, slots=True)
class Change:
    """A score then and now: of a theme, a part or the whole. `alike`: taken over the same statements."""

    code: str
    title: str
    before: Fraction | None
    after: Fraction | None
    alike: bool

    @property
    def difference(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything there is to say of two evaluations."""

    lines: tuple[Line, ...]
    themes: tuple[Change, ...]
    parts: tuple[Change, ...]
    whole: Change
    same_version: bool
    gone_themes: tuple[str, ...]  # titles of themes that were asked then and not now

    def of(self, kind: Kind) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if one.kind == kind)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many lines there are of each kind."""
        return Counter(one.kind for one in self.lines)

    @property
    def compared(self) -> int:
        return sum(one.kind in COMPARED for one in self.lines)


def bridge(before: Instrument, after: Instrument) -> dict[str, str]:
    """Which statement of the new instrument is which of the old: new code -> old code, each at most once.

    A statement of which two earlier codes stand in the old instrument is two questions made into one: no bridge leads there.
    """
    texts = {_plain(s.text): s.code for s in before.statements}
    found = {s.code: s.code for s in after.statements if _is(before.by_code.get(s.code), s)}
    used = set(found.values())
    named = {s.code: [code for code in s.was if code in before.by_code] for s in after.statements}
    named_once = {code: old[0] for code, old in named.items() if len(old) == 1}
    moved = {s.code: texts.get(_plain(s.text)) for s in after.statements if not named[s.code]}
    for way in (named_once, moved):
        for code, old in way.items():
            if code not in found and old is not None and old not in used:
                found[code] = old
                used.add(old)
    return found


def _plain(text: str) -> str:
    """The text without differences in spaces and capitals."""
    return " ".join(text.split()).casefold()


def _is(old: Statement | None, new: Statement) -> bool:
    return old is not None and _plain(old.text) == _plain(new.text)


def compare(before: Evaluated, after: Evaluated) -> Comparison:
    """Compare them; `before` is the older one."""
    bridged = bridge(before.instrument, after.instrument)
    asked_then = {s.code: s for s in applicable(before.instrument, before.profile, before.route)}
    asked_now = {s.code: s for s in applicable(after.instrument, after.profile, after.route)}
    lines = [
        _line(theme.title, s, before, after, asked_then.get(bridged.get(s.code, "")))
        for theme in after.instrument.themes
        for s in theme.statements
        if s.code in asked_now
    ]
    met = {bridged[code] for code in asked_now if code in bridged}
    reworded = {one.code for one in lines if one.kind == "reworded"}
    lines += [
        Line(s.code, theme.title, s.text, "gone", before=_words(before, s.code))
        for theme in before.instrument.themes
        for s in theme.statements
        if s.code in asked_then and s.code not in met and s.code not in reworded
    ]
    pairs = {(bridged[code], code) for code in asked_now if bridged.get(code) in asked_then}
    return Comparison(
        lines=tuple(lines),
        themes=_themes(before, after, pairs, set(asked_then), set(asked_now)),
        parts=_parts(before, after, pairs, set(asked_then), set(asked_now)),
        whole=Change(
            "", "", before.outcome.overall, after.outcome.overall, len(pairs) == len(asked_then) == len(asked_now)
        ),
        same_version=before.instrument == after.instrument,
        gone_themes=_gone_themes(before, after, set(asked_then)),
    )


def _line(theme: str, s: Statement, before: Evaluated, after: Evaluated, old: Statement | None) -> Line:
    now = _words(after, s.code)
    if old is None:
        there = before.instrument.by_code.get(s.code)
        asked = there is not None and there in applicable(before.instrument, before.profile, before.route)
        if there is not None and asked and not _is(there, s):
            return Line(s.code, theme, s.text, "reworded", before=_words(before, s.code), after=now)
        return Line(s.code, theme, s.text, "new", after=now)
    then, one, other = _words(before, old.code), _level(before, old.code), _level(after, s.code)
    words = "" if _is(old, s) else old.text
    if before.instrument.top != after.instrument.top:
        return Line(s.code, theme, s.text, "rescaled", then, now, asked_then=words)
    if one is None or other is None:
        return Line(s.code, theme, s.text, "open", then, now, asked_then=words)
    kind: Kind = "same" if one == other else "better" if other > one else "worse"
    return Line(s.code, theme, s.text, kind, then, now, other - one, words)


def _answer(one: Evaluated, code: str) -> GivenAnswer:
    return one.answers.get(code, GivenAnswer(None))


def _level(one: Evaluated, code: str) -> int | None:
    given = _answer(one, code).given
    return given if isinstance(given, int) else None


def _words(one: Evaluated, code: str) -> str:
    """The answer as people read it."""
    given = _answer(one, code).given
    if isinstance(given, int):
        return one.instrument.scale[given].label
    return "Niet van toepassing" if given == NA else "Geen antwoord"


def _themes(
    before: Evaluated, after: Evaluated, pairs: set[tuple[str, str]], then: set[str], now: set[str]
) -> tuple[Change, ...]:
    old = {theme.code: theme.statements for theme in before.instrument.themes}
    return tuple(
        Change(
            theme.code,
            theme.title,
            before.outcome.themes.get(theme.code),
            after.outcome.themes[theme.code],
            _alike(old.get(theme.code, ()), theme.statements, pairs, then, now),
        )
        for theme in after.instrument.themes
        if any(s.code in now for s in theme.statements)
    )


def _parts(
    before: Evaluated, after: Evaluated, pairs: set[tuple[str, str]], then: set[str], now: set[str]
) -> tuple[Change, ...]:
    old = {part.code: tuple(s for theme in part.themes for s in theme.statements) for part in before.instrument.parts}
    return tuple(
        Change(
            part.code,
            part.title,
            before.outcome.parts.get(part.code),
            after.outcome.parts[part.code],
            _alike(old.get(part.code, ()), tuple(s for t in part.themes for s in t.statements), pairs, then, now),
        )
        for part in after.instrument.parts
    )


def _alike(
    old: tuple[Statement, ...], new: tuple[Statement, ...], pairs: set[tuple[str, str]], then: set[str], now: set[str]
) -> bool:
    """Whether the same statements were asked both times."""
    asked_then = {s.code for s in old if s.code in then}
    asked_now = {s.code for s in new if s.code in now}
    both = {(one, other) for one, other in pairs if one in asked_then and other in asked_now}
    return len(both) == len(asked_then) == len(asked_now)


def _gone_themes(before: Evaluated, after: Evaluated, then: set[str]) -> tuple[str, ...]:
    """Themes that were asked then and that the new instrument does not have."""
    known = {theme.code for theme in after.instrument.themes}
    asked = (theme for theme in before.instrument.themes if any(s.code in then for s in theme.statements))
    return tuple(theme.title for theme in asked if theme.code not in known)
