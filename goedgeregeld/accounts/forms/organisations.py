"""What is asked of an organisation, of its members and of an invitation. Forms shape; acts decide."""

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.forms.addresses import AddressField, readable
from goedgeregeld.accounts.models import Municipality, Organisation
from goedgeregeld.accounts.states import OFFICE, Right, RoleKind, Sector
from goedgeregeld.ui.fields import DutchDecimalField, WholeNumberField

MOST = 1_000_000


class OrganisationForm(forms.Form):
    """An organisation as its beheerders know it."""

    name = forms.CharField(label=_("Naam van de organisatie"), max_length=200, validators=[readable])
    kvk = forms.CharField(
        label=_("KvK-nummer"),
        help_text=_("Acht cijfers. Hebben jullie er geen? Laat dit dan leeg."),
        required=False,
        max_length=20,
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", _("Kies …")), *Sector.choices], required=False)
    municipality = forms.ChoiceField(label=_("Gemeente"), required=False)
    volunteers = WholeNumberField(label=_("Aantal vrijwilligers"), min_value=0, max_value=MOST, required=False)
    paid_fte = DutchDecimalField(
        label=_("Betaalde medewerkers, in fte"),
        help_text=_("Twee mensen die ieder de halve week werken, zijn samen 1 fte."),
        min_value=0,
        max_value=MOST - 1,
        max_digits=9,
        decimal_places=3,
        required=False,
    )
    locations = WholeNumberField(label=_("Aantal locaties"), min_value=0, max_value=MOST, required=False)
    website = forms.URLField(
        label=_("Website"),
        max_length=300,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = _municipalities  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["autocomplete"] = "organization"
        self.fields["kvk"].widget.attrs |= {"inputmode": "numeric", "class": "short"}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_kvk(self) -> str:
        digits = re.sub(r"[\s.]", "", self.cleaned_data["kvk"])
        if digits and not re.fullmatch(r"[0-9]{8}", digits):
            raise forms.ValidationError(_("Een KvK-nummer heeft acht cijfers, zoals 12345678."))
        return digits

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        """What the form shows for an organisation there is."""
        names = ("name", "kvk", "sector", "volunteers", "paid_fte", "locations", "website")
        shown = {name: getattr(organisation, name) for name in names}
        return {**shown, "municipality": organisation.municipality_id or ""}

    @property
    def values(self) -> dict[str, Any]:
        """The fields as the acts take them, after validation."""
        code = self.cleaned_data["municipality"]
        return {**self.cleaned_data, "municipality": Municipality.objects.get(pk=code) if code else None}


def _municipalities() -> list[tuple[str, Any]]:
    living = Municipality.objects.filter(ended_on__isnull=True).values_list("code", "name")
    return [("", _("Kies …")), *living]


def invited_address() -> AddressField:
    """The address of somebody else."""
    widget = forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return AddressField(widget=widget, error_messages={"required": _("Vul een e-mailadres in.")})


class RightForm(forms.Form):
    """A right in an organisation, with what it means."""

    right = forms.ChoiceField(label=_("Wat mag deze persoon?"), choices=Right.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"].choice_hints = {  # type: ignore[attr-defined]
            Right.MANAGER: _("alles: invullen, mensen uitnodigen en gegevens wijzigen"),
            Right.EDITOR: _("zelfevaluaties invullen en afronden"),
            Right.READER: _("meelezen, niets veranderen"),
        }


class InviteMemberForm(RightForm):
    """Whom a beheerder invites to the organisation."""

    email = invited_address()
    field_order = ["email", "right"]


class InviteToRoleForm(forms.Form):
    """Whom the office invites to a role; the office's own roles only for administrators."""

    email = invited_address()
    role = forms.ChoiceField(label=_("Rol"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, everything: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(kind, label) for kind, label in RoleKind.choices if everything or kind not in OFFICE]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Who succeeds a beheerder, and whether the old one stays as invuller."""

    to = forms.ChoiceField(label=_("Wie neemt het over?"), widget=forms.RadioSelect)
    stay = forms.ChoiceField(
        label=_("En jij?"),
        choices=[("yes", _("Ik blijf als invuller")), ("no", _("Ik verlaat de organisatie"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = members  # type: ignore[attr-defined]
