"""Answers files of any kind: good ones are read, all others refused with a problem, whatever is in them."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from selfeval.instruments.answers_file import InvalidAnswers, read_answers
from tests.raw_instrument import instrument_of, part, raw, statement
from tests.strategies import PROFILES, answers_to, files

INSTRUMENT = instrument_of(raw(part("A", [statement("A1", starred=True), statement("A2", allow_na=True)])))

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=True)
    | st.sampled_from(["nvt", "star", "x", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["profile", "answers", "reasons", "remarks", "route", "A1", "A2"]), inner)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    _read_or_refused(json.dumps(value).encode())


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    _read_or_refused(content)


def _read_or_refused(content: bytes) -> None:
    try:
        read_answers(content, INSTRUMENT)
    except InvalidAnswers as refused:
        problems = refused.problems
    else:
        return
    assert problems


@given(st.data())
def test_good_answers_are_read(data: st.DataObject) -> None:
    file = data.draw(files())
    profile, answers = data.draw(PROFILES), data.draw(answers_to(file))
    reasons = {code: "Daarom." for code, given_answer in answers.items() if given_answer == "nvt"}
    written = {key: float(value) if isinstance(value, Decimal) else value for key, value in profile.items()}
    content = json.dumps({"profile": written, "answers": answers, "reasons": reasons, "route": "full"}).encode()
    found = read_answers(content, instrument_of(file))
    assert (found.profile, found.answers, found.reasons) == (profile, answers, reasons)
