"""What may hold back the acts on an objection. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from keurmerk.conditions.appointing import somebody_may
from keurmerk.conditions.four_eyes import four_eyes, who_did_not_decide
from keurmerk.states import ObjectionState, Verb


def within_six_weeks(reading: Any) -> Iterator[str]:
    until = reading.object_until
    if until is None:
        yield _("Er is geen besluit waartegen jullie bezwaar kunnen maken.")
    elif reading.today > until:
        yield _("Bezwaar maken kon tot en met %s. Die zes weken zijn voorbij.") % date_format(until, "j F Y")


def had_not_objected(reading: Any) -> Iterator[str]:
    if reading.objection is not None:
        yield _(
            "Over het bezwaar is al geoordeeld. Een tweede auditor had het laatste woord: dit besluit is definitief."
        )


def nothing_else_runs(reading: Any) -> Iterator[str]:
    if reading.other_live is not None:
        yield (
            _(
                "Er loopt al een nieuwe aanvraag van jullie organisatie: %s. Twee tegelijk kan niet. Stop daar eerst mee "
                "als jullie bezwaar willen maken."
            )
            % reading.other_live.code
        )


def lies_with_me(reading: Any) -> Iterator[str]:
    """The second auditor judges, once NOV gave its view; never the first."""
    objection = reading.objection
    if objection is None or objection.state != ObjectionState.AT_AUDITOR:
        yield _("Het bezwaar ligt nog bij NOV. Daarna oordeelt een tweede auditor.")
    elif objection.auditor_id != reading.me:
        yield _("Een andere auditor oordeelt over dit bezwaar.")


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.OBJECT: (within_six_weeks, had_not_objected, nothing_else_runs),
    Verb.PASS_OBJECTION: (four_eyes, who_did_not_decide, somebody_may),
    Verb.UPHOLD: (lies_with_me,),
    Verb.DISMISS: (lies_with_me,),
}
