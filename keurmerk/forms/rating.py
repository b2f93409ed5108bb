"""Three questions about the adviser, and room for words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from keurmerk.forms.acts import ActForm, words_field
from keurmerk.states import Score

SCORES = [(one.value, one.label) for one in reversed(Score)]


class RatingForm(ActForm):
    """What the organisation thinks of the guidance."""

    guidance = forms.TypedChoiceField(
        label=_("Hoe was de begeleiding?"), coerce=int, choices=SCORES, widget=forms.RadioSelect
    )
    reachable = forms.TypedChoiceField(
        label=_("Hoe bereikbaar was de adviseur, en op tijd?"), coerce=int, choices=SCORES, widget=forms.RadioSelect
    )
    recommends = forms.TypedChoiceField(
        label=_("Zouden jullie deze adviseur aanraden?"),
        coerce=lambda value: value == "ja",
        choices=[("ja", _("ja")), ("nee", _("nee"))],
        widget=forms.RadioSelect,
    )
    remark = words_field(_("Wil je er iets bij zeggen?"), required=False, rows=3, help_text=_("Alleen NOV leest dit."))
