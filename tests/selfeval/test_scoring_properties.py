"""Scores on thousands of random instruments: equal to a second, naive reading of the rules, and true to properties."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selfeval.instruments.model import Norm
from selfeval.scoring import NA, Outcome, applicable, as_json, from_json, score
from tests.naive_scoring import evaluate
from tests.raw_instrument import Raw, instrument_of
from tests.strategies import PROFILES, answers_to, evaluations, files, statements_in

Evaluation = tuple[Raw, dict[str, Any], str, dict[str, Any]]


def outcome_of(evaluation: Evaluation) -> Outcome:
    file, profile, route, answers = evaluation
    return score(instrument_of(file), profile, route, answers)


# --- Against the second implementation --------------------------------------------------------------------------------


@settings(max_examples=600)
@given(files(), PROFILES, st.data())
def test_agrees_with_a_naive_reading_of_the_rules(file: Raw, profile: Raw, data: st.DataObject) -> None:
    """2,400 evaluations: each instrument on both routes, with incomplete and with complete answers."""
    instrument = instrument_of(file)
    for answers in (data.draw(answers_to(file)), data.draw(answers_to(file, complete=True))):
        for route in ("full", "star"):
            ours = as_json(instrument, score(instrument, profile, route, answers))
            assert ours == evaluate(file, profile, route, answers)


# --- Properties -------------------------------------------------------------------------------------------------------


@given(evaluations())
def test_between_0_and_100(evaluation: Evaluation) -> None:
    outcome = outcome_of(evaluation)
    values = [outcome.overall, *outcome.parts.values(), *outcome.themes.values()]
    assert all(0 <= value <= 100 for value in values if value is not None)


@given(evaluations(), st.data())
def test_a_better_answer_never_makes_anything_worse(evaluation: Evaluation, data: st.DataObject) -> None:
    file, profile, route, answers = evaluation
    top = len(file["scale"]) - 1
    low = [code for code, level in answers.items() if level != NA and level < top]
    assume(low)
    code = data.draw(st.sampled_from(low))
    before = outcome_of(evaluation)
    after = outcome_of((file, profile, route, {**answers, code: answers[code] + 1}))
    for old, new in _pairs(before, after):
        assert new >= old
    assert set(after.missing) <= set(before.missing)
    assert after.ready >= before.ready


def _pairs(before: Outcome, after: Outcome) -> list[tuple[Fraction, Fraction]]:
    values = [(before.overall, after.overall), *((before.parts[c], after.parts[c]) for c in before.parts)]
    values += [(before.themes[c], after.themes[c]) for c in before.themes]
    assert all((old is None) == (new is None) for old, new in values)
    return [(old, new) for old, new in values if old is not None and new is not None]


@given(evaluations(), st.data())
def test_not_applicable_is_as_if_the_statement_were_not_there(evaluation: Evaluation, data: st.DataObject) -> None:
    file, profile, route, answers = evaluation
    code = data.draw(st.sampled_from(sorted(s["code"] for s in statements_in(file))))
    with_na = outcome_of((file, profile, route, {**answers, code: NA}))
    gone = json.loads(json.dumps(file))
    for s in statements_in(gone):
        if s["code"] == code:
            s["applies_if"] = "volunteers < 0"
    assert replace(with_na, applicable=()) == replace(outcome_of((gone, profile, route, answers)), applicable=())


@given(evaluations(), st.sampled_from([2, 3, Decimal("0.5"), Decimal("0.1"), 1000]))
def test_only_the_proportion_of_weights_matters(evaluation: Evaluation, factor: Decimal) -> None:
    file, profile, route, answers = evaluation
    instrument = instrument_of(file)
    parts = tuple(
        replace(
            p,
            themes=tuple(
                replace(t, statements=tuple(replace(s, weight=s.weight * factor) for s in t.statements))
                for t in p.themes
            ),
        )
        for p in instrument.parts
    )
    assert score(replace(instrument, parts=parts), profile, route, answers) == outcome_of(evaluation)


@given(evaluations())
def test_what_does_not_apply_does_not_count(evaluation: Evaluation) -> None:
    file, profile, route, answers = evaluation
    outcome = outcome_of(evaluation)
    kept = {code: given for code, given in answers.items() if code in outcome.applicable}
    assert outcome_of((file, profile, route, kept)) == outcome


@given(evaluations())
def test_the_star_route_asks_a_part_of_what_the_full_route_asks(evaluation: Evaluation) -> None:
    file, profile, _, _ = evaluation
    instrument = instrument_of(file)
    full = [s.code for s in applicable(instrument, profile, "full")]
    star = [s.code for s in applicable(instrument, profile, "star")]
    starred = {s["code"] for s in statements_in(file) if s.get("starred")}
    assert star == [code for code in full if code in starred]


@given(evaluations())
def test_priorities_are_all_below_the_top_once_in_a_total_order(evaluation: Evaluation) -> None:
    file, _, route, answers = evaluation
    instrument, outcome = instrument_of(file), outcome_of(evaluation)
    below = {c for c in outcome.applicable if answers.get(c, NA) != NA and answers[c] < instrument.top}
    assert set(outcome.priorities) == below
    assert len(outcome.priorities) == len(below)
    low = instrument.norm(route).essential_level
    order = [s.code for s in instrument.statements]
    keys = []
    for code in outcome.priorities:
        s, level = instrument.by_code[code], answers[code]
        effort = ("small", "medium", "large").index(s.effort)
        keys.append(
            (not (s.essential and level < low), -s.weight * (instrument.top - level), effort, order.index(code))
        )
    assert keys == sorted(keys)


@given(evaluations())
def test_incomplete_is_never_ready(evaluation: Evaluation) -> None:
    outcome = outcome_of(evaluation)
    assert outcome.complete == (not outcome.unanswered)
    if not outcome.complete:
        assert not outcome.ready


@given(evaluations(complete=True), st.sampled_from(["overall", "part"]))
def test_ready_at_the_norm_and_not_a_hair_below(evaluation: Evaluation, which: str) -> None:
    file, profile, route, answers = evaluation
    instrument, outcome = instrument_of(file), outcome_of(evaluation)
    values = [outcome.overall] if which == "overall" else list(outcome.parts.values())
    lowest = min((value for value in values if value is not None), default=None)
    assume(lowest is not None)
    assert lowest is not None
    reached = Decimal(int(lowest * 1000)) / 1000
    for norm, expected in ((reached, True), (reached + Decimal("0.001"), False)):
        norms = Norm(Decimal(0), Decimal(0), 0)
        norms = replace(norms, **{which: norm})
        at = replace(instrument, norms=((route, norms),))
        assert score(at, profile, route, answers).ready is expected


@given(evaluations())
def test_figures_come_back_from_json(evaluation: Evaluation) -> None:
    instrument, outcome = instrument_of(evaluation[0]), outcome_of(evaluation)
    stored = json.loads(json.dumps(as_json(instrument, outcome)))
    assert from_json(stored) == replace(outcome, applicable=())
