"""The measure of disagreement, the distance between groups, and what of groups may be shown beside the whole."""

from fractions import Fraction
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from selfeval.scoring import NA
from selfeval.spread import (
    FEWEST,
    Tally,
    disagreement,
    distance,
    groups_to_show,
    in_words,
    may_be_shown,
    mean_of,
    tally_of,
)

COUNTS = st.lists(st.integers(0, 60), min_size=2, max_size=7)
PEOPLE = COUNTS.filter(any)
ANSWERS = st.lists(st.integers(0, 3) | st.sampled_from([NA, None]), max_size=12)


def naive(levels: list[int]) -> Fraction:
    """The mean distance of all ordered pairs of people, with oneself too, against the largest it can be: half the scale."""
    people = [level for level, count in enumerate(levels) for _ in range(count)]
    total = sum(abs(one - other) for one, other in product(people, people))
    return Fraction(total, len(people) ** 2) / Fraction(len(levels) - 1, 2)


@given(PEOPLE)
def test_between_0_and_1(levels):
    assert 0 <= disagreement(levels) <= 1


@given(PEOPLE)
def test_the_scale_may_be_turned_round(levels):
    assert disagreement(levels) == disagreement(levels[::-1])


@given(PEOPLE, st.integers(2, 50))
def test_everybody_twice_changes_nothing(levels, times):
    assert disagreement(levels) == disagreement([one * times for one in levels])


@given(PEOPLE)
def test_0_exactly_when_all_say_the_same(levels):
    assert (disagreement(levels) == 0) == (sum(1 for one in levels if one) == 1)


@given(PEOPLE)
def test_1_exactly_when_half_stands_at_each_end(levels):
    halves = levels[0] == levels[-1] and not any(levels[1:-1])
    assert (disagreement(levels) == 1) == halves


@given(st.lists(st.integers(0, 6), min_size=2, max_size=5).filter(any))
def test_the_same_as_all_pairs_counted_one_by_one(levels):
    assert disagreement(levels) == naive(levels)


def test_known_cases():
    assert disagreement([5, 0, 0, 0]) == 0
    assert disagreement([1, 0, 0, 1]) == 1
    assert disagreement([100, 0, 0, 100]) == 1
    assert disagreement([0, 3, 3, 0]) == Fraction(1, 3)  # half and half, one step apart
    assert disagreement([1, 1, 1, 1]) == Fraction(5, 6)
    assert disagreement([2, 0, 0, 1]) == Fraction(8, 9)  # three people cannot be halved
    assert disagreement([1, 0, 0, 0]) == 0  # one person
    assert disagreement([0, 0, 0, 0]) is None
    assert disagreement([7]) == 0  # a scale of one level


def test_it_is_said_in_words():
    words = [in_words(disagreement(levels)) for levels in ([4, 0, 0, 0], [2, 2, 0, 0], [2, 0, 2, 0], [2, 0, 0, 2], [0])]
    assert words == ["eens", "dicht bij elkaar", "verdeeld", "ver uit elkaar", "niet te zeggen"]


@given(PEOPLE, st.data())
def test_the_distance_of_groups_is_a_distance(one, data):
    same = st.lists(st.integers(0, 60), min_size=len(one), max_size=len(one)).filter(any)
    other, third = data.draw(same), data.draw(same)
    assert 0 <= distance(one, other) <= 1
    assert distance(one, other) == distance(other, one)
    assert distance(one, one) == 0
    assert distance(one, third) <= distance(one, other) + distance(other, third)


def test_groups_at_both_ends_are_as_far_apart_as_can_be():
    assert distance([4, 0, 0, 0], [0, 0, 0, 9]) == 1
    assert distance([4, 0, 0, 0], [0, 9, 0, 0]) == Fraction(1, 3)
    assert distance([4, 0, 0, 0], [0, 0, 0, 0]) is None


@given(ANSWERS)
def test_nobody_is_lost_in_the_count(answers):
    tally = tally_of(answers, 3)
    assert tally.asked == len(answers)
    assert tally.na == answers.count(NA)
    assert tally.unknown == answers.count(None)
    assert sum(tally.levels) == tally.on_scale == tally.given - tally.na


@given(ANSWERS, st.randoms())
def test_the_order_of_people_does_not_matter(answers, random):
    shuffled = random.sample(answers, len(answers))
    assert tally_of(shuffled, 3) == tally_of(answers, 3)


def test_unanimous_and_mean():
    assert tally_of([2, 2, None], 3).unanimous == 2
    assert tally_of([2, 2, NA], 3).unanimous is None
    assert tally_of([2, 1], 3).unanimous is None
    assert tally_of([], 3).unanimous is None
    assert tally_of([0, 3], 3).mean == Fraction(3, 2)
    assert tally_of([None], 3).mean is None
    assert mean_of([None, Fraction(1, 2), Fraction(0)]) == Fraction(1, 4)
    assert mean_of([None]) is None


# --- Nothing of fewer than three --------------------------------------------------------------------------------------

GROUPS = st.dictionaries(st.sampled_from("abcdef"), ANSWERS.map(lambda answers: tally_of(answers, 3)), max_size=6)


def whole_of(groups: dict[str, Tally]) -> Tally:
    levels = tuple(map(sum, zip(*(one.levels for one in groups.values()), strict=True))) or (0, 0, 0, 0)
    return Tally(levels, sum(one.na for one in groups.values()), sum(one.unknown for one in groups.values()))


@given(GROUPS)
def test_no_shown_group_is_small(groups):
    assert all(groups[name].given >= FEWEST for name in groups_to_show(groups, anonymous=True))


@given(GROUPS)
def test_whatever_is_subtracted_from_the_whole_leaves_nobody_or_three(groups):
    """Also any part of the shown groups: what is left then holds a whole group more."""
    whole = whole_of(groups)
    if not may_be_shown(whole, anonymous=True):
        return
    shown = groups_to_show(groups, anonymous=True)
    for number in range(len(shown) + 1):
        for some in combinations(shown, number):
            taken = whole_of({name: groups[name] for name in some})
            left_asked, left_given = whole.asked - taken.asked, whole.given - taken.given
            assert left_asked == 0 or left_given >= FEWEST


def test_a_group_of_two_takes_the_smallest_other_along():
    three, five, two = (tally_of([1] * number, 3) for number in (3, 5, 2))
    assert groups_to_show({"bestuur": three, "vrijwilligers": five}, anonymous=True) == ["bestuur", "vrijwilligers"]
    groups = {"bestuur": three, "vrijwilligers": five, "staf": two}
    assert groups_to_show(groups, anonymous=True) == ["vrijwilligers"]
    assert groups_to_show(groups, anonymous=False) == ["bestuur", "vrijwilligers"]


def test_who_only_does_not_know_is_not_found_by_subtraction_either():
    groups = {"bestuur": tally_of([1] * 4, 3), "staf": tally_of([None], 3)}
    assert groups_to_show(groups, anonymous=True) == []


def test_with_names_the_whole_is_always_shown():
    assert may_be_shown(tally_of([1], 3), anonymous=False)
    assert not may_be_shown(tally_of([1, 2, None, None], 3), anonymous=True)
    assert may_be_shown(tally_of([1, 2, NA], 3), anonymous=True)
