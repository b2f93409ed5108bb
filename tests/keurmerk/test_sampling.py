"""The sample: what is always in it, how the rest is drawn, and that anybody can draw it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keurmerk.sampling import CORRECTED, DRAWN, ESSENTIAL, INSUFFICIENT, SEEDS, Candidate, propose


@st.composite
def dossiers(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for theme in range(draw(st.integers(0, 5))):
        for number in range(draw(st.integers(1, 7))):
            flags = draw(st.tuples(*[st.sampled_from([False, False, False, True])] * 3))
            found.append(Candidate(f"T{theme}-{number}", f"T{theme}", *flags))
    return found


seeds, sizes = st.integers(0, SEEDS - 1), st.integers(0, 10)


@given(dossiers(), sizes, seeds)
def test_what_must_be_in_it_is_in_it_and_so_many_more_of_each_theme(
    dossier: list[Candidate], per_theme: int, seed: int
) -> None:
    sample = propose(dossier, per_theme=per_theme, seed=seed)
    assert {one.code for one in dossier if one.essential or one.corrected or one.insufficient} <= set(sample)
    for theme in {one.theme for one in dossier}:
        rest = [one.code for one in dossier if one.theme == theme and not one.reasons]
        assert sum(sample.get(code) == (DRAWN,) for code in rest) == min(per_theme, len(rest))


@given(dossiers(), sizes, seeds)
def test_it_stands_in_the_order_of_the_dossier_each_statement_once(
    dossier: list[Candidate], per_theme: int, seed: int
) -> None:
    sample = propose(dossier, per_theme=per_theme, seed=seed)
    assert list(sample) == [one.code for one in dossier if one.code in sample]


@given(dossiers(), sizes, seeds)
def test_the_same_seed_gives_the_same_sample_and_a_larger_one_holds_the_smaller(
    dossier: list[Candidate], per_theme: int, seed: int
) -> None:
    sample = propose(dossier, per_theme=per_theme, seed=seed)
    assert sample == propose(iter(dossier), per_theme=per_theme, seed=seed)
    assert set(sample) <= set(propose(dossier, per_theme=per_theme + 1, seed=seed))


def test_every_statement_has_a_fair_chance() -> None:
    theme = [Candidate(f"A{n}", "A") for n in range(6)]
    drawn = [next(iter(propose(theme, per_theme=1, seed=seed))) for seed in range(6000)]
    assert all(850 < drawn.count(one.code) < 1150 for one in theme)


def test_as_it_was_drawn_it_stays() -> None:
    """A report of years ago names its seed; that draw must come out the same for ever."""
    theme = [Candidate(f"A{n}", "A") for n in range(1, 10)]
    assert list(propose(theme, per_theme=2, seed=2026)) == ["A3", "A7"]


def test_the_reasons_are_said() -> None:
    sample = propose(
        [Candidate("A1", "A", essential=True, insufficient=True), Candidate("A2", "A", corrected=True)],
        per_theme=1,
        seed=1,
    )
    assert sample == {"A1": (ESSENTIAL, INSUFFICIENT), "A2": (CORRECTED,)}


def test_less_than_nothing_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="negatief"):
        propose([], per_theme=-1, seed=1)
