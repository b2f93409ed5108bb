"""Dossiers as values: kept and read back the same, and what differs between two."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from keurmerk.dossiers import EMPTY, Dossier, Item, as_json, compare, from_json, retitled

codes = st.from_regex(r"[ABC][1-9]", fullmatch=True)
numbers = st.lists(st.integers(1, 9), unique=True, max_size=4).map(tuple)
words = st.text(max_size=8)
items = st.builds(Item, st.sampled_from(["", "0", "1", "2", "3", "nvt", "?"]), words, words, words, numbers)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    found = draw(st.dictionaries(codes, items, max_size=8))
    used = {number for item in found.values() for number in item.evidence}
    return Dossier(draw(st.sampled_from(["full", "star"])), found, {number: draw(words) for number in sorted(used)})


@given(dossiers())
def test_what_is_kept_is_read_back_the_same_in_the_same_order(dossier: Dossier) -> None:
    again = from_json(json.loads(json.dumps(as_json(dossier), sort_keys=True)))
    assert again == dossier
    assert list(again.items) == list(dossier.items)


@given(dossiers())
def test_nothing_differs_from_itself(dossier: Dossier) -> None:
    assert compare(dossier, dossier) == ()
    assert retitled(dossier, dossier) == {}


@given(dossiers(), dossiers())
def test_exactly_the_statements_that_differ_are_named_once(before: Dossier, after: Dossier) -> None:
    changes = compare(before, after)
    named = [change.code for change in changes]
    assert len(named) == len(set(named))
    for code in {*before.items, *after.items}:
        one, other = before.items.get(code), after.items.get(code)
        ordered = [item and replace(item, evidence=tuple(sorted(item.evidence))) for item in (one, other)]
        assert (code in named) == (ordered[0] != ordered[1])
    for change in changes:
        assert (change.before, change.after) == (before.items.get(change.code), after.items.get(change.code))


@given(dossiers(), dossiers())
def test_the_other_way_round_the_same_differs(before: Dossier, after: Dossier) -> None:
    there = {change.code: change for change in compare(before, after)}
    back = {change.code: change for change in compare(after, before)}
    assert there.keys() == back.keys()
    for code, change in there.items():
        assert (change.fields, change.added, change.removed) == (
            back[code].fields,
            back[code].removed,
            back[code].added,
        )


@given(dossiers(), dossiers())
def test_what_came_and_what_went_make_the_one_out_of_the_other(before: Dossier, after: Dossier) -> None:
    for change in compare(before, after):
        was = set((change.before or EMPTY).evidence)
        assert (was - set(change.removed)) | set(change.added) == set((change.after or EMPTY).evidence)
        assert ("evidence" in change.fields) == bool(change.added or change.removed)
        assert change.fields or None in (change.before, change.after)


def test_the_order_is_that_of_the_new_one_then_what_is_gone() -> None:
    before = Dossier("full", {"A1": Item("1"), "A2": Item("1"), "A3": Item("1")})
    after = Dossier("full", {"A3": Item("2"), "B1": Item("1"), "A2": Item("1")})
    assert [change.code for change in compare(before, after)] == ["A3", "B1", "A1"]


def test_another_title_is_said_apart() -> None:
    before = Dossier("full", {"A1": Item("1", evidence=(7,))}, {7: "IMG_1"})
    after = Dossier("full", {"A1": Item("1", evidence=(7,))}, {7: "Rooster"})
    assert compare(before, after) == ()
    assert retitled(before, after) == {7: ("IMG_1", "Rooster")}
