"""The radar of two times: the figures of now, with the line of an earlier time in it."""

from hashlib import sha256

from reports.plots import key_of, radar, svg_of
from reports.plots.canvas import SCHEMES, Scheme
from reports.plots.radar import Earlier
from selfeval.advice import Advice

__all__ = ["SCHEMES", "Earlier", "Scheme", "draw_since", "key_of_since", "size_since"]


def draw_since(advice: Advice, earlier: Earlier, scheme: Scheme) -> str:
    """The chart as SVG text, as `plots.draw`."""
    return svg_of(lambda: radar.figure(advice, scheme, earlier))


def key_of_since(advice: Advice, earlier: Earlier, scheme: Scheme) -> str:
    """What the drawing depends on: equal keys are equal drawings."""
    was = sorted((code, str(score)) for code, score in earlier.scores.items())
    return sha256(repr((key_of("radar", advice, scheme), earlier.title, was)).encode()).hexdigest()


def size_since(advice: Advice, earlier: Earlier) -> tuple[int, int]:
    """Width and height of the chart in points, worked out without drawing it."""
    wide, high = radar.size(advice, earlier)
    return round(wide), round(high)
