"""Charts: nothing cut off, nothing over something else, the same drawing for the same figures, small, and readable in
grey.
"""

import gzip
from dataclasses import replace
from io import StringIO
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

from reports.plots import ALL_KINDS, SCHEMES, Kind, draw, key_of, make_figure, size_of
from reports.plots.bars import finding as bars_finding
from reports.plots.canvas import Scheme, canvas
from reports.plots.radar import finding as radar_finding
from selfeval.advice import Advice
from tests.reports.cast import level_of, plain_instrument, report, report_on

TITLES = st.text(alphabet="abcdefghij klmnopqrstuvwxyzABCDEFG-éë$_{}^\\", min_size=1, max_size=120).filter(str.strip)
GIVEN = st.sampled_from([0, 1, 2, 3, "nvt"])


def assert_nothing_touches(figure: Figure) -> None:
    """Every text lies wholly on the sheet, and no two texts overlap."""
    sheet = figure.bbox
    renderer = RendererSVG(sheet.width, sheet.height, StringIO())  # measures as the drawing is made
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in figure.axes[0].texts]
    for words, box in boxes:
        assert box.x0 >= sheet.x0 - 0.5, words
        assert box.x1 <= sheet.x1 + 0.5, words
        assert box.y0 >= sheet.y0 - 0.5, words
        assert box.y1 <= sheet.y1 + 0.5, words
    for (one, first), (other, second) in combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert wide <= 0.5 or high <= 1.5, (one, other)


@settings(max_examples=25)
@given(titles=st.lists(TITLES, min_size=1, max_size=30), given_levels=st.lists(GIVEN, min_size=30, max_size=30))
def test_words_are_never_cut_off_and_never_overlap(titles: list[str], given_levels: list[object]) -> None:
    third = max(len(titles) // 3, 1)
    parts = [part for part in (titles[:third], titles[third : 2 * third], titles[2 * third :]) if part]
    advice = report_on(plain_instrument(parts), {}, "full", lambda at, _s: given_levels[at])
    for kind in ALL_KINDS:
        assert_nothing_touches(make_figure(kind, advice, "print"))


@pytest.mark.parametrize("percentage", [0, 3, 55, 100])
@pytest.mark.parametrize("star", [True, False])
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_shipped_instrument_fits_and_is_small(kind: Kind, star: bool, percentage: int) -> None:
    advice = report(level_of(percentage), star=star)
    assert_nothing_touches(make_figure(kind, advice, "light"))
    assert len(gzip.compress(draw(kind, advice, "light").encode())) < 17_000


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_same_figures_same_drawing(kind: Kind, scheme: Scheme) -> None:
    advice = report(level_of(55))
    assert draw(kind, advice, scheme) == draw(kind, advice, scheme)
    assert "<text" not in draw(kind, advice, scheme)


@pytest.mark.parametrize("kind", [kind for kind in ALL_KINDS if kind.endswith("narrow")])
def test_letters_are_large_enough_on_a_phone(kind: Kind) -> None:
    advice = report(level_of(55))
    scale = 322 / size_of(kind, advice)[0]  # what a phone of 360 pixels leaves for the chart
    sizes = [text.get_fontsize() for text in make_figure(kind, advice, "light").axes[0].texts]
    assert min(sizes) * scale >= 14


def test_key_follows_the_figures_and_not_the_name() -> None:
    advice, other = report(level_of(55)), report(level_of(60))
    keys = {key_of(kind, one, scheme) for kind in ALL_KINDS for scheme in SCHEMES for one in (advice, other)}
    assert len(keys) == 24
    assert key_of("radar", replace(advice, organisation="Een ander"), "print") == key_of("radar", advice, "print")


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_size_is_known_without_drawing(kind: Kind) -> None:
    advice = report(level_of(55))
    wide, high = make_figure(kind, advice, "print").get_size_inches() * 72
    assert size_of(kind, advice) == (round(wide), round(high))


def test_theme_without_a_score_is_a_gap_and_not_a_nought() -> None:
    instrument = plain_instrument([["Een", "Twee", "Drie", "Vier"]])
    gap = make_figure("radar", report_on(instrument, {}, "full", lambda at, _s: "nvt" if at == 1 else 3), "print")
    whole = make_figure("radar", report_on(instrument, {}, "full", lambda *_: 3), "print")
    assert "n.v.t." in [text.get_text() for text in gap.axes[0].texts]
    assert _markers(gap) == 3
    assert _markers(whole) == 4


def _markers(figure: Figure) -> int:
    return sum(line.get_marker() not in {"None", ""} for line in figure.axes[0].lines)


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", SCHEMES)
def test_reached_and_not_reached_differ_without_colour(scheme: Scheme) -> None:
    colours = canvas(100, 100, scheme).colours
    assert abs(luminance(colours["main"]) - luminance(colours["short"])) > 0.2


@pytest.mark.parametrize(
    ("percentage", "radar", "bars"),
    [
        (0, "Nog geen thema staat op 70% of hoger", "Nog geen onderdeel haalt de norm"),
        (100, "Alle 15 thema’s staan op 70% of hoger", "Elk onderdeel haalt de norm"),
    ],
)
def test_titles_state_the_finding(percentage: int, radar: str, bars: str) -> None:
    advice: Advice = report(level_of(percentage))
    assert (radar_finding(advice), bars_finding(advice)) == (radar, bars)
