"""Forms of what the office does with a mark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from keurmerk.forms.acts import ActForm, words_field


class MarkReasonsForm(ActForm):
    """Why a mark is suspended or reinstated. `moves` is the last change that the page had seen."""

    reasons = words_field(
        gettext_lazy("Waarom?"),
        rows=6,
        help_text=gettext_lazy("De organisatie leest dit. In het openbare register staat het niet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].error_messages["required"] = gettext_lazy("Schrijf waarom.")


class RevokeForm(MarkReasonsForm):
    """Why a mark is withdrawn, and that it is meant: its number is typed over."""

    number = forms.CharField(
        label=gettext_lazy("Typ het nummer van het keurmerk over"),
        help_text=gettext_lazy("Intrekken kun je niet terugdraaien. Daarom vragen we dit erbij."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_number(self) -> str:
        typed = "".join(self.cleaned_data["number"].split()).upper()
        if typed != self.expected.upper():
            raise forms.ValidationError(gettext_lazy("Dit is niet het nummer van dit keurmerk."))
        return self.expected


class CloseSignalForm(forms.Form):
    """What was done with a signal."""

    use_required_attribute = False
    outcome = words_field(
        gettext_lazy("Wat is ermee gedaan?"),
        rows=4,
        help_text=gettext_lazy("Alleen het kantoor leest dit. Noem de melder niet bij naam."),
    )
