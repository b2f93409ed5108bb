"""The badge for the organisation's own site: a small drawing that says what the mark is worth now. Values in, text out. Pure.

It can be read in light and dark surroundings (it brings its own ground), and by who does not see it (title and description).
The letters are drawn by the reader's own system font: the drawing may load nothing.
"""

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 220, 64
GREEN, INK, SOFT, PAPER, ORANGE = "#0e5a4e", "#1f2a26", "#565a50", "#fffdf7", "#f28c4e"
WALK = "M6 25c5.5 2.5 9.5 8.5 12.5 17.5C23 30 32 18.5 46 12.5"
TICK, CLOCK, CROSS, LOCK, RING = (
    '<path d="m3 10.5 4.7 5.5L17 4"/>',
    '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2.2"/>',
    '<path d="M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7zM7.5 7.5l5 5M12.5 7.5l-5 5"/>',
    '<path d="M4 9h12v8H4zM6.5 9V6.5a3.5 3.5 0 0 1 7 0V9"/>',
    '<circle cx="10" cy="10" r="7.5"/>',
)
LOOKS = {  # the shape and the colour of each state; never the colour alone
    "valid": (TICK, "#1e6b35"),
    "suspended": (CLOCK, "#7a5200"),
    "withdrawn": (CROSS, "#a3231c"),
    "expired": (LOCK, SOFT),
    "coming": (RING, "#23536b"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on it. `words`: the state with its year, as "geldig tot en met 2030"."""

    number: str
    state: str
    words: str
    description: str


def draw(badge: Badge) -> str:
    """The badge as SVG."""
    shape, colour = LOOKS[badge.state]
    font = 'font-family="Atkinson Hyperlegible Next, Verdana, Arial, sans-serif"'
    walk = GREEN if badge.state in {"valid", "coming"} else SOFT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'role="img" aria-labelledby="t d">'
        f'<title id="t">Keurmerk Goed Geregeld: {escape(badge.words)}</title><desc id="d">{escape(badge.description)}</desc>'
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="10" fill="{PAPER}" stroke="{walk}" '
        f'stroke-width="2"/><g transform="translate(6 6)"><path d="{WALK}" fill="none" stroke="{walk}" stroke-width="7.5" '
        f'stroke-linecap="round" stroke-linejoin="round"/><circle cx="21" cy="13" r="6.5" '
        f'fill="{ORANGE if walk == GREEN else SOFT}"/></g>'
        f'<g {font}><text x="64" y="25" font-size="15" font-weight="700" fill="{INK}">Goed Geregeld</text>'
        f'<text x="82" y="42" font-size="12" font-weight="700" fill="{colour}">{escape(badge.words)}</text>'
        f'<text x="64" y="56" font-size="10" fill="{SOFT}">{escape(badge.number)}</text></g>'
        f'<g transform="translate(64 31) scale(.65)" fill="none" stroke="{colour}" stroke-width="2.6" '
        f'stroke-linecap="round" stroke-linejoin="round">{shape}</g></svg>'
    )
