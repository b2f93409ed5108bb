"""What pages send that are saved as they are typed: judgements, the talk, findings, answers to the auditor.

Such a page is no Django form: its fields follow from the instrument, and what cannot be kept at one statement does not hold up
the others. Each entry has a field "CODE-was" with the mark of what the page showed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from keurmerk.drafts import MAX_WORDS, Sent, mark_of, tidy
from keurmerk.drafts import differing as differing_fields

# By field of the entry: what comes after its code in the name on the page.
OPINION = {"choice": "", "evidence": "-bewijs", "remark": "-opmerking"}
TALK = {"on": "-op", "present": "-aanwezig", "report": "-verslag"}
FOUND = {"verdict": "", "reason": "-reden"}
ANSWER = {"text": "-tekst"}


def endings(shape: Mapping[str, str]) -> str:
    """The endings of the names, for the script that saves them."""
    return "|".join(shape.values())


@dataclass
class Entries:
    """The entries of a page as they were sent in.

    `sent` holds what can be read, `errors` the rest with its reason in Dutch (nothing stands in both), `typed` all of it.
    """

    kind: type[Any]
    shape: Mapping[str, str]
    codes: Iterable[str]
    data: MultiValueDict[str, str]
    sent: dict[str, Sent[Any]] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code in self.codes:
            if f"{code}-was" not in self.data:
                continue
            values = {name: tidy(self.data.get(f"{code}{ending}", "")) for name, ending in self.shape.items()}
            entry = self.typed[code] = self.kind(**values)
            if any(len(self.data.getlist(f"{code}{ending}")) > 1 for ending in self.shape.values()):
                self.errors[code] = _("Er kwamen twee antwoorden tegelijk binnen. Kies er een.")
            elif any(len(value) > MAX_WORDS for value in values.values()):
                self.errors[code] = _("Deze tekst is te lang. Gebruik hoogstens %d tekens.") % MAX_WORDS
            else:
                self.sent[code] = Sent(entry, self.data.get(f"{code}-was", ""))

    def refuse(self, code: str, why: str) -> None:
        """This one cannot be kept after all."""
        self.sent.pop(code, None)
        self.errors[code] = why

    def answer(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """What the page must know: the marks of what is kept, and where that is something else than was sent."""
        kept = {code: stored.get(code, self.kind()) for code in self.sent}
        differing = {
            name: value
            for code, one in kept.items()
            for name, value in differing_fields(self.sent[code].entry, one, self._names(code)).items()
        }
        return {"marks": {code: mark_of(one) for code, one in kept.items()}, "stored": differing, "errors": self.errors}

    def _names(self, code: str) -> dict[str, str]:
        return {name: f"{code}{ending}" for name, ending in self.shape.items()}
