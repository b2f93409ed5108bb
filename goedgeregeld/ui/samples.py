"""What the style guide shows: a form with every kind of field, and sample values for the other components."""

from typing import Any

from django import forms
from django.templatetags.static import static
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


PATH = [
    {"state": "done", "name": _("Over jullie"), "href": "#weg"},
    {"state": "done", "name": _("A. Richten"), "href": "#weg", "note": _("8 van de 8 stellingen")},
    {"state": "here", "name": _("B. Inrichten"), "note": _("3 van de 12 stellingen")},
    {"state": "left", "name": _("C. Verrichten")},
    {"state": "left", "name": _("Nakijken en afronden")},
]
TASKS = [
    {
        "name": _("Missie en visie"),
        "href": "#weg",
        "hint": _("5 stellingen, ongeveer 4 minuten"),
        "status": "done",
        "status_text": _("Klaar"),
    },
    {
        "name": _("Welkom en inwerken"),
        "href": "#weg",
        "hint": _("3 stellingen, 1 beantwoord"),
        "status": "busy",
        "status_text": _("Bezig"),
    },
    {"name": _("Veilig werken"), "href": "#weg", "hint": _("6 stellingen"), "status": "todo", "status_text": _("Open")},
    {
        "name": _("Nakijken en afronden"),
        "hint": _("Kan als alle stellingen een antwoord hebben."),
        "status": "locked",
        "status_text": _("Nog niet open"),
    },
]
EXPLANATION = _("Nieuwe mensen voelen zich sneller thuis als iemand hen de weg wijst. Dat mag op je eigen manier.")
EVIDENCE = [_("een inwerklijst"), _("de naam van wie nieuwe mensen opvangt"), _("een welkomstbrief")]
STATEMENTS: list[dict[str, Any]] = [
    {
        "code": "B5",
        "text": _("Elke nieuwe vrijwilliger heeft de eerste weken een vaste persoon bij wie vragen terechtkunnen."),
        "starred": True,
        "chosen": 2,
        "saved": _("Opgeslagen"),
    },
    {
        "code": "B6",
        "text": _("Wie met kinderen of kwetsbare mensen werkt, heeft vóór de eerste dag een geldige VOG."),
        "starred": True,
        "essential": True,
        "allow_na": True,
        "chosen": "nvt",
    },
    {
        "code": "B7",
        "text": _("Na een paar weken vragen we nieuwe vrijwilligers hoe het gaat."),
        "allow_na": True,
        "wrong": _("Kies bij B7 een antwoord."),
    },
]
ROWS = [
    {"key": _("Vrijwilligers"), "value": "80", "href": "#nakijken", "change": _("het aantal vrijwilligers")},
    {"key": _("Betaalde krachten"), "value": _("1,5 fte"), "href": "#nakijken"},
    {"key": _("Sector"), "value": _("Zorg en welzijn"), "href": "#nakijken"},
    {"key": _("Werkt met kinderen of kwetsbare mensen"), "value": _("Ja"), "href": "#nakijken"},
]
NUMBERS = [
    ("71,5", _("van de 100 punten")),
    (_("18 van de 23"), _("stellingen grotendeels of helemaal op orde")),
    ("5", _("dingen om mee te beginnen")),
]
SECTIONS = [
    ("kleuren", _("Kleuren")),
    ("letters", _("Letters")),
    ("tekeningen", _("Tekeningen")),
    ("voorkant", _("Voorkant")),
    ("knoppen", _("Knoppen")),
    ("velden", _("Velden")),
    ("fouten", _("Fouten")),
    ("meldingen", _("Meldingen")),
    ("weg", _("Weg en taken")),
    ("stelling", _("Stellingen")),
    ("nakijken", _("Nakijken")),
    ("rapport", _("Rapport")),
    ("overig", _("En verder")),
]
DRAWINGS = ["part-a", "part-b", "part-c", "hands", "table", "bench", "path", "cup", "hero", "walk", "mark"]


def styleguide() -> dict[str, Any]:
    """The context of the page."""
    names = list(stylesheet.tokens("light"))
    return {
        "sample": ProfileSample(prefix="leeg"),
        "wrong": ProfileSample({"fout-volunteers": "-3", "fout-email": "anna@"}, prefix="fout"),
        "levels": LEVELS,
        "path": PATH,
        "tasks": TASKS,
        "statements": [{"explanation": EXPLANATION, "evidence": EVIDENCE, **statement} for statement in STATEMENTS],
        "rows": ROWS,
        "numbers": NUMBERS,
        "sections": SECTIONS,
        "drawings": DRAWINGS,
        "colours": [name for name in names if not name.startswith("chart-")],
        "chart_light": static("ui/stijl-grafiek-licht.svg"),
        "chart_dark": static("ui/stijl-grafiek-donker.svg"),
        "chart_colours": [name for name in names if name.startswith("chart-")],
    }
