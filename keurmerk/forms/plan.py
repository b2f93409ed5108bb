"""What is filled in for a plan of approach: its fields, a row a step and a row a deduction; rows can be added."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from goedgeregeld.ui.fields import DutchDecimalField, WholeNumberField
from keurmerk import planning
from keurmerk.figures import AGREED_ABOVE, Fees, is_by_agreement
from keurmerk.forms.acts import ActForm, words_field
from keurmerk.planning import Contents, Deduction, Step

FIRST_ROWS = 3
STEP, DEDUCTION = "stap", "aftrek"  # how the rows are called in the form


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y"], **options)


def money_field(label: Any, *, max_digits: int = 8, **options: Any) -> DutchDecimalField:
    """An amount in euros, up to cents."""
    field = DutchDecimalField(label=label, min_value=Decimal(0), max_digits=max_digits, decimal_places=2, **options)
    field.suffix = _("euro")  # type: ignore[attr-defined]
    return field


class SeenForm(ActForm):
    """An act on a plan: `changes` is how often the plan had been saved when the page was made."""

    changes = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PlanForm(SeenForm):
    """The fields of a plan that are no rows."""

    intake_on = date_field(_("Wanneer was het intakegesprek?"), required=False)
    route = forms.ChoiceField(
        label=_("Langs welke route?"), choices=list(planning.ROUTES.items()), widget=forms.RadioSelect
    )
    locations = WholeNumberField(label=_("Hoeveel locaties doen mee?"), min_value=1, max_value=10_000)
    scope = words_field(
        _("Welke locaties zijn dat?"),
        required=False,
        rows=3,
        help_text=_("Bij één locatie mag dit leeg blijven. Zo komt het later op het keurmerk te staan."),
    )
    hours = DutchDecimalField(
        label=_("Hoeveel uren begeleidt de adviseur?"), min_value=Decimal(0), max_digits=6, decimal_places=2
    )
    rate = money_field(_("Wat kost een uur, zonder btw?"))
    audit_fee = money_field(_("Welke prijs voor de audit is met NOV afgesproken, met btw?"), required=False)
    remarks = words_field(_("Wat is er verder afgesproken?"), required=False, rows=4)

    def __init__(self, *args: Any, star_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intake_on"].optional = False  # type: ignore[attr-defined]  # not now, but before it is agreed
        self.fields["hours"].suffix = _("uur")  # type: ignore[attr-defined]
        self.fields["audit_fee"].help_text = (
            _("Alleen invullen bij meer dan %d locaties. Anders geldt het tarief van dit jaar.") % AGREED_ABOVE
        )
        hints = {planning.FULL: _("alle stellingen die bij jullie passen")}
        hints[planning.STAR] = (
            _("alleen de sterstellingen: voor kleine organisaties")
            if star_open
            else _("niet voor jullie: alleen met minder dan 100 vrijwilligers en minder dan 2 fte betaald")
        )
        self.fields["route"].choice_hints = hints  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """A row: something that will be done."""

    what = forms.CharField(label=_("Wat"), max_length=300, required=False)
    on = date_field(_("Wanneer klaar"), required=False)
    who = forms.CharField(label=_("Wie"), max_length=200, required=False)


class DeductionForm(forms.Form):
    """A row: what somebody else pays."""

    label = forms.CharField(label=_("Van wie"), max_length=200, required=False)
    amount = money_field(_("Bedrag"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("amount") and not given.get("label"):
            self.add_error("label", _("Schrijf erbij van wie dit bedrag komt."))
        if given.get("label") and given.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Vul een bedrag in."))
        return given


_TOO_MANY = {"too_many_forms": _("Een plan heeft hoogstens %d rijen.") % planning.MOST_ROWS}
Steps = formset_factory(StepForm, extra=0, can_delete=True, max_num=planning.MOST_ROWS, validate_max=True)
Deductions = formset_factory(DeductionForm, extra=0, can_delete=True, max_num=planning.MOST_ROWS, validate_max=True)


class PlanSheet:
    """A plan as it is filled in: the form and both tables of rows, as one thing that is valid or not."""

    def __init__(self, contents: Contents, changes: int, posted: Any = None, *, star_open: bool) -> None:
        same = {name: getattr(contents, name) for name in planning.FIELDS}
        if not is_by_agreement(contents.locations):
            same["audit_fee"] = None  # the year's own is not filled in
        self.form = PlanForm(posted, initial={**same, "changes": changes}, star_open=star_open)
        steps = [{"what": one.what, "on": one.on, "who": one.who} for one in contents.steps]
        deductions = [{"label": one.label, "amount": one.amount} for one in contents.deductions]
        fresh = posted is None  # what was posted stands by itself: rows are not compared with what is kept
        self.steps = Steps(posted, initial=(steps or [{}] * FIRST_ROWS) if fresh else None, prefix=STEP)
        self.deductions = Deductions(posted, initial=(deductions or [{}]) if fresh else None, prefix=DEDUCTION)
        for formset in (self.steps, self.deductions):
            formset.error_messages |= _TOO_MANY

    @property
    def parts(self) -> tuple[Any, ...]:
        return (self.form, self.steps, self.deductions)

    @property
    def seen(self) -> int:
        """How often the plan had been saved when the page was made."""
        return self.form.cleaned_data["changes"]

    @property
    def moves(self) -> int | None:
        return self.form.cleaned_data["moves"]

    @property
    def errors(self) -> bool:
        return any(part.is_bound and not part.is_valid() for part in self.parts)

    def is_valid(self) -> bool:
        return all(part.is_valid() for part in self.parts)

    def contents(self, fees: Fees) -> Contents:
        """What was filled in, after validation; the audit costs what the year says, or what was agreed."""
        given = self.form.cleaned_data
        names = ("route", "locations", "scope", "intake_on", "hours", "rate", "remarks")
        by_agreement = is_by_agreement(given["locations"])
        return Contents(
            **{name: given[name] for name in names},
            audit_fee=given["audit_fee"] if by_agreement else fees.audit,
            vat_percentage=fees.vat_percentage,
            steps=tuple(Step(row["what"], row["on"], row["who"]) for row in _kept(self.steps)),
            deductions=tuple(Deduction(row["label"], row["amount"]) for row in _kept(self.deductions) if row["label"]),
        )


def _kept(formset: Any) -> list[Mapping[str, Any]]:
    """The rows in which something stands and that were not crossed out."""
    rows = [form.cleaned_data for form in formset.forms if form not in formset.deleted_forms]
    return [row for row in rows if any(value for name, value in row.items() if name != "DELETE")]


def with_row(posted: Any, prefix: str) -> Any:
    """What was posted, with one more empty row."""
    grown, name = posted.copy(), f"{prefix}-TOTAL_FORMS"
    count = grown.get(name, "")
    if count.isascii() and count.isdigit() and len(count) < 4:
        grown[name] = str(min(int(count) + 1, planning.MOST_ROWS))
    return grown


class JudgeForm(ActForm):
    """What the office says with its judgement of a plan."""

    remarks = words_field(_("Opmerkingen"), help_text=_("De adviseur en de organisatie lezen dit."))

    def __init__(self, *args: Any, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remarks"].required = required
