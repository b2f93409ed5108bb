"""What may hold back the acts on the decision and its conditions. See `conditions` for what a rule is.

NOV may decide less than the auditor recommends (with reasons), never more. After an objection that was upheld it follows the
second auditor.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from keurmerk.conditions.four_eyes import four_eyes, who_did_not_decide
from keurmerk.states import Recommendation, Verb

Rule = Callable[[Any], Iterable[str]]
BEST_FIRST = [Recommendation.MET, Recommendation.MET_WITH_CONDITIONS, Recommendation.NOT_MET]


def was_judged(reading: Any) -> Iterator[str]:
    if reading.audit is None:
        yield _("Er is nog geen oordeel van een auditor.")


def fits_the_judgement(outcome: Recommendation) -> Rule:
    """Whether this may be decided on what the auditor recommends."""

    def rule(reading: Any) -> Iterator[str]:
        if reading.audit is None:
            return
        recommended = Recommendation(reading.audit.recommendation)
        words = {"recommended": recommended.label}
        if reading.is_final and outcome != recommended:
            yield (
                _(
                    "Het bezwaar is gegrond. De tweede auditor heeft het laatste woord en oordeelt “%(recommended)s”: "
                    "het besluit volgt dat oordeel."
                )
                % words
            )
        elif BEST_FIRST.index(outcome) < BEST_FIRST.index(recommended):
            yield _("De auditor oordeelt “%(recommended)s”. Meer dan dat kan NOV niet toekennen.") % words

    return rule


def something_to_report(reading: Any) -> Iterator[str]:
    if any(one.may_report for one in reading.conditions):
        return
    if any(one.waits for one in reading.conditions):
        yield _("Wat jullie meldden, ligt bij de auditor. Jullie krijgen bericht.")
    elif any(one.late for one in reading.conditions):
        yield _(
            "De laatste dag van de voorwaarden is voorbij. Neem contact op met NOV als jullie meer tijd nodig hebben."
        )
    else:
        yield _("Er is geen voorwaarde meer om te melden.")


def something_to_judge(reading: Any) -> Iterator[str]:
    if not any(one.waits for one in reading.conditions):
        yield _("De organisatie heeft nog niets gemeld om te beoordelen.")


def all_are_met(reading: Any) -> Iterator[str]:
    lacking = sum(not one.met for one in reading.conditions)
    if lacking or not reading.conditions:
        yield _("De auditor heeft nog niet bij elke voorwaarde vastgesteld dat eraan is voldaan.")


def one_is_not_met(reading: Any) -> Iterator[str]:
    if not any(one.late or one.not_met for one in reading.conditions):
        yield _(
            "Geen van de voorwaarden is voorbij haar laatste dag, en van geen zegt de auditor dat er niet aan is voldaan."
        )


DECIDES: tuple[Rule, ...] = (was_judged, four_eyes, who_did_not_decide)

RULES: Mapping[str, tuple[Rule, ...]] = {
    Verb.GRANT: (*DECIDES, fits_the_judgement(Recommendation.MET)),
    Verb.GRANT_CONDITIONALLY: (*DECIDES, fits_the_judgement(Recommendation.MET_WITH_CONDITIONS)),
    Verb.REFUSE: (*DECIDES, fits_the_judgement(Recommendation.NOT_MET)),
    Verb.REPORT_CONDITION: (something_to_report,),
    Verb.JUDGE_CONDITION: (something_to_judge,),
    Verb.CONFIRM_CONDITIONS: (four_eyes, all_are_met),
    Verb.CONDITIONS_FAILED: (four_eyes, one_is_not_met),
}
