"""What may hold back the acts on the audit and its supplement. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from keurmerk.conditions.assessment import codes_of
from keurmerk.deadlines import last_condition_day
from keurmerk.states import Recommendation, Verb


def has_audit(reading: Any) -> Iterator[str]:
    if reading.auditing is None:
        yield _("Er is geen dossier dat beoordeeld kan worden.")


def nothing_found_yet(reading: Any) -> Iterator[str]:
    found = reading.auditing
    if found and any(one.verdict or one.reason for one in found.findings.values()):
        yield _("Je hebt al bevindingen vastgelegd. De steekproef blijft daarom zoals hij is. Toevoegen kan wel.")


def has_sample(reading: Any) -> Iterator[str]:
    found = reading.auditing
    if found and not found.why:
        yield _("Er is nog geen steekproef. Trek die eerst.")


def all_found(reading: Any) -> Iterator[str]:
    found = reading.auditing
    if found and found.open:
        number = len(found.open)
        yield ngettext(
            "Bij %(n)d stelling uit de steekproef ontbreekt je bevinding of de reden: %(codes)s.",
            "Bij %(n)d stellingen uit de steekproef ontbreekt je bevinding of de reden: %(codes)s.",
            number,
        ) % {"n": number, "codes": codes_of(found.open)}


def nothing_asked(reading: Any) -> Iterator[str]:
    found = reading.auditing
    if found and found.open_request:
        yield _("Er loopt nog een vraag om aanvulling.")


def is_independent(reading: Any) -> Iterator[str]:
    """Asked again at the end: much may change between the appointment and the recommendation."""
    for reason in reading.auditor_conflicts:
        yield _("Belangenverstrengeling van de auditor: %s Meld dit bij NOV.") % reason


def all_answered(reading: Any) -> Iterator[str]:
    request = reading.auditing.open_request if reading.auditing else None
    if request is None:
        yield _("Er is geen vraag om aanvulling.")
        return
    unanswered = [item for item in request.items.all() if not item.answer]
    if unanswered:
        number = len(unanswered)
        yield ngettext(
            "Op %(n)d vraag van de auditor staat nog geen antwoord.",
            "Op %(n)d vragen van de auditor staat nog geen antwoord.",
            number,
        ) % {"n": number}


def deadline_passed(reading: Any) -> Iterator[str]:
    """The day kept with the application counts: the office may have given more time."""
    until = reading.application.due_on
    if until is not None and reading.today <= until:
        yield _("De organisatie heeft nog tot en met %s.") % f"{until:%d-%m-%Y}"


def outcome_fits(reading: Any, recommendation: str, conditions: Sequence[date]) -> list[str]:
    """Why this recommendation, with conditions until these days, does not go with what was found; empty where it does."""
    majors = reading.auditing.majors_on_essentials
    if recommendation == Recommendation.MET and majors:
        number = len(majors)
        return [
            ngettext(
                "Bij een essentiële stelling vond je een grote afwijking (%(codes)s). Daarom kan “voldoet” niet.",
                "Bij essentiële stellingen vond je een grote afwijking (%(codes)s). Daarom kan “voldoet” niet.",
                number,
            )
            % {"codes": codes_of(majors)}
        ]
    if recommendation == Recommendation.MET_WITH_CONDITIONS and not conditions:
        return [_("Noem minstens één voorwaarde.")]
    if recommendation != Recommendation.MET_WITH_CONDITIONS and conditions:
        return [_("Voorwaarden horen bij “voldoet onder voorwaarden”. Kies dat, of haal de voorwaarden weg.")]
    if any(not reading.today < until <= last_condition_day(reading.today) for until in conditions):
        return [_("De laatste dag van een voorwaarde ligt na vandaag, en binnen een jaar.")]
    return []


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.DRAW_SAMPLE: (has_audit, nothing_found_yet),
    Verb.WIDEN_SAMPLE: (has_audit, has_sample),
    Verb.FIND: (has_audit, has_sample),
    Verb.ASK_SUPPLEMENT: (has_audit,),
    Verb.SUPPLY: (all_answered,),
    Verb.LAPSE_SUPPLEMENT: (deadline_passed,),
    Verb.RECOMMEND: (has_audit, has_sample, all_found, nothing_asked, is_independent),
}
