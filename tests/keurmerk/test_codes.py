"""The number and the verification code of a mark."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keurmerk.codes import LETTERS, following, mark_number, new_code, tidied

CODES = st.integers(0, 2**32).map(lambda seed: new_code(Random(seed).choice))


@given(CODES)
def test_a_code_is_short_and_can_be_read_aloud(code: str) -> None:
    assert len(code) == 14
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("AEIOU01")
    assert tidied(code) == code


@given(CODES, st.data())
def test_one_wrong_letter_is_noticed(code: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([place for place, one in enumerate(code) if one != "-"]))
    other = data.draw(st.sampled_from([one for one in LETTERS if one != code[at]]))
    assert tidied(code[:at] + other + code[at + 1 :]) is None


@given(CODES, st.data())
def test_two_letters_that_changed_places_are_noticed(code: str, data: st.DataObject) -> None:
    plain = code.replace("-", "")
    one, other = sorted(data.draw(st.lists(st.integers(0, 11), min_size=2, max_size=2, unique=True)))
    if plain[one] != plain[other]:
        changed = plain[:one] + plain[other] + plain[one + 1 : other] + plain[one] + plain[other + 1 :]
        assert tidied(changed) is None


@given(CODES)
def test_it_may_be_typed_as_people_type(code: str) -> None:
    assert tidied(f"  {code.lower().replace('-', ' ')} ") == code
    assert tidied(code.replace("L", "1")) == code
    assert tidied(code.replace("L", "i")) == code


@given(st.text(max_size=40))
def test_anything_may_be_typed(typed: str) -> None:
    found = tidied(typed)
    assert found is None or tidied(found) == found


@pytest.mark.parametrize("wrong", ["", "-", "AAAA-AAAA-AAAA", "2222-2222-222", "2222-2222-22222", "٢٢٢٢-2222-2222"])
def test_what_cannot_be_one(wrong: str) -> None:
    assert tidied(wrong) is None


def test_numbers_follow_each_other() -> None:
    assert following(None) == 1
    assert following("GG-2026-0009") == 10
    assert mark_number(2026, 10) == "GG-2026-0010"
    assert mark_number(2026, 10, demo=True) == "VB-2026-0010"
    assert len(mark_number(9999, 9999)) == 12
