"""What is filled in when the mark is asked for, and when an adviser is chosen."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from auditors.models import Profile
from goedgeregeld.accounts.models import Municipality
from keurmerk.forms.acts import ChoosingForm, words_field
from keurmerk.queries.candidates import Candidate

OFFICE = "nov"
WHY_HELP = _("Alleen NOV leest dit.")


class RequestForm(forms.Form):
    """Whom to ask, and what they should know beforehand."""

    adviser = forms.ChoiceField(
        label=_("Wie gaat jullie begeleiden?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een adviseur, of laat NOV er een zoeken."),
            "invalid_choice": _("Deze adviseur kan niet (meer). Kies een andere, of laat NOV er een zoeken."),
        },
    )
    wish = words_field(
        _("Wat moet de adviseur weten?"),
        required=False,
        rows=4,
        help_text=_("Bijvoorbeeld wanneer jullie willen beginnen, en wie er te bellen is."),
    )

    def __init__(
        self,
        *args: Any,
        advisers: Iterable[Profile],
        municipality: Municipality | None,
        before: int | None = None,
        wanted: str = "",
        **kwargs: Any,
    ) -> None:
        """`before`: the number of who advised them the last time; chosen already, where they can again. So is who was `wanted`
        on a page of the finder, before all.
        """
        super().__init__(*args, **kwargs)
        field = self.fields["adviser"]
        listed = list(advisers)
        names = [(str(one.user_id), str(one.user)) for one in listed]
        field.choices = [*names, (OFFICE, _("Laat NOV een adviseur zoeken"))]  # type: ignore[attr-defined]
        hints = {str(one.user_id): works_for(one, municipality) for one in listed}
        hints[OFFICE] = _("NOV vraagt iemand die bij jullie past. Jullie horen binnen twee weken wie dat is.")
        field.choice_hints = hints  # type: ignore[attr-defined]
        self.wanted_cannot = bool(wanted) and wanted not in hints
        if not listed:
            field.initial = OFFICE
        elif wanted in hints:
            field.initial = wanted
        elif before in {one.user_id for one in listed}:
            field.initial = str(before)

    @property
    def adviser_id(self) -> int | None:
        """The number of the adviser that was chosen; None: the office looks for one."""
        chosen = self.cleaned_data["adviser"]
        return None if chosen == OFFICE else int(chosen)


def works_for(profile: Profile, municipality: Municipality | None) -> str:
    """For whom somebody works and where, in words: "Vrijwilligerscentrale Utrecht, werkt in Utrecht"."""
    where = _now("werkt in het hele land") if profile.nationwide else _now("werkt in %s") % municipality
    return f"{profile.employer or _now('Zelfstandig adviseur')}, {where}"


class AssignForm(ChoosingForm):
    """Which adviser the office asks; who may not is in sight on the page, but cannot be chosen."""

    field = "adviser"
    field_order = ["adviser", "why"]
    adviser = forms.TypedChoiceField(
        label=_("Adviseur"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": _("Kies een adviseur."), "invalid_choice": _("Deze adviseur kan niet.")},
    )

    def __init__(self, *args: Any, candidates: Iterable[Candidate], now: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(one for one in candidates if one.user != now)


class ReplaceAdviserForm(AssignForm):
    """Who goes on advising, and why."""

    field_order = ["adviser", "why", "reason"]
    reason = words_field(_("Waarom stopt de vorige adviseur?"), rows=3, help_text=WHY_HELP)
