"""A plan of approach as a value: its steps and deductions, what it still lacks, and how two versions differ. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Literal, TypeVar

FULL, STAR = "full", "star"
ROUTES = {FULL: "volledige route", STAR: "sterroute"}
MOST_ROWS = 40  # steps, and deductions, in one plan
Kind = Literal["text", "long", "date", "number", "money", "percentage", "route"]
Row = TypeVar("Row", "Step", "Deduction")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that will be done, before when and by whom."""

    what: str
    on: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Deduction:
    """What somebody else pays: a municipality, a volunteer centre."""

    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What adviser and organisation write together. `audit_fee` None: by agreement with NOV, and not agreed yet."""

    route: str
    locations: int
    scope: str
    intake_on: date | None
    steps: tuple[Step, ...]
    hours: Decimal
    rate: Decimal
    audit_fee: Decimal | None
    vat_percentage: Decimal
    deductions: tuple[Deduction, ...]
    remarks: str


# What the fields are called, and how their values are read; in the order of the plan. The lists are compared row by row.
FIELDS: Mapping[str, tuple[str, Kind]] = {
    "route": ("Route", "route"),
    "locations": ("Aantal locaties", "number"),
    "scope": ("Welke locaties", "long"),
    "intake_on": ("Intakegesprek", "date"),
    "hours": ("Uren van de adviseur", "number"),
    "rate": ("Uurtarief zonder btw", "money"),
    "audit_fee": ("Audit met btw", "money"),
    "vat_percentage": ("Btw", "percentage"),
    "remarks": ("Opmerkingen", "long"),
}

# What nearly every way to the mark holds; a first plan begins with it.
USUAL_STEPS = (
    Step("De zelfevaluatie maken of bijwerken", who="de organisatie"),
    Step("Verbeteren wat beter moet", who="de organisatie"),
    Step("Per stelling toelichting en bewijs verzamelen", who="de organisatie"),
    Step("Tussentijds gesprek over het dossier", who="de adviseur en de organisatie"),
    Step("Het dossier indienen", who="de organisatie"),
    Step("Beoordelingsgesprek", who="de adviseur en de organisatie"),
)
# What a renewal holds: the same, lighter.
RENEWAL_STEPS = (
    Step("Nakijken of alle antwoorden nog kloppen", who="de organisatie"),
    Step("Toelichting en bewijs nakijken en aanvullen", who="de organisatie"),
    Step("Verbeteren wat beter moet", who="de organisatie"),
    Step("Het dossier indienen", who="de organisatie"),
    Step("Beoordelingsgesprek: wat is er veranderd?", who="de adviseur en de organisatie"),
)


# --- To and from what is stored -----------------------------------------------------------------------------------------


def steps_in(stored: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Steps from JSON."""
    return tuple(Step(row["what"], date.fromisoformat(row["on"]) if row["on"] else None, row["who"]) for row in stored)


def steps_out(steps: Iterable[Step]) -> list[dict[str, str]]:
    """Steps for JSON."""
    return [{"what": one.what, "on": one.on.isoformat() if one.on else "", "who": one.who} for one in steps]


def deductions_in(stored: Iterable[Mapping[str, Any]]) -> tuple[Deduction, ...]:
    """Deductions from JSON; amounts are text there, so that they stay exact."""
    return tuple(Deduction(row["label"], Decimal(row["amount"])) for row in stored)


def deductions_out(deductions: Iterable[Deduction]) -> list[dict[str, str]]:
    """Deductions for JSON."""
    return [{"label": one.label, "amount": str(one.amount)} for one in deductions]


# --- What a plan still lacks --------------------------------------------------------------------------------------------


def missing(plan: Contents, *, today: date, star_open: bool) -> list[str]:
    """What a plan lacks before it can be agreed and handed in, in Dutch. `star_open`: the star route is open to them."""
    return [*_missing_frame(plan, today, star_open=star_open), *_missing_steps(plan.steps), *_missing_costs(plan)]


def _missing_frame(plan: Contents, today: date, *, star_open: bool) -> list[str]:
    lacking = []
    if plan.intake_on is None:
        lacking.append("Vul in wanneer het intakegesprek was.")
    elif plan.intake_on > today:
        lacking.append("Het intakegesprek moet nog komen. Het plan kan daarna worden ingediend.")
    if plan.route == STAR and not star_open:
        lacking.append(
            "De sterroute is er voor organisaties met minder dan 100 vrijwilligers en minder dan 2 fte betaald. "
            "Kies de volledige route, of vul de gegevens van de organisatie aan."
        )
    if plan.locations > 1 and not plan.scope:
        lacking.append("Schrijf op voor welke locaties het keurmerk geldt.")
    return lacking


def _missing_steps(steps: Sequence[Step]) -> list[str]:
    if not steps:
        return ["Schrijf op welke stappen jullie zetten."]
    lacking = []
    for number, step in enumerate(steps, start=1):
        asked = [word for word, there in (("wat", step.what), ("wanneer", step.on), ("wie", step.who)) if not there]
        if asked:
            name = f"“{step.what}”" if step.what else f"nummer {number}"
            lacking.append(f"Vul bij stap {name} nog in: {' en '.join(asked)}.")
    return lacking


def _missing_costs(plan: Contents) -> list[str]:
    lacking = []
    if not plan.hours:
        lacking.append("Vul in hoeveel uren de adviseur nodig heeft.")
    if plan.audit_fee is None:
        lacking.append(
            "Met meer dan vier locaties spreken jullie de prijs van de audit af met NOV. Vul die prijs nog in."
        )
    return lacking


# --- How two versions differ --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs, with both values."""

    name: str
    label: str
    kind: Kind
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RowChange:
    """A step (or deduction) that came (`before` None), went (`after` None), or differs."""

    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a later version differs from an earlier one; empty (false) where it does not."""

    fields: tuple[Change, ...]
    steps: tuple[RowChange, ...]
    deductions: tuple[RowChange, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.steps or self.deductions)

    @property
    def words(self) -> str:
        """What changed, in a sentence: "Anders: route en uren van de adviseur. 1 stap erbij, 2 stappen anders." """
        said = [one.label[0].lower() + one.label[1:] for one in self.fields]
        first = f"Anders: {', '.join(said[:-1])}{' en ' if len(said) > 1 else ''}{said[-1]}." if said else ""
        counted = _counted(self.steps, "stap", "stappen") + _counted(self.deductions, "aftrek", "aftrekposten")
        return " ".join(one for one in (first, f"{', '.join(counted)}." if counted else "") if one)


def _counted(rows: Sequence[RowChange], one: str, more: str) -> list[str]:
    kinds = {
        "erbij": sum(row.before is None for row in rows),
        "eraf": sum(row.after is None for row in rows),
        "anders": sum(None not in (row.before, row.after) for row in rows),
    }
    return [f"{count} {one if count == 1 else more} {kind}" for kind, count in kinds.items() if count]


def compare(before: Contents, after: Contents) -> Comparison:
    """What changed from one version to the other, field by field and row by row, in the order of the plan."""
    changed = [
        Change(name, label, kind, getattr(before, name), getattr(after, name))
        for name, (label, kind) in FIELDS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    return Comparison(
        tuple(changed),
        _rows(before.steps, after.steps, lambda step: step.what),
        _rows(before.deductions, after.deductions, lambda one: one.label),
    )


def _rows(before: Sequence[Row], after: Sequence[Row], name: Callable[[Row], str]) -> tuple[RowChange, ...]:
    """Rows with the same name belong together; what stands in the place of something else is a change of it."""
    found: list[RowChange] = []
    names = SequenceMatcher(None, [name(one) for one in before], [name(one) for one in after], autojunk=False)
    for _what, start, end, start_after, end_after in names.get_opcodes():
        old, new = before[start:end], after[start_after:end_after]
        both = min(len(old), len(new))
        found += [RowChange(one, other) for one, other in zip(old, new, strict=False) if one != other]
        found += [RowChange(one, None) for one in old[both:]]
        found += [RowChange(None, one) for one in new[both:]]
    return tuple(found)


CONTENT_FIELDS = tuple(field.name for field in fields(Contents))
