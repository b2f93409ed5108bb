"""What the way to the mark costs: exact amounts in euros, rounded half up to cents in one place. Pure.

Defaults after domain.md "Money": an audit at 450.00 including VAT, a national adviser at 75.00 an hour excluding VAT, VAT 21%;
with more than four locations the price of the audit is by agreement.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

AGREED_ABOVE = 4  # locations: with more, the price of the audit is by agreement
USUAL_HOURS = (14, 20)
CENT, NOTHING = Decimal("0.01"), Decimal("0.00")
_EXACT = Context(prec=40, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Fees:
    """What is asked in a year: the audit including VAT, an hour of an adviser excluding VAT, VAT in percents."""

    audit: Decimal
    hourly_rate: Decimal
    vat_percentage: Decimal


DEFAULT_FEES = Fees(audit=Decimal("450.00"), hourly_rate=Decimal("75.00"), vat_percentage=Decimal("21.00"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What it costs, line by line. `advice` is with its VAT; `audit` holds `audit_vat`; `audit_open`: still to be agreed."""

    advice_bare: Decimal
    advice_vat: Decimal
    audit: Decimal
    audit_vat: Decimal
    audit_open: bool
    deducted: Decimal

    @property
    def advice(self) -> Decimal:
        return self.advice_bare + self.advice_vat

    @property
    def gross(self) -> Decimal:
        return self.advice + self.audit

    @property
    def total(self) -> Decimal:
        """What the organisation pays; below zero where more is deducted than it costs."""
        return self.gross - self.deducted


@dataclass(frozen=True, slots=True)
class Owed:
    """An amount that is due, with the VAT in it."""

    amount: Decimal
    vat: Decimal


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to whole cents (away from zero): the one place where amounts are rounded."""
    return amount.quantize(CENT, context=_EXACT)


def vat_on(bare: Decimal, percentage: Decimal) -> Decimal:
    """The VAT that comes on top of an amount without it."""
    return cents(_EXACT.divide(_EXACT.multiply(bare, percentage), Decimal(100)))


def vat_in(amount: Decimal, percentage: Decimal) -> Decimal:
    """The VAT that is part of an amount with it."""
    return cents(_EXACT.divide(_EXACT.multiply(amount, percentage), _EXACT.add(Decimal(100), percentage)))


def costs(
    *,
    hours: Decimal,
    rate: Decimal,
    audit_fee: Decimal | None,
    vat_percentage: Decimal,
    deductions: Iterable[Decimal] = (),
) -> Costs:
    """The costs of a plan. `audit_fee` None: by agreement, and not agreed yet; it then counts for nothing."""
    bare, audit = cents(_EXACT.multiply(hours, rate)), cents(audit_fee or NOTHING)
    return Costs(
        advice_bare=bare,
        advice_vat=vat_on(bare, vat_percentage),
        audit=audit,
        audit_vat=vat_in(audit, vat_percentage),
        audit_open=audit_fee is None,
        deducted=cents(sum(deductions, NOTHING)),
    )


def owed(found: Costs, vat_percentage: Decimal) -> tuple[Owed, Owed]:
    """What the organisation owes for advice and for the audit. Deductions go off the advice first; together it is the total.

    Raises ValueError where more is deducted than it costs.
    """
    if found.total < 0:
        raise ValueError("Er wordt meer afgetrokken dan het kost.")
    advice = max(found.advice - found.deducted, NOTHING)
    parts = (advice, found.total - advice)
    return tuple(Owed(part, vat_in(part, vat_percentage)) for part in parts)  # type: ignore[return-value]


def is_by_agreement(locations: int) -> bool:
    """Whether the price of the audit is agreed with NOV for this many locations."""
    return locations > AGREED_ABOVE


def euros(amount: Decimal) -> str:
    """An amount as people read it: "€ 1.450,00"."""
    whole, _point, rest = f"{abs(cents(amount)):,.2f}".partition(".")
    minus = "−" if cents(amount) < 0 else ""
    return f"{minus}€\N{NO-BREAK SPACE}{whole.replace(',', '.')},{rest}"


def number(value: Decimal) -> str:
    """A number as people read it, without zeros that say nothing: "17,5"."""
    return f"{value.normalize():f}".replace(".", ",")
