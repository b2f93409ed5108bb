"""Who takes over the work of somebody who stops: one for all of it, or another by piece."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from auditors.states import Work
from keurmerk.forms.acts import words_field
from keurmerk.queries.succession import Chosen, Succession


class HandOverForm(forms.Form):
    """A successor for all advising and one for all auditing; beside each piece another, or nobody yet."""

    use_required_attribute = False
    reason = words_field(
        gettext_lazy("Waarom stopt deze persoon?"), rows=3, help_text=gettext_lazy("Alleen NOV leest dit.")
    )

    def __init__(self, *args: Any, found: Sequence[Succession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = [one for one in found if one.piece.verb is not None]
        for work in Work:
            mine = [one for one in self.found if one.piece.work == work]
            if len(mine) > 1:
                self.fields[f"alles-{work}"] = _choice(
                    _("Wie neemt al het werk als %s over?") % work.label, everybody(mine)
                )
        for one in self.found:
            label = _("Wie neemt %s over?") % one.piece.application.organisation
            above = f"alles-{one.piece.work}" in self.fields
            self.fields[one.piece.key] = _choice(label, _listed(one), _("zoals hierboven") if above else _("Kies …"))
            self.fields[self.moves_of(one)] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=one.piece.application.moves
            )
        self.order_fields([name for name in self.fields if name != "reason"])

    @staticmethod
    def moves_of(one: Succession) -> str:
        return f"moves-{one.piece.key}"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.chosen: dict[str, Chosen] = {}
        for one in self.found:
            key, own = one.piece.key, given.get(one.piece.key)
            successor = own or given.get(f"alles-{one.piece.work}")
            if own == 0 or not successor:  # 0: not yet
                continue
            candidate = one.of(successor)
            if candidate is None or not candidate.may:
                why = " ".join(candidate.reasons) if candidate else _("Is niet (meer) geautoriseerd.")
                self.add_error(key, _("Kan dit niet overnemen: %s Kies een ander, of laat het staan.") % why)
                continue
            moves = given.get(self.moves_of(one))
            self.chosen[key] = Chosen(successor, one.piece.application.moves if moves is None else moves)
        if not self.chosen and not self.errors:
            self.add_error(None, _("Kies bij minstens één traject wie het overneemt."))
        return given


def everybody(found: Sequence[Succession]) -> list[tuple[int, str]]:
    """Whoever may take over at least one of these, who may take over most first."""
    times: dict[int, int] = {}
    names: dict[int, str] = {}
    for one in found:
        for candidate in one.may:
            times[candidate.user] = times.get(candidate.user, 0) + 1
            names[candidate.user] = str(candidate.profile.user)
    ranked = sorted(times, key=lambda user: (-times[user], names[user].casefold(), user))
    return [
        (user, _("%(who)s (%(n)s van %(of)s)") % {"who": names[user], "n": times[user], "of": len(found)})
        for user in ranked
    ]


def _listed(one: Succession) -> list[tuple[int, str]]:
    """Those who may, best first, with what warns."""
    listed = [(0, _("nog niet overdragen"))]
    for candidate in one.may:
        warns = " ".join(candidate.ranked.warnings)
        listed.append((candidate.user, f"{candidate.profile.user} – {warns}" if warns else str(candidate.profile.user)))
    return listed


def _choice(label: str, choices: list[tuple[int, str]], empty: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[("", empty or _("Kies …")), *choices], coerce=int, required=False, empty_value=None
    )
