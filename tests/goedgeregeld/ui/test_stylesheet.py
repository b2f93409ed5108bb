"""The stylesheet: made from its sources, small, and legible in both schemes."""

import gzip
import re
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command

from goedgeregeld.ui import stylesheet

GROUNDS = ["ground", "raised", "sunken"]
TINTS = ["main-tint", "ok-tint", "warn-tint", "error-tint", "info-tint", "a-tint", "b-tint", "c-tint"]

# what is written on what: (words, ground)
TEXT = (
    [("ink", ground) for ground in GROUNDS + TINTS]
    + [("soft", ground) for ground in GROUNDS + TINTS]
    + [("main", ground) for ground in GROUNDS + TINTS]
    + [("main-deep", ground) for ground in [*GROUNDS, "main-tint"]]
    + [(name, ground) for name in ["accent-ink", "error", "ok", "warn"] for ground in GROUNDS]
    + [("a", "a-tint"), ("b", "b-tint"), ("c", "c-tint"), ("a", "ground"), ("b", "ground"), ("c", "ground")]
    + [("ok", "ok-tint"), ("warn", "warn-tint"), ("error", "error-tint"), ("info", "info-tint")]
    + [("on-accent", "accent"), ("on-accent", "accent-lit"), ("on-main", "main"), ("on-deep", "deep")]
)
# what must be seen to know where to act: borders of fields, focus, bars
SHAPES = [(name, ground) for name in ["control", "focus", "main"] for ground in [*GROUNDS, "main-tint", "b-tint"]] + [
    ("chart-1", "ground"),
    ("chart-2", "ground"),
    ("chart-3", "ground"),
    ("focus-ring", "focus"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), TEXT)
def test_words_can_be_read(scheme, words, ground):
    colours = stylesheet.tokens(scheme)
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(scheme, shape, ground):
    colours = stylesheet.tokens(scheme)
    assert contrast(colours[shape], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chart_colours_survive_greyscale(scheme):
    colours = stylesheet.tokens(scheme)
    steps = [luminance(colours[f"chart-{n}"]) for n in range(1, 7)]
    lightness = [116 * step ** (1 / 3) - 16 for step in steps]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))
    assert all(abs(a - b) >= 7 for a, b in pairwise(lightness))


def test_dark_chooses_every_colour_that_is_not_the_same_by_intent():
    light, dark = stylesheet._token_bodies()
    names = set(re.findall(r"--([\w-]+):\s*#", light))
    same = {"accent-edge", "on-accent", "on-deep", "on-deep-line"}
    assert names - same <= set(re.findall(r"--([\w-]+):\s*#", dark))


def test_the_committed_stylesheets_are_up_to_date():
    for path, css in stylesheet.outputs().items():
        assert path.read_text() == css, f"{path.name}: draai manage.py build_css"


def test_build_css_writes_and_checks(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(stylesheet, "TARGETS", tmp_path)
    with pytest.raises(CommandError, match="niet bij"):
        call_command("build_css", "--check")
    call_command("build_css")
    call_command("build_css", "--check")
    assert "goedgeregeld.css" in capsys.readouterr().out


def test_the_stylesheet_stays_small():
    assert len(gzip.compress(stylesheet.stylesheet().encode(), 9)) < 15_000


def test_a_first_visit_stays_small():
    fonts = sum(path.stat().st_size for path in (stylesheet.TARGETS / "fonts").glob("*.woff2"))
    css = len(gzip.compress(stylesheet.stylesheet().encode(), 9))
    assert fonts + css < 45_000


def test_the_stylesheet_asks_nothing_from_elsewhere():
    css = stylesheet.stylesheet()
    assert "data:" not in css
    assert "@import" not in css
    assert "gradient" not in css
    assert set(re.findall(r"url\(([^)]*)\)", css)) == {'"fonts/atkinson-400.woff2"', '"fonts/atkinson-700.woff2"'}


def test_only_used_rules_of_vendored_files_are_kept():
    css = ".utrecht-table{color:red} .utrecht-table--busy{color:blue} @media print{.utrecht-nothing{color:pink}}"
    assert stylesheet.only_used(css) == ".utrecht-table{color:red}"


def test_selectors_are_judged_one_by_one():
    css = ".utrecht-button:not(:disabled, .utrecht-button--busy), .utrecht-button:hover{color:red}"
    assert stylesheet.only_used(css) == ".utrecht-button:hover{color:red}"


@pytest.mark.parametrize(
    ("rule", "settled"),
    [
        (".a{color: var(--theirs, red)}", ".a{color: red}"),
        (".a{color: var(--ours, red)}", ".a{color: var(--ours, red)}"),
        (".a{color: var(--theirs)}", ""),
        (".a{color: var(--_inner, var(--theirs))}", ".a{color: var(--_inner)}"),
        (".a{color: var(--theirs, var(--ours))}", ".a{color: var(--ours)}"),
        ("@media print{.a{color: var(--theirs, red)}}", "@media print{.a{color: red}}"),
    ],
)
def test_tokens_we_leave_out_are_settled(rule, settled):
    assert stylesheet.settle(rule, frozenset({"--ours"})) == settled


def test_every_token_that_is_used_exists():
    css = stylesheet.stylesheet()
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    used = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", css))
    given_by_a_part = {"--part", "--part-tint"}
    assert {name for name in used if not name.startswith("--_")} <= defined | given_by_a_part
