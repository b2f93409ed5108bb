"""What the style guide shows: a form with every kind of field, and sample values for the other components."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import stylesheet

SECTORS = [("", _("Kies een sector")), ("care", _("Zorg en welzijn")), ("sport", _("Sport")), ("culture", _("Cultuur"))]
LEVELS = [
    (_("Nog niet"), _("Er is nog niets over afgesproken.")),
    (_("Begin"), _("We doen het soms, maar er staat niets vast.")),
    (_("Grotendeels"), _("Er zijn afspraken en meestal houden we ons eraan.")),
    (_("Helemaal"), _("Het staat op papier, iedereen kent het en we kijken er elk jaar naar.")),
]


class ProfileSample(forms.Form):
    """The profile form, as an example: one of each kind of field."""

    volunteers = forms.IntegerField(
        label=_("Hoeveel vrijwilligers hebben jullie?"), help_text=_("Een schatting is goed genoeg."), min_value=0
    )
    paid_fte = forms.DecimalField(label=_("Hoeveel betaalde krachten zijn er?"), help_text=_("Reken in voltijdbanen."))
    sector = forms.ChoiceField(label=_("In welke sector werken jullie?"), choices=SECTORS)
    minors = forms.ChoiceField(
        label=_("Werken jullie met kinderen of kwetsbare mensen?"),
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Wie doen er mee?"),
        help_text=_("Je kunt er meer dan een kiezen."),
        choices=[("young", _("Jongeren")), ("new", _("Nieuwkomers")), ("benefit", _("Mensen met een uitkering"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    name = forms.CharField(label=_("Naam van de organisatie"), required=False, max_length=120)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    remark = forms.CharField(
        label=_("Wil je nog iets kwijt?"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    sheet = forms.FileField(
        label=_("Ingevuld rekenblad"), help_text=_("Een bestand van Excel (.xlsx), hoogstens 5 MB."), required=False
    )
    agree = forms.BooleanField(label=_("We mogen deze antwoorden anoniem meetellen."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volunteers"].why = _("Kleine organisaties krijgen minder vragen.")
        self.fields["paid_fte"].suffix = _("fte")
        self.fields["minors"].inline = True
        self.fields["kinds"].choice_hints = {"new": _("Mensen die kort in Nederland wonen.")}


def styleguide() -> dict[str, Any]:
    return {
        "form": ProfileSample(prefix="leeg"),
        "wrong": ProfileSample({"fout-volunteers": "-3", "fout-email": "anna@"}, prefix="fout"),
        "levels": LEVELS,
        "pairs": [("#B7-0", _("Kies een antwoord bij B7.")), ("", _("De verbinding viel even weg."))],
        "light": stylesheet.tokens("light"),
        "dark": stylesheet.tokens("dark"),
    }
