"""Shape and validation of what people fill in: the profile, the route, a theme's answers, a mail address, a sheet, opinions.

A theme page is no Django form: its fields follow from the instrument, it must render fast, and what cannot be kept at one
statement must not hold up the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import Municipality
from goedgeregeld.ui.fields import DutchDecimalField, WholeNumberField
from selfeval.entries import EMPTY, MAX_WORDS, Entry, Sent, problem_with
from selfeval.instruments.model import Fact, FactValue, Instrument, Route, Statement
from selfeval.instruments.profile import needed_facts
from selfeval.states import Helped, StatementOpinion

YES_NO = {"ja": True, "nee": False}


class ProfileForm(forms.Form):
    """The facts an instrument asks first. What no condition needs may be left out."""

    organisation_name = forms.CharField(
        label=_("Hoe heet jullie organisatie?"),
        help_text=_("Deze naam komt op het voorblad van het rapport."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: object, instrument: Instrument, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.instrument = instrument
        self.fields["organisation_name"].widget.attrs["autocomplete"] = "organization"
        needed = needed_facts(instrument)
        for fact in instrument.profile:
            self.fields[fact.key] = _profile_field(fact, required=fact.key in needed)

    @staticmethod
    def initial_from(profile: Mapping[str, FactValue], organisation_name: str) -> dict[str, object]:
        """What the form shows for a profile that was given before."""
        words = {True: "ja", False: "nee"}
        shown = {key: words[value] if isinstance(value, bool) else value for key, value in profile.items()}
        return {**shown, "organisation_name": organisation_name}

    @property
    def profile(self) -> dict[str, FactValue]:
        """The facts that were given, after validation."""
        given = {fact.key: self.cleaned_data[fact.key] for fact in self.instrument.profile}
        return {key: value for key, value in given.items() if value not in (None, "")}


def _profile_field(fact: Fact, *, required: bool) -> forms.Field:
    field: forms.Field
    common = {"label": fact.question, "required": required}
    if fact.type == "int":
        field = WholeNumberField(min_value=int(fact.min), max_value=int(fact.max), **common)
    elif fact.type == "decimal":
        field = DutchDecimalField(min_value=fact.min, max_value=fact.max, max_digits=12, decimal_places=3, **common)
    elif fact.type == "bool":
        choices = [("ja", _("Ja")), ("nee", _("Nee"))]
        field = forms.TypedChoiceField(
            choices=choices, widget=forms.RadioSelect, coerce=YES_NO.__getitem__, empty_value=None, **common
        )
        field.inline = True  # type: ignore[attr-defined]
    elif fact.type == "choice":
        field = forms.ChoiceField(choices=[("", _("Kies …")), *fact.options], **common)
    else:
        municipalities = Municipality.objects.filter(ended_on__isnull=True).values_list("code", "name")
        field = forms.ChoiceField(choices=lambda: [("", _("Kies …")), *municipalities], **common)
    field.why = fact.why  # type: ignore[attr-defined]
    return field


class RouteForm(forms.Form):
    """The route, out of those that are open."""

    route = forms.ChoiceField(label=_("Welke route kiezen jullie?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, routes: Iterable[Route], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["route"].choices = [(route.key, route.title) for route in routes]  # type: ignore[attr-defined]


@dataclass
class ThemeForm:
    """The answers of one theme (or of one statement, when it is saved by itself) as they were sent in.

    `sent` holds what can be kept, `errors` the rest with its reason in Dutch; nothing stands in both.
    """

    statements: Iterable[Statement]
    top: int
    data: MultiValueDict[str, str]
    sent: dict[str, Sent] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for statement in self.statements:
            code = statement.code
            if f"{code}-was" not in self.data:
                continue
            entry = self.typed[code] = Entry(
                self.data.get(code, "").strip(), self._words(f"{code}-reden"), self._words(f"{code}-opmerking")
            )
            problem = problem_with(statement, self.top, entry)
            if len(self.data.getlist(code)) > 1:
                problem = str(_("Er kwamen twee antwoorden tegelijk binnen. Kies er een."))
            if problem:
                self.errors[code] = problem
            else:
                self.sent[code] = Sent(entry, self.data.get(f"{code}-was", EMPTY.mark))

    def differing(self, code: str, stored: Entry) -> dict[str, str]:
        """The fields of this statement in which something else is stored than was sent, by their names on the page."""
        sent, names = self.sent[code].entry, {"choice": code, "reason": f"{code}-reden", "remark": f"{code}-opmerking"}
        pairs = {name: (getattr(sent, field), getattr(stored, field)) for field, name in names.items()}
        return {name: kept for name, (mine, kept) in pairs.items() if mine != kept}

    def _words(self, name: str) -> str:
        text = self.data.get(name, "").replace("\r\n", "\n").replace("\x00", "").strip()
        if not text:
            return ""
        return "\n".join(line.rstrip() for line in text.split("\n"))


class MailForm(forms.Form):
    email = forms.EmailField(label=_("Naar welk e-mailadres?"), max_length=254)
    email.widget.attrs.update({"autocomplete": "email"})


class WarnForm(forms.Form):
    """An address to mail before the evaluation is erased."""

    email = forms.EmailField(label=_("Je e-mailadres"), max_length=254)
    email.widget.attrs.update({"autocomplete": "email"})


class LinkForm(forms.Form):
    """A personal link, pasted."""

    link = forms.CharField(label=_("Plak hier je persoonlijke link"), max_length=500)


class SheetForm(forms.Form):
    """A filled-in questionnaire. What stands in it is judged by `selfeval.sheets`."""

    sheet = forms.FileField(
        label=_("Het ingevulde Excel-formulier"),
        error_messages={"empty": _("Dit bestand is leeg. Kies het formulier dat je hebt ingevuld.")},
    )
    sheet.widget.attrs["accept"] = ".xlsx"

    def clean_sheet(self) -> bytes:
        upload = self.cleaned_data["sheet"]
        if upload.size > settings.SHEET_MAX_BYTES:
            raise forms.ValidationError(
                _("Dit bestand is te groot (%(mb)d MB). Een ingevuld formulier is kleiner dan %(max)d MB."),
                params={"mb": upload.size // 1_000_000, "max": settings.SHEET_MAX_BYTES // (1024 * 1024)},
            )
        return upload.read()


def _comment(question: str) -> forms.CharField:
    """Room for words of one's own beside an opinion."""
    return forms.CharField(
        label=question,
        help_text=_("Schrijf hier geen namen of andere persoonlijke gegevens."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(MAX_WORDS)],
    )


class StatementOpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label=_("Wat is er met deze stelling?"), choices=StatementOpinion.choices, widget=forms.RadioSelect
    )
    comment = _comment(_("Wil je het uitleggen?"))


class ReportOpinionForm(forms.Form):
    helped = forms.ChoiceField(
        label=_("Heeft dit rapport je geholpen?"), choices=Helped.choices, widget=forms.RadioSelect
    )
    comment = _comment(_("Wat kan er beter?"))


class ClaimForm(forms.Form):
    """For which of my organisations an evaluation is claimed; "nieuw" makes one. Who has none is not asked."""

    organisation = forms.ChoiceField(
        label=_("Bij welke organisatie hoort deze zelfevaluatie?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: object, organisations: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field_ = self.fields["organisation"]
        field_.choices = [*organisations, ("nieuw", _("Een nieuwe organisatie"))]  # type: ignore[attr-defined]
        if not organisations:
            field_.widget, field_.initial = forms.HiddenInput(), "nieuw"


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, chosen or typed as people here write it."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=widget,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y"],
    )
