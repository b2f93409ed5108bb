"""What is filled in when an auditor is appointed, a decision is taken, and a condition is reported or judged."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keurmerk.forms.acts import ActForm, ChoosingForm, words_field
from keurmerk.models import Evidence
from keurmerk.queries.candidates import Candidate
from keurmerk.queries.decision import ConditionStand


def auditor_field() -> forms.TypedChoiceField:
    """Which auditor."""
    return forms.TypedChoiceField(
        label=gettext_lazy("Welke auditor?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={
            "required": gettext_lazy("Kies een auditor."),
            "invalid_choice": gettext_lazy("Deze auditor mag niet (meer). Kies een andere."),
        },
    )


class AuditorForm(ChoosingForm):
    """Which auditor is appointed; who may not is in sight on the page, but cannot be chosen."""

    field = "auditor"
    field_order = ["auditor", "why"]
    auditor = auditor_field()

    def __init__(self, *args: Any, candidates: Iterable[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(candidates)


class ReplaceAuditorForm(AuditorForm):
    """Which auditor goes on, and why."""

    field_order = ["auditor", "why", "reason"]
    reason = words_field(
        gettext_lazy("Waarom stopt de vorige auditor?"), rows=3, help_text=gettext_lazy("Alleen NOV leest dit.")
    )


class DecideForm(ActForm):
    """The reasons of a decision."""

    reasons = words_field(
        gettext_lazy("Waarom?"),
        rows=6,
        help_text=gettext_lazy("Dit staat in het besluit. De organisatie, de adviseur en de auditor lezen het."),
    )


class ConditionChoice(ActForm):
    """A form about one of the conditions."""

    condition = forms.TypedChoiceField(
        label=gettext_lazy("Welke voorwaarde?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={
            "required": gettext_lazy("Kies een voorwaarde."),
            "invalid_choice": gettext_lazy("Bij deze voorwaarde kan dat nu niet. Kies een andere."),
        },
    )

    def __init__(self, *args: Any, conditions: Iterable[ConditionStand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [one.condition for one in conditions]
        field = self.fields["condition"]
        field.choices = [(one.pk, one.text) for one in listed]  # type: ignore[attr-defined]
        field.choice_hints = {  # type: ignore[attr-defined]
            str(one.pk): _("Uiterlijk %s") % date_format(one.until, "j F Y") for one in listed
        }
        if len(listed) == 1:
            field.initial = listed[0].pk


class ReportForm(ConditionChoice):
    """That a condition is met, and what shows it."""

    text = words_field(
        gettext_lazy("Hoe voldoen jullie eraan?"),
        help_text=gettext_lazy("Schrijf wat jullie hebben gedaan. De auditor leest dit."),
    )
    evidence = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wat laat dat zien?"),
        help_text=gettext_lazy("Bewijsstukken uit jullie dossier."),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Een van de bewijsstukken staat niet (meer) in jullie dossier.")
        },
    )

    def __init__(self, *args: Any, evidence: Iterable[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pieces = [(one.pk, f"{one.title} ({one.get_kind_display()})") for one in evidence]
        if pieces:
            self.fields["evidence"].choices = pieces  # type: ignore[attr-defined]
        else:
            del self.fields["evidence"]


class JudgeForm(ConditionChoice):
    """Whether a condition is met, to the auditor."""

    met = forms.TypedChoiceField(
        label=gettext_lazy("Is aan deze voorwaarde voldaan?"),
        choices=[("ja", gettext_lazy("Ja, er is aan voldaan")), ("nee", gettext_lazy("Nee, nog niet"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ja",
        empty_value=None,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    reason = words_field(gettext_lazy("Waarom?"), rows=4, help_text=gettext_lazy("De organisatie en NOV lezen dit."))
