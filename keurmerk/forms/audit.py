"""The forms of the audit: drawing and widening a sample, asking for more, the recommendation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goedgeregeld.ui.fields import WholeNumberField
from keurmerk.conditions.audit import outcome_fits
from keurmerk.deadlines import MOST_SUPPLEMENT_DAYS, SUPPLEMENT_DAYS
from keurmerk.forms.acts import MAX_WORDS, ActForm, words_field
from keurmerk.forms.office import day_field
from keurmerk.queries import Reading
from keurmerk.queries.dossier import Book
from keurmerk.sampling import MOST_PER_THEME
from keurmerk.states import Recommendation

MOST_ROWS = 30


class DrawForm(ActForm):
    """How many to draw."""

    per_theme = WholeNumberField(
        label=gettext_lazy("Hoeveel stellingen trek je per thema?"),
        help_text=gettext_lazy("Ze komen bij wat er altijd in zit. Een 0 mag ook."),
        min_value=0,
        max_value=MOST_PER_THEME,
        initial=1,
    )


class WidenForm(ActForm):
    """Which statements to look at too."""

    statements = forms.MultipleChoiceField(
        label=gettext_lazy("Welke stellingen wil je ook bekijken?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één stelling.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statements"].choices = choices  # type: ignore[attr-defined]


class DaysForm(ActForm):
    """How long the organisation has."""

    days = WholeNumberField(
        label=gettext_lazy("Hoeveel werkdagen krijgt de organisatie?"),
        min_value=1,
        max_value=MOST_SUPPLEMENT_DAYS,
        initial=SUPPLEMENT_DAYS,
    )


def _statements(book: Book | None) -> list[tuple[str, str]]:
    lines = book.lines if book else []
    return [("", _("Over het geheel")), *((line.code, f"{line.code} {_short(line.statement.text)}") for line in lines)]


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"


class RowForm(forms.Form):
    """A line about a statement, or about the whole."""

    use_required_attribute = False
    statement = forms.ChoiceField(label=gettext_lazy("Over welke stelling?"), required=False)
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), required=False, validators=[MaxLengthValidator(MAX_WORDS)]
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].choices = choices  # type: ignore[attr-defined]
        self.fields["statement"].optional = False  # type: ignore[attr-defined]
        self.fields["text"].optional = False  # type: ignore[attr-defined]


class QuestionForm(RowForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Wat vraag je?")


class ConditionForm(RowForm):
    until = day_field(gettext_lazy("Uiterlijk op welke dag?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Wat moet in orde zijn?")
        self.fields["until"].optional = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("text") and not values.get("until") and "until" not in self.errors:
            self.add_error("until", _("Noem de laatste dag."))
        if values.get("until") and not values.get("text"):
            self.add_error("text", _("Schrijf op wat in orde moet zijn."))
        return values


def rows_of(kind: type[RowForm], prefix: str, posted: Any, book: Book | None, *, initial: Any = ()) -> BaseFormSet[Any]:
    """So many lines of this kind; a button of the page asks for one more."""
    shown = list(initial) or [{}]
    made = formset_factory(kind, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)
    more = posted is not None and "erbij" in posted
    if more:
        posted = posted.copy()
        total = posted.get(f"{prefix}-TOTAL_FORMS", "1")
        number = int(total) if total.isdecimal() and len(total) < 6 else 1
        posted[f"{prefix}-TOTAL_FORMS"] = str(min(number + 1, MOST_ROWS))
    return made(posted, prefix=prefix, initial=shown, form_kwargs={"choices": _statements(book)})


class RecommendForm(ActForm):
    """What the auditor recommends, and why. `conditions`: until when each is; None where that is not to be looked at yet."""

    recommendation = forms.ChoiceField(
        label=gettext_lazy("Wat is je oordeel?"), choices=Recommendation.choices, widget=forms.RadioSelect
    )
    reasons = words_field(
        gettext_lazy("Waarom?"),
        rows=8,
        help_text=gettext_lazy("NOV leest dit meteen. De organisatie en de adviseur lezen het na het besluit."),
    )

    def __init__(self, *args: Any, reading: Reading, conditions: Sequence[date] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading, self.conditions = reading, conditions

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.reading.auditing and values.get("recommendation") and self.conditions is not None:
            for reason in outcome_fits(self.reading, values["recommendation"], self.conditions):
                self.add_error("recommendation", reason)
        return values
