"""A tie of somebody, or of their employer, to an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from auditors.forms.fields import date_field
from auditors.states import TieKind
from goedgeregeld.accounts.names import searchable
from goedgeregeld.accounts.queries import living_organisations


class TieForm(forms.Form):
    """A tie to an organisation, which is named as it stands in the system."""

    organisation = forms.CharField(
        label=_("Welke organisatie?"), help_text=_("De naam zoals die hier staat."), max_length=200
    )
    kind = forms.ChoiceField(label=_("Wat is de band?"), choices=TieKind.choices)
    whose = forms.ChoiceField(
        label=_("Van wie?"),
        choices=[("person", _("deze persoon")), ("employer", _("de werkgever, en dus van iedereen die daar werkt"))],
        widget=forms.RadioSelect,
        initial="person",
    )
    began_on = date_field(_("Van"), required=False)
    ended_on = date_field(_("Tot en met"), required=False, help_text=_("Leeg: de band is er nog."))

    def clean_organisation(self) -> Any:
        found = list(living_organisations().filter(search=searchable(self.cleaned_data["organisation"]))[:2])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("Er is geen organisatie met precies deze naam."))
        raise forms.ValidationError(_("Er zijn er meer met deze naam. Voeg eerst de dubbele samen."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        began, ended = given.get("began_on"), given.get("ended_on")
        if began and ended and began > ended:
            self.add_error("ended_on", _("De band kan niet eindigen voor hij begon."))
        return given


class OwnTieForm(TieForm):
    """A tie of oneself. One of the employer is the office's to write down."""

    whose = None


class TieDatesForm(forms.Form):
    """Other dates of a tie."""

    began_on = date_field(_("Van"), required=False)
    ended_on = date_field(_("Tot en met"), required=False, help_text=_("Leeg: de band is er nog."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        began, ended = given.get("began_on"), given.get("ended_on")
        if began and ended and began > ended:
            self.add_error("ended_on", _("De band kan niet eindigen voor hij begon."))
        return given
