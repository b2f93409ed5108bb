"""Shape of what is filled in around answering together: how a round is held, who is invited, how somebody joins."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from selfeval.instruments.model import Theme
from selfeval.models import Round
from selfeval.queries.together import MOST

MOST_GROUPS, LONGEST_GROUP = 8, 60
USUAL_GROUPS = (_("Bestuur"), _("Coördinatoren"), _("Vrijwilligers"))
APART = re.compile(r"[\s,;]+")
IN_BRACKETS = re.compile(r"<([^<>\s]+@[^<>\s]+)>")


def last_day(**options: Any) -> forms.DateField:
    """The last day of a round."""
    return forms.DateField(
        label=_("Tot en met welke dag kan iedereen antwoorden?"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        **options,
    )


class RoundForm(forms.Form):
    """How the round is held. What is chosen here about names is never changed once somebody was invited."""

    names = forms.ChoiceField(
        label=_("Zijn de antwoorden met naam?"),
        choices=[("anonymous", _("Nee, zonder namen")), ("named", _("Ja, met namen"))],
        widget=forms.RadioSelect,
    )
    names.choice_hints = {  # type: ignore[attr-defined]
        "anonymous": _("Iedereen kan vrijuit antwoorden. Van minder dan drie antwoorden laten we niets zien."),
        "named": _("In het gesprek zie je wie wat antwoordde. Dat praat makkelijker door."),
    }
    shared = forms.ChoiceField(
        label=_("Zien de deelnemers daarna wat eruit kwam?"),
        choices=[("yes", _("Ja, wie heeft ingeleverd")), ("no", _("Nee, alleen wie deze zelfevaluatie beheert"))],
        widget=forms.RadioSelect,
    )
    groups = forms.CharField(
        label=_("Welke groepen wil je vergelijken?"),
        help_text=_("Eén groep per regel, hoogstens acht. Laat leeg als je geen groepen wilt."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=MOST_GROUPS * (LONGEST_GROUP + 2) * 2,
    )
    closes_on = last_day()

    @classmethod
    def initial_for(cls, one: Round | None, today: date) -> dict[str, Any]:
        """What the form shows at first."""
        if one is None:
            usual = "\n".join(str(group) for group in USUAL_GROUPS)
            return {"shared": "yes", "groups": usual, "closes_on": today + timedelta(days=14)}
        names, shared = "anonymous" if one.anonymous else "named", "yes" if one.shared else "no"
        return {"names": names, "shared": shared, "groups": "\n".join(one.groups), "closes_on": one.closes_on}

    def clean_groups(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["groups"].splitlines()]
        groups = list({line.casefold(): line for line in reversed(lines) if line}.values())[::-1]
        if len(groups) > MOST_GROUPS:
            raise ValidationError(_("Dit zijn er meer dan acht. Neem groepen samen."))
        if any(len(one) > LONGEST_GROUP for one in groups):
            raise ValidationError(_("Houd de naam van een groep korter dan 60 tekens."))
        return groups


class EndForm(forms.Form):
    """Another last day."""

    closes_on = last_day()


class InviteForm(forms.Form):
    """Many addresses at once, of one group and with the same themes."""

    addresses = forms.CharField(
        label=_("E-mailadressen"),
        help_text=_("Plak er zoveel als je wilt, onder elkaar of met een komma ertussen."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocapitalize": "off"}),
        max_length=60_000,
    )
    group = forms.ChoiceField(label=_("Van welke groep zijn zij?"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Waarover gaan zij antwoorden?"),
        help_text=_("Kies je niets, dan krijgen zij alle stellingen."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, groups: list[str], themes: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if groups:
            choices = [("", _("Dat kiezen zij zelf")), *((one, one) for one in groups)]
            self.fields["group"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["group"]
        self.fields["themes"].choices = [(one.code, one.title) for one in themes]  # type: ignore[attr-defined]

    def clean_addresses(self) -> list[str]:
        text = self.cleaned_data["addresses"]
        bracketed = IN_BRACKETS.findall(text)  # "Wim Wit <wim@example.org>"
        rest = "\n".join(IN_BRACKETS.sub("", line) if "<" not in line else "" for line in re.split(r"[\n;,]", text))
        found = list(dict.fromkeys(one.strip("\"'").lower() for one in [*bracketed, *APART.split(rest)] if one))
        wrong = [one for one in found if not _is_address(one)]
        if wrong:
            shown = ", ".join(one[:60] for one in wrong[:5])
            raise ValidationError(
                _("Dit is geen e-mailadres: %(shown)s. Verbeter het of haal het weg; er is nog niemand gemaild."),
                params={"shown": shown},
            )
        if len(found) > MOST:
            raise ValidationError(_("Dit zijn er te veel. Nodig hoogstens %(most)d mensen uit."), params={"most": MOST})
        return found


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


class JoinForm(forms.Form):
    """What somebody says before they begin: their name, where names are shown, and their group, where nobody said it."""

    name = forms.CharField(
        label=_("Hoe heet je?"), help_text=_("Je naam staat bij je antwoorden."), max_length=80, required=True
    )
    name.widget.attrs["autocomplete"] = "name"
    group = forms.ChoiceField(label=_("Bij welke groep hoor je?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, named: bool, groups: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not named:
            del self.fields["name"]
        if groups:
            choices = [*((one, one) for one in groups), ("-", _("Iets anders"))]
            self.fields["group"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["group"]
