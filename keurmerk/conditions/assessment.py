"""What may hold back the acts on the adviser's assessment. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from keurmerk.states import Verb

NAMED = 8  # so many statements are called by their code; of more the number is said


def has_dossier(reading: Any) -> Iterator[str]:
    if reading.assessing is None:
        yield _("Er is geen dossier ingediend.")


def all_judged(reading: Any) -> Iterator[str]:
    found = reading.assessing
    if found and found.open:
        number = len(found.open)
        yield ngettext(
            "Je hebt over %(n)d stelling nog geen (heel) oordeel gegeven: %(codes)s.",
            "Je hebt over %(n)d stellingen nog geen (heel) oordeel gegeven: %(codes)s.",
            number,
        ) % {"n": number, "codes": codes_of(found.open)}


def talk_was_held(reading: Any) -> Iterator[str]:
    found = reading.assessing
    if found and not found.talk.whole:
        yield _("Er is nog geen verslag van het beoordelingsgesprek: wanneer, wie erbij waren en wat er is besproken.")


def ready_as_corrected(reading: Any) -> Iterator[str]:
    """Only said once everything is judged: before that it is no news."""
    found = reading.assessing
    if found and not found.open and not found.outcome.ready:
        yield _(
            "Met jouw oordeel haalt de organisatie de norm voor het keurmerk niet. Bij de uitslag staat wat er mist."
        )


def essentials_are_shown(reading: Any) -> Iterator[str]:
    found = reading.assessing
    lacking = [line for line in found.insufficient if line.statement.essential] if found else []
    if lacking:
        number = len(lacking)
        yield ngettext(
            "Bij een essentiële stelling is het bewijs niet voldoende: %(codes)s.",
            "Bij %(n)d essentiële stellingen is het bewijs niet voldoende: %(codes)s.",
            number,
        ) % {"n": number, "codes": codes_of(lacking)}


def adviser_is_independent(reading: Any) -> Iterator[str]:
    """Asked again at the end: a tie may have come up since the appointment."""
    for reason in reading.adviser_conflicts:
        yield _("Belangenverstrengeling van de adviseur: %s Meld dit bij NOV.") % reason


def codes_of(lines: Iterable[Any]) -> str:
    """Statements by their codes; of many the first, and how many more."""
    codes = [line.code for line in lines]
    shown = ", ".join(codes[:NAMED])
    more = len(codes) - NAMED
    return shown if more <= 0 else _("%(codes)s en nog %(n)d") % {"codes": shown, "n": more}


POSITIVE = (
    has_dossier,
    all_judged,
    talk_was_held,
    ready_as_corrected,
    essentials_are_shown,
    adviser_is_independent,
)

RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.ASSESS: (has_dossier,),
    Verb.RETURN_DOSSIER: (has_dossier,),
    Verb.ADVISE_POSITIVELY: POSITIVE,
    Verb.ADVISE_NEGATIVELY: (has_dossier,),
    Verb.END_NEGATIVELY: (has_dossier,),
}
