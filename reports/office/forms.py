"""What one may choose in the office's lists. The fields read as one sentence; what makes no sense is refused with words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.states import RoleKind, Sector
from keurmerk.queries import lists, marks, signals
from keurmerk.register.entries import WORDS
from keurmerk.states import ApplicationKind, ApplicationState, DueKind, DueState, Party, SignalState
from reports.history.queries import KINDS
from reports.history.sentences import choices as verb_choices

ALL = ("", _("maakt niet uit"))
PARTIES = [(one.value, one.label) for one in Party if one != Party.NOBODY]


class Filter(forms.Form):
    """A form in the address. What is filled in is in `chosen` as soon as it makes sense; the rest counts as not chosen."""

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="kies_%s")
        for field in self.fields.values():
            field.required = False

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, without what was left open or refused."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in {None, ""}}


class UserFilter(Filter):
    q = forms.CharField(label=_("naam of e-mailadres"), max_length=100)
    role = forms.ChoiceField(
        label=_("rol"),
        choices=[ALL, *RoleKind.choices, ("member", _("lid van een organisatie")), ("none", _("zonder rol"))],
    )
    second = forms.ChoiceField(label=_("tweede stap"), choices=[ALL, ("yes", _("ingesteld")), ("no", _("nog niet"))])
    active = forms.ChoiceField(label=_("account"), choices=[ALL, ("yes", _("aan")), ("no", _("uit"))])


class OrganisationFilter(Filter):
    q = forms.CharField(label=_("naam of KvK-nummer"), max_length=100)
    province = forms.ChoiceField(label=_("provincie"))
    municipality = forms.ChoiceField(label=_("gemeente"))
    sector = forms.ChoiceField(label=_("sector"), choices=[ALL, *Sector.choices])

    def __init__(self, data: Any, *, provinces: list[str], municipalities: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["province"].choices = [ALL, *((one, one) for one in provinces)]
        self.fields["municipality"].choices = [ALL, *municipalities]


class InvitationFilter(Filter):
    STATES = [
        ("open", _("open")),
        ("expiring", _("bijna verlopen")),
        ("expired", _("verlopen")),
        ("accepted", _("aangenomen")),
        ("withdrawn", _("ingetrokken")),
    ]
    q = forms.CharField(label=_("e-mailadres"), max_length=100)
    state = forms.ChoiceField(label=_("stand"), choices=[ALL, *STATES])
    to = forms.ChoiceField(
        label=_("waarvoor"), choices=[ALL, ("organisation", _("een organisatie")), *RoleKind.choices]
    )


class EventFilter(Filter):
    who = forms.CharField(label=_("wie: naam of e-mailadres"), max_length=100)
    verb = forms.ChoiceField(label=_("wat"), choices=[ALL, *verb_choices()])
    kind = forms.ChoiceField(label=_("waarop"), choices=[ALL, *((key, one[0]) for key, one in KINDS.items())])
    since = forms.DateField(label=_("vanaf"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("tot en met"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("De laatste dag ligt voor de eerste."))
        return cleaned


class MoneyFilter(Filter):
    """Which amounts to show. `year` is always chosen: this one where nothing else is."""

    year = forms.ChoiceField(label=_("jaar"))
    kind = forms.ChoiceField(label=_("waarvoor"), choices=[ALL, *DueKind.choices])
    state = forms.ChoiceField(label=_("stand"), choices=[ALL, *DueState.choices])

    def __init__(self, data: Any, *, years: list[int], this_year: int) -> None:
        super().__init__(data if data.get("year") else {**data.dict(), "year": str(this_year)})
        self.fields["year"].choices = [(str(year), str(year)) for year in years]
        self.this_year = this_year

    @property
    def chosen(self) -> dict[str, Any]:
        """As of every filter, with the year as a number."""
        chosen = super().chosen
        return {**chosen, "year": int(chosen.get("year", self.this_year))}


class ApplicationFilter(Filter):
    q = forms.CharField(label=_("organisatie of kenmerk"), max_length=100)
    state = forms.ChoiceField(
        label=_("stand"),
        choices=[
            ALL,
            (lists.LIVE_ONES, _("nog bezig")),
            (lists.ENDED_ONES, _("afgelopen")),
            *ApplicationState.choices,
        ],
    )
    waits_for = forms.ChoiceField(label=_("wacht op"), choices=[ALL, *PARTIES])
    late = forms.ChoiceField(label=_("op tijd"), choices=[ALL, ("yes", _("te laat")), ("no", _("op tijd"))])
    adviser = forms.TypedChoiceField(label=_("adviseur"), coerce=int, empty_value="")
    auditor = forms.TypedChoiceField(label=_("auditor"), coerce=int, empty_value="")
    province = forms.ChoiceField(label=_("provincie"))
    kind = forms.ChoiceField(label=_("soort"), choices=[ALL, *ApplicationKind.choices])

    def __init__(
        self, data: Any, *, advisers: list[tuple[int, str]], auditors: list[tuple[int, str]], provinces: list[str]
    ) -> None:
        super().__init__(data)
        self.fields["adviser"].choices = [ALL, *advisers]
        self.fields["auditor"].choices = [ALL, *auditors]
        self.fields["province"].choices = [ALL, *((one, one) for one in provinces)]


class MarkFilter(Filter):
    q = forms.CharField(label=_("organisatie of nummer"), max_length=100)
    state = forms.ChoiceField(label=_("stand"), choices=[ALL, *((one.value, words) for one, words in WORDS.items())])
    ending = forms.ChoiceField(label=_("einde"), choices=[ALL, (marks.SOON, _("binnen negen maanden"))])
    origin = forms.ChoiceField(
        label=_("herkomst"), choices=[ALL, (marks.HERE, _("hier toegekend")), (marks.BEFORE, _("ingelezen"))]
    )
    linked = forms.ChoiceField(
        label=_("organisatie"), choices=[ALL, ("yes", _("bij een organisatie hier")), ("no", _("los"))]
    )


class SignalFilter(Filter):
    q = forms.CharField(label=_("organisatie of nummer"), max_length=100)
    state = forms.ChoiceField(
        label=_("stand"), choices=[ALL, (signals.OPEN, _("nog niet afgehandeld")), *SignalState.choices]
    )
