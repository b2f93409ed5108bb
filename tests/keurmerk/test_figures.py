"""What the way to the mark costs: by hand, and by properties that hold for every plan."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keurmerk.figures import DEFAULT_FEES, NOTHING, Owed, cents, costs, euros, is_by_agreement, number, owed, vat_in

AMOUNTS = st.decimals("0", "99999", places=2)
HOURS = st.decimals("0", "999", places=2)
PERCENTAGES = st.decimals("0", "99", places=2)
DEDUCTIONS = st.lists(st.decimals("0", "20000", places=2), max_size=4)


def exact(amount: Decimal) -> Fraction:
    return Fraction(*amount.as_integer_ratio())


def test_a_usual_plan_by_hand() -> None:
    found = costs(hours=Decimal(16), rate=Decimal(75), audit_fee=Decimal(450), vat_percentage=Decimal(21))
    assert (found.advice_bare, found.advice_vat, found.advice) == (
        Decimal("1200.00"),
        Decimal("252.00"),
        Decimal("1452.00"),
    )
    assert (found.audit, found.audit_vat) == (Decimal("450.00"), Decimal("78.10"))
    assert found.total == Decimal("1902.00")


def test_a_subsidy_goes_off_the_advice_first() -> None:
    found = costs(
        hours=Decimal(16),
        rate=Decimal(75),
        audit_fee=Decimal(450),
        vat_percentage=Decimal(21),
        deductions=[Decimal(1500)],
    )
    assert found.total == Decimal("402.00")
    assert owed(found, Decimal(21)) == (Owed(NOTHING, NOTHING), Owed(Decimal("402.00"), Decimal("69.77")))


def test_more_off_than_it_costs_is_owed_by_nobody() -> None:
    found = costs(
        hours=Decimal(0), rate=NOTHING, audit_fee=Decimal(450), vat_percentage=Decimal(21), deductions=[Decimal(451)]
    )
    assert found.total == Decimal(-1)
    with pytest.raises(ValueError, match="meer afgetrokken"):
        owed(found, Decimal(21))


def test_what_is_not_agreed_yet_counts_for_nothing_and_says_so() -> None:
    found = costs(hours=Decimal(1), rate=Decimal(100), audit_fee=None, vat_percentage=Decimal(21))
    assert found.audit_open
    assert found.total == Decimal("121.00")


@given(HOURS, AMOUNTS, AMOUNTS, PERCENTAGES, DEDUCTIONS)
def test_every_amount_is_in_whole_cents_and_at_most_half_a_cent_off(hours, rate, audit, percentage, deductions) -> None:
    found = costs(hours=hours, rate=rate, audit_fee=audit, vat_percentage=percentage, deductions=deductions)
    for amount in (found.advice_bare, found.advice_vat, found.advice, found.audit, found.audit_vat, found.total):
        assert amount == amount.quantize(Decimal("0.01"))
    half = Fraction(1, 200)
    assert abs(exact(found.advice_bare) - exact(hours) * exact(rate)) <= half
    assert abs(exact(found.advice_vat) - exact(found.advice_bare) * exact(percentage) / 100) <= half
    assert abs(exact(found.audit_vat) - exact(audit) * exact(percentage) / (100 + exact(percentage))) <= half
    assert found.total == found.advice_bare + found.advice_vat + audit - sum(deductions, NOTHING)


@given(HOURS, AMOUNTS, AMOUNTS, PERCENTAGES, DEDUCTIONS)
def test_what_is_owed_is_together_the_total(hours, rate, audit, percentage, deductions) -> None:
    found = costs(hours=hours, rate=rate, audit_fee=audit, vat_percentage=percentage, deductions=deductions)
    if found.total < 0:
        return
    advice, of_audit = owed(found, percentage)
    assert advice.amount + of_audit.amount == found.total
    assert all(0 <= one.vat <= one.amount for one in (advice, of_audit))
    if not deductions:
        assert (advice.vat, of_audit.vat) == (found.advice_vat, found.audit_vat)


@given(st.integers(-(10**7), 10**7))
def test_half_a_cent_goes_away_from_zero(thousandths) -> None:
    amount = Decimal(thousandths).scaleb(-3)
    assert cents(amount) == amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert abs(cents(amount) - amount) <= Decimal("0.005")


@given(AMOUNTS)
def test_no_vat_is_no_vat(amount) -> None:
    assert vat_in(amount, Decimal(0)) == 0


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("450", "€ 450,00"),
        ("1450.5", "€ 1.450,50"),
        ("0", "€ 0,00"),
        ("-12.345", "−€ 12,35"),
        ("1234567", "€ 1.234.567,00"),
    ],
)
def test_euros_as_people_read_them(amount, shown) -> None:
    assert euros(Decimal(amount)).replace("\u00a0", " ") == shown


def test_numbers_as_people_read_them() -> None:
    assert [number(Decimal(one)) for one in ("16.00", "17.50", "100", "0")] == ["16", "17,5", "100", "0"]


def test_above_four_locations_it_is_by_agreement() -> None:
    assert [one for one in range(1, 7) if is_by_agreement(one)] == [5, 6]
    assert (DEFAULT_FEES.audit, DEFAULT_FEES.hourly_rate, DEFAULT_FEES.vat_percentage) == (450, 75, 21)
