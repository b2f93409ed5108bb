"""What pages that are saved as they are typed have in common: reading what came in, refusing in JSON, and what was replaced."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.forms.judging import Entries


def codes_in(request: HttpRequest) -> list[str]:
    """Of which entries this page sent something."""
    return [name.removesuffix("-was") for name in request.POST if name.endswith("-was")]


def moves_in(request: HttpRequest) -> int | None:
    """The moves the page had seen: a field of the form, or (for the script) in the address."""
    given = request.POST.get("moves") or request.GET.get("moves") or ""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None


def saved_as_typed(form: Entries, save: Callable[[], Mapping[str, Any]]) -> JsonResponse:
    """Save, and answer what the page must show now; where it is too late, say so at every entry (409)."""
    try:
        answer = save()
    except WrongState as wrong:
        return JsonResponse({"errors": dict.fromkeys(form.typed, str(wrong))}, status=409)
    except Blocked as blocked:
        return JsonResponse({"errors": dict.fromkeys(form.typed, " ".join(blocked.reasons))}, status=409)
    return JsonResponse(answer)


def replaced_words(codes: Iterable[str]) -> list[str]:
    """In words: what another page of this person (or somebody else) had entered meanwhile, and that it was replaced."""
    named = list(codes)
    if not named:
        return []
    return [
        _("Bij %s stond intussen iets anders, misschien vanaf een ander tabblad. Wat je hier invulde, staat er nu.")
        % ", ".join(named)
    ]


def progress_of(done: int, total: int) -> dict[str, Any]:
    """How far the whole is, in numbers and in words."""
    words = _("%(done)d van de %(all)d stellingen") % {"done": done, "all": total}
    left = _("alles is beoordeeld") if done == total else _("nog %d") % (total - done)
    return {"done": done, "total": total, "words": words, "left": left}
