"""What may be shown of groups: five at least, and nothing that gives away a smaller one."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from keurmerk.quality import (
    LEAST,
    Pair,
    Rated,
    agreement,
    by_adviser,
    by_statement,
    pace,
    shown,
    summary,
)

SIZES = st.dictionaries(st.integers(1, 9), st.integers(0, 12))
RATED = st.builds(Rated, st.integers(1, 4), st.integers(1, 4), st.booleans())


@given(SIZES)
def test_what_is_shown_gives_nothing_smaller_away(sizes: dict[int, int]) -> None:
    may = shown(sizes)
    assert all(sizes[key] >= LEAST for key in may)
    rest = sum(size for key, size in sizes.items() if key not in may)
    assert rest == 0 or rest >= LEAST or not may


def test_as_much_as_may_is_shown() -> None:
    assert shown({1: 5, 2: 7}) == {1, 2}
    assert shown({1: 5, 2: 7, 3: 2}) == {2}  # 1 would leave 3 to be reckoned
    assert shown({1: 5, 2: 7, 3: 2, 4: 3}) == {1, 2}
    assert shown({1: 4}) == shown({}) == frozenset()


@given(st.lists(RATED, max_size=23))
def test_ratings_are_shown_by_whole_fives(ratings: list[Rated]) -> None:
    found = summary(ratings)
    if len(ratings) < LEAST:
        assert found is None
        return
    assert found.number == len(ratings) // LEAST * LEAST
    assert found == summary(ratings[: found.number])
    assert found.guidance == Fraction(sum(one.guidance for one in ratings[: found.number]), found.number)


def test_half_of_them_were_done_by_then() -> None:
    assert pace([1, 2, 3, 4]) is None
    found = pace([9, 1, 5, 2, 30])
    assert (found.number, found.days) == (5, 5)


def pairs_of(statement: str, adviser: int, *, enough: bool, right: bool, dossiers: range) -> list[Pair]:
    return [Pair(dossier, statement, adviser, enough, right) for dossier in dossiers]


def test_which_statements_differ_and_in_which_direction() -> None:
    same = pairs_of("A1", 1, enough=True, right=True, dossiers=range(6))
    stricter = pairs_of("B2", 2, enough=True, right=False, dossiers=range(10, 15))
    milder = pairs_of("B2", 2, enough=False, right=True, dossiers=range(20, 22))
    pairs = same + stricter + milder
    whole = agreement(pairs)
    assert (whole.number, whole.stricter, whole.milder, whole.share) == (13, 5, 2, Fraction(700, 13))
    assert [(code, one.differs, one.number) for code, one in by_statement(pairs)] == [("B2", 7, 7), ("A1", 0, 6)]
    one_more = pairs_of("C1", 3, enough=True, right=True, dossiers=range(30, 31))
    assert [one for one, _said in by_adviser([*pairs, *one_more])] == [2]


def test_many_statements_of_few_dossiers_are_few() -> None:
    few = [Pair(dossier, f"A{n}", 1, enough=True, right=False) for dossier in range(4) for n in range(20)]
    assert agreement(few) is None
    assert by_adviser(few) == by_statement(few) == []
