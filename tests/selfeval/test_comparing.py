"""Two evaluations beside each other: the same both ways, nothing guessed, and bridged between versions where it may be."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from selfeval.advice_tree import Evaluated, GivenAnswer
from selfeval.comparing import COMPARED, bridge, compare
from selfeval.instruments.model import Instrument
from selfeval.scoring import score
from tests.raw_instrument import instrument_of, part, raw, statement
from tests.selfeval.cast import INSTRUMENT, LARGE

CODES = ("A1", "A2", "A4", "B1")
GIVEN = st.fixed_dictionaries(
    {code: st.sampled_from([0, 1, 2, 3] + (["nvt"] if code == "A2" else [])) for code in CODES}
)


def made(answers: dict[str, Any], instrument: Instrument = INSTRUMENT, profile: dict[str, Any] = LARGE) -> Evaluated:
    outcome = score(instrument, profile, "full", answers)
    given_answers = {code: GivenAnswer(one, "Reden." if one == "nvt" else "") for code, one in answers.items()}
    return Evaluated(instrument, "De Brug", date(2026, 11, 23), profile, "full", outcome, given_answers)


@given(GIVEN)
def test_nothing_changed_between_equals(answers: dict[str, Any]) -> None:
    found = compare(made(answers), made(answers))
    assert {one.kind for one in found.lines} <= {"same", "open"}
    assert all(one.difference in (0, None) for one in (*found.themes, *found.parts, found.whole))
    assert found.same_version
    assert found.whole.alike


@given(GIVEN, GIVEN)
def test_the_other_way_round_is_the_opposite(one: dict[str, Any], other: dict[str, Any]) -> None:
    forth, back = compare(made(one), made(other)), compare(made(other), made(one))
    turned = {"better": "worse", "worse": "better"}
    assert [turned.get(line.kind, line.kind) for line in forth.lines] == [line.kind for line in back.lines]
    assert [line.steps for line in forth.lines] == [-line.steps for line in back.lines]
    for there, here in zip(forth.themes, back.themes, strict=True):
        assert there.difference is None or here.difference == -there.difference


@given(GIVEN, GIVEN)
def test_every_statement_of_either_stands_there_once(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = compare(made(one, profile={**LARGE, "minors": True}), made(other, profile={**LARGE, "alcohol": True}))
    assert sorted(line.code for line in found.lines) == ["A1", "A2", "A3", "A4", "B1", "B2"]
    assert [line.code for line in found.of("gone")] == ["A3"]
    assert [line.code for line in found.of("new")] == ["B2"]
    assert not found.whole.alike
    assert sum(found.counts.values()) == 6
    assert found.compared == sum(found.counts[kind] for kind in COMPARED)


def version(*statements: tuple[str, str], scale: int = 4, **was: list[str]) -> Instrument:
    statements_of = [statement(code, text=text, was=was.get(code, [])) for code, text in statements]
    made_of = raw(part("A", statements_of), version="2")
    built = instrument_of(made_of)
    return built if scale == 4 else replace(built, scale=built.scale[:scale])


def test_a_statement_is_bridged_by_code_and_text_or_by_its_text_alone() -> None:
    old = version(("A1", "Wij hebben een visie."), ("A2", "Er is een plan."), ("A3", "Er is geld."))
    new = version(("A1", "Wij hebben  een VISIE."), ("A2", "Er is geld."), ("A3", "Iets heel anders."))
    assert bridge(old, new) == {"A1": "A1", "A2": "A3"}
    assert bridge(old, old) == {"A1": "A1", "A2": "A2", "A3": "A3"}


def test_what_was_written_anew_or_moved_is_said() -> None:
    old = version(("A1", "Wij hebben een visie."), ("A2", "Er is een plan."), ("A3", "Er is geld."))
    new = version(("A1", "Onze visie is bekend."), ("A2", "Er is geld."), ("A4", "Nieuw."))
    found = compare(made({"A1": 0, "A2": 1, "A3": 1}, old, {}), made({"A1": 3, "A2": 2, "A4": 3}, new, {}))
    assert [(line.code, line.kind) for line in found.lines][:3] == [("A1", "reworded"), ("A2", "better"), ("A4", "new")]
    assert [line.text for line in found.of("gone")] == ["Er is een plan."]
    assert not found.same_version


def test_a_statement_in_other_words_is_bridged_where_it_names_its_earlier_code() -> None:
    old = version(("A1", "Wij hebben een visie."), ("A2", "Er is een plan."), ("A3", "Er is geld."))
    new = version(
        ("A1", "Onze visie is bekend."), ("A4", "Wij plannen."), ("A5", "Er is geld."), A1=["A1"], A4=["A2", "Z9"]
    )
    assert bridge(old, new) == {"A1": "A1", "A4": "A2", "A5": "A3"}
    found = compare(made({"A1": 0, "A2": 1, "A3": 1}, old, {}), made({"A1": 3, "A4": 1, "A5": 0}, new, {}))
    assert [(line.code, line.kind) for line in found.lines] == [("A1", "better"), ("A4", "same"), ("A5", "worse")]
    assert [line.asked_then for line in found.lines] == ["Wij hebben een visie.", "Er is een plan.", ""]
    assert found.whole.alike


def test_two_questions_made_into_one_are_not_compared() -> None:
    old = version(("A1", "Wij hebben een visie."), ("A2", "Er is een plan."))
    new = version(("A3", "Er is een visie met een plan."), A3=["A1", "A2"])
    assert bridge(old, new) == {}
    found = compare(made({"A1": 0, "A2": 1}, old, {}), made({"A3": 3}, new, {}))
    assert [(line.code, line.kind) for line in found.lines] == [("A3", "new"), ("A1", "gone"), ("A2", "gone")]


def test_what_stayed_the_same_goes_before_what_says_it_was_that() -> None:
    old = version(("A1", "Wij hebben een visie."), ("A2", "Er is een plan."))
    new = version(("A1", "Wij hebben een visie."), ("A3", "Er is een plan."), ("A4", "x"), A3=["A1"], A4=["A2"])
    assert bridge(old, new) == {"A1": "A1", "A4": "A2"}


@given(
    st.lists(st.sampled_from(["een", "twee", "drie", "vier"]), unique=True), st.permutations(["een", "twee", "drie"])
)
def test_a_bridge_leads_to_each_statement_at_most_once(old: list[str], new: list[str]) -> None:
    if not old:
        return
    one = version(*((f"A{n}", text) for n, text in enumerate(old, 1)))
    other = version(*((f"A{n}", text) for n, text in enumerate(new, 1)))
    found = bridge(one, other)
    assert len(set(found.values())) == len(found)
    assert all(one.by_code[was].text == other.by_code[code].text for code, was in found.items())
    assert len(found) == len(set(old) & set(new))
