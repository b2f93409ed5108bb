"""Hypothesis strategies: instrument files (as dicts) that are valid, profiles, and answers to them."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.raw_instrument import FACTS, STAR_OPEN_TO, Raw, raw

WEIGHTS = st.sampled_from([1, 1, 1, 2, 3, 0.5, 1.25, 0.001, 0.333, 1000])
NORMS = st.sampled_from([0, 50, 59.5, 60, 66.667, 70, 99.999, 100])
TEXTS = st.sampled_from(
    [
        "Wij weten wat wij willen.",
        "no",
        "yes",
        "~",
        "null",
        "1_000",
        "012",
        "1.50",
        "1e3",
        "190:20:30",
        "2026-11-23",
        "=",
        "<<",
        "*x &y !z",
        "sleutel: waarde # geen commentaar",
        "- punt",
        "'enkel' en \"dubbel\"",
        "tab\ter tussen",
        "harde\u00a0spatie en zachte\u00adstreep",
        "{a: [b]}",
        "% @ ` | >",
        "één café, 日本, 🎉",
        "\\n is geen regel",
    ]
)
BLOCKS = st.lists(TEXTS, min_size=1, max_size=3).map("\n".join)
RESOURCES = st.lists(
    st.fixed_dictionaries(
        {"title": TEXTS.filter(lambda t: "|" not in t), "url": st.just("https://www.voorbeeld.nl/x?a=b#c")},
        optional={"checked": st.dates().map(str)},
    ),
    max_size=2,
)
ATOMS = st.one_of(
    st.sampled_from(["minors", "alcohol", "minors == alcohol", 'sector == "care"', '"sport" == sector', "(alcohol)"]),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["volunteers", "paid_fte"]),
        st.sampled_from(["<", "<=", ">", ">=", "=="]),
        st.sampled_from(["0", "1.5", "2", "2.0", "99", "100", "-1"]),
    ),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("{} and {}".format, inner, inner),
        st.builds("{} or {}".format, inner, inner),
        st.builds("not {}".format, inner),
        st.builds("({})".format, inner),
    ),
    max_leaves=5,
)
PROFILES = st.fixed_dictionaries(
    {
        "volunteers": st.sampled_from([0, 1, 99, 100, 101, 5000]),
        "paid_fte": st.sampled_from([Decimal(n) for n in ("0", "1.5", "1.999", "2", "2.0", "40")]),
        "minors": st.booleans(),
        "alcohol": st.booleans(),
        "sector": st.sampled_from(["care", "sport", "other"]),
        "municipality": st.just("GM0344"),
    }
)
SWITCHES = st.integers(0, 2**4 - 1)  # starred, essential, allow_na, has a condition


@st.composite
def statements(draw: st.DrawFn, code: str, levels: int, *, texts: bool) -> Raw:
    """One statement. With `texts` also its words are difficult ones."""
    switches = draw(SWITCHES)
    names = ("starred", "essential", "allow_na")
    words = draw(TEXTS) if texts else f"Stelling {code}."
    found: Raw = {"code": code, "text": words, "weight": draw(WEIGHTS)}
    found |= {name: True for bit, name in enumerate(names) if switches >> bit & 1}
    if switches >> 3:
        found["applies_if"] = draw(CONDITIONS)
    found["effort"] = draw(st.sampled_from(["small", "medium", "large"]))
    found["advice"] = {str(level): words for level in range(levels - 1)}
    if texts:
        found |= {"explanation": draw(BLOCKS), "evidence": draw(st.lists(TEXTS, max_size=2))}
        found["resources"] = draw(RESOURCES)
        found["was"] = [f"{kind}{code}" for kind in draw(st.lists(st.sampled_from(["", "X-", "oud_"]), unique=True))]
    return found


@st.composite
def files(draw: st.DrawFn, *, texts: bool = False) -> Raw:
    """A valid instrument file: 2-5 levels, 1-4 parts of 1-3 themes of 1-3 statements, about three in ten conditional."""
    levels = draw(st.integers(2, 5))
    shape = draw(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=3), min_size=1, max_size=4))
    parts = []
    for letter, themes in zip("ABCD", shape, strict=False):
        number, made = 0, []
        for at, size in enumerate(themes):
            codes = [f"{letter}{number + one}" for one in range(1, size + 1)]
            number += size
            made.append(
                {
                    "code": f"{letter}-{at}",
                    "title": f"Thema {at}",
                    "statements": [draw(statements(code, levels, texts=texts)) for code in codes],
                }
            )
        parts.append({"code": letter, "title": f"Onderdeel {letter}", "themes": made})
    norms = {
        route: {
            "overall": draw(NORMS),
            "part": draw(NORMS),
            "essential_level": draw(st.integers(0, levels - 1)),
        }
        for route in ("full", "star")
    }
    routes = {"full": {"title": "Alles"}, "star": {"title": "Ster", "open_to": STAR_OPEN_TO}}
    return raw(*parts, levels=levels, norms=norms, routes=routes, profile=FACTS)


def statements_in(file: Raw) -> list[Raw]:
    """All statements of a file, in order."""
    return [s for part in file["parts"] for theme in part["themes"] for s in theme["statements"]]


@st.composite
def answers_to(draw: st.DrawFn, file: Raw, *, complete: bool = False) -> dict[str, Any]:
    """Answers by code, whether or not the statements apply; unless `complete`, some are missing."""
    found: dict[str, Any] = {}
    top = len(file["scale"]) - 1
    numbers = draw(st.lists(st.integers(0, 59), min_size=(n := len(statements_in(file))), max_size=n))
    for s, number in zip(statements_in(file), numbers, strict=True):
        if number < 10 and s.get("allow_na"):
            found[s["code"]] = "nvt"
        elif complete or number < 55:
            found[s["code"]] = number % (top + 1)
    return found


@st.composite
def evaluations(draw: st.DrawFn, *, complete: bool = False) -> tuple[Raw, dict[str, Any], str, dict[str, Any]]:
    """A file, a profile, a route and answers."""
    file = draw(files())
    route = draw(st.sampled_from(["full", "star"]))
    return file, draw(PROFILES), route, draw(answers_to(file, complete=complete))
