"""Bars as SVG in the page: how many people chose each level. Colours are classes, so that they follow light, dark and print.

A bar is decoration: its numbers stand beside it in the table, or in words below it.
"""

from fractions import Fraction

from django.utils.safestring import SafeString, mark_safe

from selfeval.spread import Tally

WIDE, HIGH, FITS = 400, 40, 18  # the measures of a bar, and how wide a piece must be to hold its number
STEPS = 5  # of lightness, from the lowest level to the top: classes step-0 to step-5


def step_of(level: int, top: int) -> int:
    """How dark this level is drawn."""
    return round(STEPS * level / top) if top else STEPS


def spread_bar(tally: Tally) -> SafeString:
    """One bar, cut where people differ."""
    people, top, at, pieces = tally.on_scale, len(tally.levels) - 1, 0, []
    for level, count in enumerate(tally.levels):
        if not count:
            continue
        begin, at = at * WIDE // people, at + count
        end, step = at * WIDE // people, step_of(level, top)
        pieces.append(f'<rect class="step-{step}" x="{begin}" y="1" width="{end - begin}" height="{HIGH - 2}"/>')
        if end - begin >= FITS:
            pieces.append(f'<text class="on-{step}" x="{(begin + end) // 2}" y="27.5">{count}</text>')
    return _svg("".join(pieces))


def length_bar(share: Fraction) -> SafeString:
    """One bar, as long as this share of the whole width."""
    long = max(int(share * WIDE), 3)
    whole, part = (f'x="0" y="1" width="{one}" height="{HIGH - 2}"/>' for one in (WIDE, long))
    return _svg(f'<rect class="step-0" {whole}<rect class="step-5" {part}')


def _svg(inside: str) -> SafeString:
    frame = f'<svg class="spread-bar" viewBox="0 0 {WIDE} {HIGH}" aria-hidden="true" focusable="false">'
    return mark_safe(f"{frame}{inside}</svg>")  # noqa: S308 - numbers only


def columns(tally: Tally, labels: list[str]) -> list[dict[str, object]]:
    """The talk's chart: for each level its label, how many, how dark, and how high out of 100."""
    most, top = max(tally.levels, default=0), len(tally.levels) - 1
    return [
        {"label": label, "count": count, "step": step_of(level, top), "high": 100 * count // most if most else 0}
        for level, (label, count) in enumerate(zip(labels, tally.levels, strict=True))
    ]


def in_numbers(tally: Tally, labels: list[str]) -> str:
    """The bar in words: "Een begin 2 · Grotendeels 1"."""
    return " · ".join(f"{label} {count}" for label, count in zip(labels, tally.levels, strict=False) if count)
