"""What is filled in when the mark is asked for, and when an adviser is chosen."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from auditors.models import Profile
from goedgeregeld.accounts.models import Municipality
from keurmerk.forms.acts import ActForm, words_field
from keurmerk.queries.request import Candidate

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
        **kwargs: Any,
    ) -> None:
        """`before`: the number of who advised them the last time; chosen already, where they can again."""
        super().__init__(*args, **kwargs)
        field = self.fields["adviser"]
        listed = list(advisers)
        names = [(str(one.user_id), str(one.user)) for one in listed]
        field.choices = [*names, (OFFICE, _("Laat NOV een adviseur zoeken"))]  # type: ignore[attr-defined]
        hints = {str(one.user_id): works_for(one, municipality) for one in listed}
        hints[OFFICE] = _("NOV vraagt iemand die bij jullie past. Jullie horen binnen twee weken wie dat is.")
        field.choice_hints = hints  # type: ignore[attr-defined]
        if not listed:
            field.initial = OFFICE
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


class ReplaceAdviserForm(ActForm):
    """Who goes on advising, and why."""

    adviser = forms.TypedChoiceField(
        label=_("Wie neemt het over?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": _("Kies een adviseur."), "invalid_choice": _("Deze adviseur kan niet.")},
    )
    reason = words_field(_("Waarom?"), rows=3, help_text=WHY_HELP)

    def __init__(self, *args: Any, candidates: Iterable[Candidate], now: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_advisers(self.fields["adviser"], [one for one in candidates if one.user_id != now])


class AssignForm(ActForm):
    """Which adviser the office asks; who has a conflict of interest is in sight, but cannot be chosen."""

    adviser = forms.TypedChoiceField(
        label=_("Adviseur"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": _("Kies een adviseur."), "invalid_choice": _("Deze adviseur kan niet.")},
    )

    def __init__(self, *args: Any, candidates: Iterable[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_advisers(self.fields["adviser"], candidates)


def fill_advisers(field: forms.Field, candidates: Iterable[Candidate]) -> None:
    """Offer those who have no conflict of interest, each with what speaks for them."""
    listed = [one for one in candidates if not one.conflicts]
    field.choices = [(one.user_id, str(one.profile.user)) for one in listed]  # type: ignore[attr-defined]
    field.choice_hints = {str(one.user_id): said_of(one) for one in listed}  # type: ignore[attr-defined]


def said_of(one: Candidate) -> str:
    """What speaks for somebody, in words."""
    if one.local:
        where = _now("werkt in de gemeente van de organisatie")
    else:
        where = _now("werkt in het hele land") if one.profile.nationwide else _now("werkt niet in deze gemeente")
    busy = _now("begeleidt nu niemand")
    if one.load:
        busy = ngettext("begeleidt nu %d organisatie", "begeleidt nu %d organisaties", one.load) % one.load
    before = _now("; wees deze aanvraag eerder af") if one.declined else ""
    return f"{one.profile.employer or _now('Zelfstandig adviseur')}, {where}, {busy}{before}"
