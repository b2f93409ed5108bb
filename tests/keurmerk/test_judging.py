"""When a judgement is whole, what may stand in it, and what corrections come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keurmerk.judging import Opinion, agreeing, corrected, is_correction, lacks, problem_with
from selfeval.entries import Entry, answers_in
from selfeval.scoring import score
from tests.selfeval.cast import INSTRUMENT, LARGE

CODES = ["A1", "A2", "A4", "B1"]
entries = st.fixed_dictionaries({code: st.builds(Entry, st.sampled_from(["0", "1", "2", "3"])) for code in CODES})
opinions = st.dictionaries(
    st.sampled_from(CODES), st.builds(Opinion, st.sampled_from(["", "0", "1", "2", "3"]), st.just("sufficient"))
)


@given(entries, st.booleans())
def test_without_a_correction_the_score_is_the_organisations_own(own: dict[str, Entry], agreed: bool) -> None:
    said = {code: agreeing(entry.choice) for code, entry in own.items()} if agreed else {}
    figures = score(INSTRUMENT, LARGE, "full", corrected(own, said))
    assert figures == score(INSTRUMENT, LARGE, "full", answers_in(own))


@given(entries, opinions)
def test_what_is_corrected_counts_as_if_it_was_answered_so(own: dict[str, Entry], said: dict[str, Opinion]) -> None:
    answers = corrected(own, said)
    for code, entry in own.items():
        choice = said[code].choice if code in said else ""
        assert answers[code] == int(choice or entry.choice)


@given(entries, opinions)
def test_correcting_upwards_never_lowers_the_score(own: dict[str, Entry], said: dict[str, Opinion]) -> None:
    up = {code: one for code, one in said.items() if one.choice and one.choice >= own[code].choice}
    before = score(INSTRUMENT, LARGE, "full", answers_in(own))
    after = score(INSTRUMENT, LARGE, "full", corrected(own, up))
    assert before.overall is not None
    assert after.overall is not None
    assert after.overall >= before.overall


@pytest.mark.parametrize(
    ("opinion", "missing"),
    [
        (Opinion(), ["kies het juiste antwoord", "zeg of het bewijs voldoende is"]),
        (Opinion("2", "sufficient"), []),
        (Opinion("1", "sufficient"), ["schrijf erbij waarom je het antwoord aanpast"]),
        (Opinion("1", "sufficient", "Is nog niet gedaan."), []),
        (Opinion("2", "insufficient"), ["schrijf erbij wat er aan het bewijs ontbreekt"]),
        (Opinion("2", "insufficient", "Het verslag ontbreekt."), []),
        (Opinion("nvt", "insufficient"), ["schrijf erbij waarom je het antwoord aanpast"]),
    ],
)
def test_what_is_lacking(opinion: Opinion, missing: list[str]) -> None:
    assert lacks(opinion, "2") == missing


@pytest.mark.parametrize(
    ("code", "opinion", "own", "fine"),
    [
        ("A1", Opinion("3"), "2", True),
        ("A1", Opinion("4"), "2", False),
        ("A1", Opinion("?"), "2", False),
        ("A1", Opinion("nvt"), "2", False),
        ("A1", Opinion("nvt"), "nvt", True),
        ("A2", Opinion("nvt"), "2", True),
        ("A2", Opinion("", "goed"), "2", False),
    ],
)
def test_what_can_be_kept(code: str, opinion: Opinion, own: str, fine: bool) -> None:
    assert (problem_with(INSTRUMENT.by_code[code], INSTRUMENT.top, opinion, own) is None) == fine


def test_a_correction_is_another_answer_than_their_own() -> None:
    assert is_correction(Opinion("1"), "2")
    assert not is_correction(Opinion("2"), "2")
    assert not is_correction(Opinion(), "2")
