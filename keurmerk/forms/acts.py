"""What every form of an act has: the number of moves the page had seen."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

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


class ReasonForm(ActForm):
    """An act that asks why."""

    reason = words_field(_("Waarom?"))
