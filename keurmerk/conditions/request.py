"""What may hold back the acts on asking for the mark, and the adviser's answer. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from keurmerk.states import Party, Verb

NOT_AUTHORISED = "De autorisatie als adviseur is niet (meer) geldig. Neem contact op met NOV."
NOT_DECLARED = "De verklaring van dit jaar is nog niet ondertekend. De adviseur doet dat eerst, bij “Mijn profiel”."


def adviser_is_authorised(reading: Any) -> Iterable[str]:
    if not reading.adviser_may_work:
        yield NOT_DECLARED if reading.adviser_is_authorised else NOT_AUTHORISED


def adviser_is_free(reading: Any) -> Iterable[str]:
    """No hard conflict of interest (see `auditors.conflicts`)."""
    yield from reading.adviser_conflicts


def term_is_over(reading: Any) -> Iterable[str]:
    """Somebody was asked, and the last day to answer is past."""
    application = reading.application
    if application.waits_for != Party.ADVISER or application.due_on is None or application.due_on >= reading.today:
        yield _("De termijn om te antwoorden is nog niet voorbij.")


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.ACCEPT: (adviser_is_authorised, adviser_is_free),
    Verb.LAPSE_REQUEST: (term_is_over,),
}
