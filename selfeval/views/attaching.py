"""For which organisation somebody who is signed in begins an evaluation."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404, HttpRequest

from goedgeregeld.accounts.loaders import person_of
from goedgeregeld.accounts.models import Organisation
from goedgeregeld.accounts.queries.organisations import fillable

NONE = "geen"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The organisation, or None; `ask` holds those to choose from where that must be asked first."""

    organisation: Organisation | None = None
    ask: list[Organisation] = field(default_factory=list)


def chosen_organisation(request: HttpRequest) -> Chosen:
    """The one of ?organisatie=, or the only one there is; a visitor has none.

    Raises Http404 for an organisation this person may not fill in for.
    """
    if not person_of(request).rights:
        return Chosen()
    mine, asked = list(fillable(request.user)), request.GET.get("organisatie", "")
    if asked == NONE or not mine:
        return Chosen()
    if asked:
        found = next((one for one in mine if str(one.pk) == _plain(asked)), None)
        if found is None:
            raise Http404
        return Chosen(found)
    return Chosen(mine[0]) if len(mine) == 1 else Chosen(ask=mine)


def _plain(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
