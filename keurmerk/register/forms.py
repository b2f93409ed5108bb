"""What the public fills in: what to look for, and a signal that something is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.states import Sector
from keurmerk.validity import Standing

ALL = "alle"
# What one may ask for, by the word in the address. The first is meant where nothing is asked.
STANDS = {
    "geldig": (Standing.VALID, _("geldig")),
    "geschorst": (Standing.SUSPENDED, _("geschorst")),
    "verlopen": (Standing.EXPIRED, _("verlopen")),
    "ingetrokken": (Standing.WITHDRAWN, _("ingetrokken")),
    ALL: ("", _("van alle standen")),
}
NAMES = (
    "naam",
    "gemeente",
    "provincie",
    "sector",
    "stand",
    "vanaf",
)  # the fields of a search, as they stand in the address
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for. What makes no sense counts as not asked; so it is said in the sentence that is shown."""

    text: str
    shelf: dict[str, str]
    stand: str
    after: str

    @property
    def wanted(self) -> str:
        return str(STANDS[self.stand][0])

    @property
    def chosen(self) -> bool:
        return bool(self.text or self.shelf or self.stand != next(iter(STANDS)))

    @property
    def fields(self) -> dict[str, str]:
        """What is chosen, as it stands in an address."""
        asked = {
            "naam": self.text,
            "gemeente": self.shelf.get("municipality", ""),
            "provincie": self.shelf.get("province", ""),
            "sector": self.shelf.get("sector", ""),
            "stand": self.stand if self.stand != next(iter(STANDS)) else "",
        }
        return {name: value for name, value in asked.items() if value}


def read_search(asked: Mapping[str, str], places: list[Municipality]) -> Search:
    """What is looked for, from the fields of an address."""
    given = {name: " ".join(asked.get(name, "").split())[:LONGEST] for name in NAMES if name != "vanaf"}
    allowed = {
        "municipality": (given["gemeente"], {one.code for one in places}),
        "province": (given["provincie"], {one.province for one in places}),
        "sector": (given["sector"], set(Sector.values)),
    }
    shelf = {name: value for name, (value, among) in allowed.items() if value in among}
    stand = given["stand"] if given["stand"] in STANDS else next(iter(STANDS))
    return Search(given["naam"], shelf, stand, asked.get("vanaf", "")[:LONGEST].replace("\x00", ""))


class SignalForm(forms.Form):
    """Something is wrong at an organisation with the mark. `website` is a trap: people do not see it, programs fill it in."""

    use_required_attribute = False  # as in the other forms: what was not filled in yet is not wrong yet
    text = forms.CharField(
        label=_("Wat klopt er niet?"),
        widget=forms.Textarea({"rows": 6}),
        max_length=4000,
        help_text=_("Schrijf wat je zag of meemaakte, en wanneer. Noem liever geen namen van anderen."),
        error_messages={"required": _("Schrijf in een paar woorden wat er niet klopt.")},
    )
    name = forms.CharField(label=_("Je naam"), max_length=150, required=False)
    name.widget.attrs["autocomplete"] = "name"
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        required=False,
        help_text=_("Alleen om je iets te kunnen vragen. De organisatie krijgt je naam en adres niet."),
        error_messages={"invalid": _("Dit is geen e-mailadres. Voorbeeld: naam@voorbeeld.nl")},
    )
    email.widget.attrs["autocomplete"] = "email"
    website = forms.CharField(required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}))

    @property
    def trapped(self) -> bool:
        """Whether a program filled this in."""
        return bool(self.cleaned_data["website"])

    @property
    def signal(self) -> dict[str, Any]:
        """What was written."""
        return {name: self.cleaned_data[name] for name in ("text", "name", "email")}
