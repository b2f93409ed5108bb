"""Shape and validation of the follow-up: leaving an address, and the two questions."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from selfeval.entries import MAX_WORDS
from selfeval.states import Helped


class WishForm(forms.Form):
    """An address to ask at, once."""

    use_required_attribute = False  # a field that was not filled in yet is not wrong yet
    email = forms.EmailField(label=_("Je e-mailadres"), max_length=254)
    email.widget.attrs.update({"autocomplete": "email"})


class FollowUpForm(forms.Form):
    """The two questions. The second is only asked where something changed; without JavaScript both are on the page."""

    use_required_attribute = False  # a field that was not filled in yet is not wrong yet
    changed = forms.ChoiceField(
        label=_("Hebben jullie iets veranderd door de zelfevaluatie?"), choices=Helped.choices, widget=forms.RadioSelect
    )
    helped = forms.ChoiceField(
        label=_("Heeft dat geholpen?"),
        help_text=_("Is er niets veranderd? Dan mag je deze vraag overslaan."),
        choices=Helped.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    remark = forms.CharField(
        label=_("Wil je er iets over zeggen?"),
        help_text=_("Schrijf hier geen namen of andere persoonlijke gegevens."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(MAX_WORDS)],
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("changed") in (Helped.YES, Helped.SOMEWHAT) and not found.get("helped"):
            self.add_error("helped", _("Kies of het heeft geholpen."))
        return found
