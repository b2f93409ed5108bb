"""What is filled in on the pages of the dossier as a whole: explanations, which evaluation, and handing it in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keurmerk.dossiers import Explained
from keurmerk.drafts import MAX_WORDS, Sent, differing, mark_of, tidy
from keurmerk.forms.acts import ActForm
from selfeval.instruments.model import FULL
from selfeval.models import Evaluation


def seen_mark(text: str) -> str:
    """The mark of an explanation as a page carries it: the last of three parts, as `selfeval/autosave.js` expects."""
    return f"..{mark_of(Explained(text))}"


@dataclass
class ExplanationsForm:
    """The explanations of one theme (or of one statement, when it is saved by itself) as they were sent in.

    `sent` holds what can be kept, `errors` the rest with its reason in Dutch; nothing stands in both.
    """

    codes: Iterable[str]
    data: MultiValueDict[str, str]
    sent: dict[str, Sent[Explained]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code in self.codes:
            if f"{code}-was" not in self.data:
                continue
            text = self.typed[code] = tidy(self.data.get(f"{code}-opmerking", ""))
            if len(text) > MAX_WORDS:
                self.errors[code] = _("Deze tekst is te lang. Gebruik hoogstens %(n)d tekens.") % {"n": MAX_WORDS}
            else:
                self.sent[code] = Sent(Explained(text), self.data[f"{code}-was"].rpartition(".")[2])

    def differing(self, code: str, stored: Explained) -> dict[str, str]:
        """What is stored here, by its name on the page, where that is something else than was sent."""
        return differing(self.sent[code].entry, stored, {"text": f"{code}-opmerking"})


class ChooseEvaluationForm(ActForm):
    """One of the evaluations of the organisation."""

    evaluation = forms.TypedChoiceField(
        label=gettext_lazy("Met welke zelfevaluatie maken jullie het dossier?"), widget=forms.RadioSelect, coerce=UUID
    )

    def __init__(self, *args: object, evaluations: Iterable[Evaluation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        found = list(evaluations)
        of = self.fields["evaluation"]
        of.choices = [(str(one.pk), _title(one)) for one in found]  # type: ignore[attr-defined]
        of.choice_hints = {str(one.pk): _hint(one) for one in found}  # type: ignore[attr-defined]


def _title(one: Evaluation) -> str:
    if one.completed_at:
        return _("Afgerond op %(day)s") % {"day": _day(one.completed_at)}
    return _("Nog bezig, begonnen op %(day)s") % {"day": _day(one.started_at)}


def _hint(one: Evaluation) -> str:
    route = _("volledige route") if one.route == FULL else _("sterroute")
    changed = _("laatst gewijzigd op %(day)s") % {"day": _day(one.changed_at)}
    return " · ".join(filter(None, [one.organisation_name, route, "" if one.completed_at else changed]))


def _day(moment: object) -> str:
    return date_format(timezone.localtime(moment), "j F Y")  # type: ignore[arg-type]


class SubmitForm(ActForm):
    """Where something lacks, whoever hands the dossier in says to have seen it."""

    seen = forms.BooleanField(label=gettext_lazy("We weten dat dit ontbreekt, en dienen het dossier zo in."))

    def __init__(self, *args: object, lacks: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not lacks:
            del self.fields["seen"]
        else:
            self.fields["seen"].error_messages["required"] = _("Zet hier een vinkje, of vul eerst aan wat ontbreekt.")
