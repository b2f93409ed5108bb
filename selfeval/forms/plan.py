"""Shape and validation of the improvement plan: an action, and the reason why one is dropped."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from selfeval.forms import day_field
from selfeval.models import ImprovementAction
from selfeval.states import Effort

MAX = 1000
OTHER = "anders"


def _words(label: Any, *, required: bool = True, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[MaxLengthValidator(MAX)],
    )


class ProposalForm(forms.Form):
    """What an action is, without who does it: what an adviser proposes."""

    use_required_attribute = False  # a field that was not filled in yet is not wrong yet
    what = _words(_("Wat gaan jullie doen?"))
    why = _words(_("Waarom?"), required=False, rows=2)
    statement = forms.ChoiceField(label=_("Bij welke stelling hoort het?"), required=False)
    due = day_field(_("Wanneer moet het klaar zijn?"), required=False)
    effort = forms.ChoiceField(
        label=_("Hoeveel werk is het?"), choices=[("", _("Weten we nog niet")), *Effort.choices], required=False
    )

    def __init__(self, *args: Any, statements: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].choices = (
            [("", _("Geen"))]
            + [  # type: ignore[attr-defined]
                (code, f"{code}. {text if len(text) <= 90 else text[:89].rstrip() + '…'}") for code, text in statements
            ]
        )

    @property
    def values(self) -> dict[str, Any]:
        """The fields of an action, after validation."""
        return {name: self.cleaned_data[name] for name in ("what", "why", "statement", "due", "effort")}


class ActionForm(ProposalForm):
    """The whole of an action. Who does it: a member (by number, with the name), somebody without account, or nobody yet."""

    owner = forms.ChoiceField(label=_("Wie doet het?"), required=False)
    owner_name = forms.CharField(label=_("Naam"), max_length=100, required=False)
    owner_email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        required=False,
        help_text=_(
            "We mailen een week voor de einddatum en een dag erna, en verder niet. Vraag eerst of dat goed is."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("what", "why", "statement", "owner", "owner_name", "owner_email", "due", "effort", "seen")

    def __init__(self, *args: Any, members: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        people = [(f"lid-{pk}", name) for pk, name in members.items()]
        chosen = self.fields["owner"]
        chosen.choices = [("", _("Nog niemand")), *people, (OTHER, _("Iemand zonder account"))]  # type: ignore[attr-defined]
        if members:
            self.fields["owner_name"].help_text = _("Alleen voor iemand zonder account.")
        else:
            chosen.widget = forms.HiddenInput()
            self.fields["owner_name"].label = _("Wie doet het?")

    @staticmethod
    def initial_from(action: ImprovementAction, seen: str) -> dict[str, Any]:
        """What the form shows of an action."""
        names = ("what", "why", "statement", "owner_name", "owner_email", "due", "effort")
        owner = f"lid-{action.owner_id}" if action.owner_id else OTHER if action.owner_name else ""
        return {**{name: getattr(action, name) for name in names}, "owner": owner, "seen": seen}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        chosen = found.get("owner", "")
        named = found.get("owner_name") or found.get("owner_email")
        if chosen.startswith("lid-") and named:
            self.add_error("owner_name", _("Kies iemand uit de lijst, of vul hier een naam in. Niet allebei."))
        elif not found.get("owner_name") and (chosen == OTHER or named):
            self.add_error("owner_name", _("Vul in hoe deze persoon heet."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data["owner"].removeprefix("lid-")
        owner = int(chosen) if chosen.isdigit() else None  # one of the choices, as the field saw to
        return {
            **super().values,
            "owner_id": owner,
            "owner_name": self.cleaned_data["owner_name"],
            "owner_email": self.cleaned_data["owner_email"].strip().lower(),
        }


class ReasonForm(forms.Form):
    """Why an action is dropped, or a proposal declined."""

    use_required_attribute = False  # a field that was not filled in yet is not wrong yet
    reason = _words(_("Waarom?"), rows=2)
