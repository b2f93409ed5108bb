"""What every form of an act has: the number of moves the page had seen."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from keurmerk.queries.candidates import Candidate

MAX_WORDS = 8000  # characters of a text


class ActForm(forms.Form):
    """A form of an act; by itself one that asks nothing but the press of the button."""

    use_required_attribute = False  # what may stay empty says so; a field that was not filled in yet is not wrong yet
    moves = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


def words_field(label: str, *, required: bool = True, rows: int = 5, help_text: str = "") -> forms.CharField:
    """A text of more than a line."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[MaxLengthValidator(MAX_WORDS)],
    )


class ChoosingForm(ActForm):
    """Somebody is chosen from a ranking (`field`: the name of the field). Who does not take the first says why."""

    field = ""
    why = words_field(
        _("Waarom niet wie bovenaan staat?"),
        required=False,
        rows=2,
        help_text=_("Alleen nodig als je iemand anders kiest. Alleen NOV leest dit."),
    )

    def offer(self, candidates: Iterable[Candidate]) -> None:
        """Offer those who may, best first, each with what speaks for them."""
        self.listed = [one for one in candidates if one.may]
        field = self.fields[self.field]
        field.choices = [(one.user, f"{n}. {one.profile.user}") for n, one in enumerate(self.listed, 1)]  # type: ignore[attr-defined]
        field.choice_hints = {str(one.user): about(one) for one in self.listed}  # type: ignore[attr-defined]
        if len(self.listed) < 2:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        chosen = given.get(self.field)
        if chosen and self.listed and chosen != self.listed[0].user and not given.get("why", "").strip():
            first = self.listed[0].profile.user
            self.add_error("why", _("Schrijf waarom je niet %(first)s kiest.") % {"first": first})
        return given


def about(one: Candidate) -> str:
    """For whom somebody works, and the reasons for their place: "Zelfstandig. Werkt in Utrecht. Kent deze sector."."""
    employer = one.profile.employer or _("Zelfstandig")
    said = [f"{employer}.", *(part.why for part in one.parts if part.points), *one.ranked.warnings]
    busy = [part.why for part in one.parts if part.name == "Werk" and not part.points]
    return " ".join([*said, *busy])


class ReasonForm(ActForm):
    """An act that asks why."""

    reason = words_field(_("Waarom?"))
