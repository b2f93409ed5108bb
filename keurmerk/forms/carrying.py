"""What is filled in for a mark one carries: the handing over, the yearly declaration."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from keurmerk.forms.acts import ActForm, words_field
from keurmerk.models import HandOver, Mark
from keurmerk.queries.handing_over import moment

YES, NO = "yes", "no"


class HandOverForm(ActForm):
    """When, where and by whom; or not at all. `moves` is the moment of the last change the page had seen."""

    wanted = forms.ChoiceField(
        label=_("Wordt het keurmerk uitgereikt?"),
        widget=forms.RadioSelect,
        choices=[(YES, _("Ja, er komt een feestelijk moment")), (NO, _("Nee, zonder uitreiking"))],
        error_messages={"required": _("Kies ja of nee.")},
    )
    on = forms.DateField(
        label=_("Op welke dag?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Weet je het nog niet? Laat het dan leeg."),
    )
    place = forms.CharField(label=_("Waar?"), required=False, max_length=200)
    by_whom = forms.CharField(
        label=_("Wie reikt het uit?"),
        required=False,
        max_length=200,
        help_text=_("Bijvoorbeeld de wethouder, of iemand van NOV."),
    )
    note = words_field(_("Notitie"), required=False, rows=3, help_text=_("De organisatie en NOV lezen dit allebei."))

    def __init__(self, *args: Any, mark: Mark, hand_over: HandOver | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(hand_over))
        super().__init__(*args, **kwargs)
        self.mark = mark

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        on = found.get("on")
        if found.get("wanted") == YES and on and not self.mark.decided_on <= on <= self.mark.valid_until:
            self.add_error("on", _("Kies een dag na het besluit en voor het einde van het keurmerk."))
        return found


def _initial(hand_over: HandOver | None) -> dict[str, Any]:
    if hand_over is None:
        return {"moves": 0}
    names = ("on", "place", "by_whom", "note")
    kept = {name: getattr(hand_over, name) for name in names}
    return {**kept, "wanted": NO if hand_over.skipped else YES, "moves": moment(hand_over)}


class DeclareForm(ActForm):
    """Whether anything essential changed this year, and what."""

    changed = forms.ChoiceField(
        label=_("Is er iets wezenlijks veranderd?"),
        widget=forms.RadioSelect,
        choices=[(NO, _("Nee, het gaat nog zoals toen")), (YES, _("Ja, er is iets veranderd"))],
        error_messages={"required": _("Kies nee of ja.")},
    )
    text = words_field(
        _("Wat is er veranderd?"),
        required=False,
        help_text=_("Alleen bij ja. Schrijf in een paar zinnen wat er anders is, en wat jullie daaraan doen."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "text" not in found or "changed" not in found:
            return found
        if found["changed"] == YES and not found["text"]:
            self.add_error("text", _("Schrijf op wat er veranderd is."))
        if found["changed"] == NO and found["text"]:
            self.add_error("text", _("Je koos nee, maar schreef wel iets op. Kies ja, of maak dit vak leeg."))
        return found
