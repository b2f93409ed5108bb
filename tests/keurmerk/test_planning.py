"""A plan as a value: what it lacks, how versions differ, and that nothing is lost on the way to the database."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from keurmerk import planning
from keurmerk.planning import Contents, Deduction, RowChange, Step, compare, missing

TODAY = date(2026, 11, 23)
WORDS = st.sampled_from(["Zelfevaluatie", "Dossier", "Gesprek", "Verbeteren", "é", ""])
STEPS = st.lists(
    st.builds(Step, WORDS, st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)), WORDS), max_size=6
).map(tuple)
DEDUCTIONS = st.lists(st.builds(Deduction, WORDS, st.decimals("0", "9999", places=2)), max_size=3).map(tuple)
WHOLE = Contents(
    route="full",
    locations=1,
    scope="",
    intake_on=TODAY - timedelta(days=3),
    steps=(Step("Het dossier indienen", date(2027, 5, 1), "Fatima"),),
    hours=Decimal(16),
    rate=Decimal(75),
    audit_fee=Decimal(450),
    vat_percentage=Decimal(21),
    deductions=(),
    remarks="",
)
PLANS = st.builds(
    replace,
    st.just(WHOLE),
    route=st.sampled_from(["full", "star"]),
    locations=st.integers(1, 9),
    scope=WORDS,
    intake_on=st.none() | st.dates(),
    steps=STEPS,
    hours=st.decimals("0", "99", places=2),
    audit_fee=st.none() | st.decimals("0", "999", places=2),
    deductions=DEDUCTIONS,
    remarks=WORDS,
)


def lacks(plan: Contents, *, star_open: bool = True) -> list[str]:
    return missing(plan, today=TODAY, star_open=star_open)


def test_a_whole_plan_lacks_nothing() -> None:
    assert lacks(WHOLE) == []


def test_each_thing_that_lacks_is_said() -> None:
    assert "intakegesprek was" in lacks(replace(WHOLE, intake_on=None))[0]
    assert "moet nog komen" in lacks(replace(WHOLE, intake_on=TODAY + timedelta(days=1)))[0]
    assert "sterroute" in lacks(replace(WHOLE, route="star"), star_open=False)[0]
    assert "welke locaties" in lacks(replace(WHOLE, locations=2))[0]
    assert "welke stappen" in lacks(replace(WHOLE, steps=()))[0]
    assert "hoeveel uren" in lacks(replace(WHOLE, hours=Decimal(0)))[0]
    assert "meer dan vier locaties" in lacks(replace(WHOLE, audit_fee=None))[0]


def test_a_step_says_what_it_lacks() -> None:
    steps = (Step("Dossier"), Step("", date(2027, 1, 1), "Ad"))
    assert lacks(replace(WHOLE, steps=steps)) == [
        "Vul bij stap “Dossier” nog in: wanneer en wie.",
        "Vul bij stap nummer 2 nog in: wat.",
    ]


def test_what_changed_stands_in_the_order_of_the_plan() -> None:
    later = replace(
        WHOLE,
        rate=Decimal(60),
        route="star",
        steps=(Step("Gesprek", date(2027, 2, 1), "Ad"), replace(WHOLE.steps[0], on=date(2027, 6, 1))),
        deductions=(Deduction("Gemeente", Decimal(100)),),
    )
    found = compare(WHOLE, later)
    assert [(one.label, one.before, one.after) for one in found.fields] == [
        ("Route", "full", "star"),
        ("Uurtarief zonder btw", Decimal(75), Decimal(60)),
    ]
    assert found.steps == (RowChange(None, later.steps[0]), RowChange(WHOLE.steps[0], later.steps[1]))
    assert found.deductions == (RowChange(None, later.deductions[0]),)


@given(PLANS)
def test_a_plan_does_not_differ_from_itself(plan) -> None:
    assert not compare(plan, plan)


@given(PLANS, PLANS)
def test_two_plans_are_the_same_or_something_is_said(one, other) -> None:
    found = compare(one, other)
    assert bool(found) == (one != other)
    came = sum(change.before is None for change in found.steps)
    went = sum(change.after is None for change in found.steps)
    assert len(other.steps) - len(one.steps) == came - went


@given(STEPS, DEDUCTIONS)
def test_rows_come_back_from_json_as_they_were(steps, deductions) -> None:
    assert planning.steps_in(json.loads(json.dumps(planning.steps_out(steps)))) == steps
    assert planning.deductions_in(json.loads(json.dumps(planning.deductions_out(deductions)))) == deductions


def test_every_field_of_a_plan_is_compared() -> None:
    assert {*planning.FIELDS, "steps", "deductions"} == set(planning.CONTENT_FIELDS)
