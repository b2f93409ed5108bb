"""What may hold back the acts on the plan of approach. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from keurmerk.conditions.request import adviser_is_authorised
from keurmerk.planning import missing
from keurmerk.states import Verb


def there_is_a_plan(reading: Any) -> Iterable[str]:
    if reading.draft is None:
        yield "Er is nog geen plan."


def plan_is_whole(reading: Any) -> Iterable[str]:
    """Nothing lacks, and no more is deducted than it costs."""
    plan = reading.draft
    if plan is None:
        return
    yield from missing(plan.contents, today=reading.today, star_open=reading.star_is_open)
    if plan.costs.total < 0:
        yield "Er gaat meer subsidie af dan het traject kost. Pas de bedragen aan."


def not_agreed_yet(reading: Any) -> Iterable[str]:
    if reading.draft is not None and reading.draft.agreed_at is not None:
        yield "Jullie zijn al akkoord met dit plan."


def organisation_agreed(reading: Any) -> Iterable[str]:
    if reading.draft is not None and reading.draft.agreed_at is None:
        yield "De organisatie is nog niet akkoord met het plan."


def judged_by_another(reading: Any) -> Iterable[str]:
    """Four eyes: who advises this organisation or works for it does not judge its plan."""
    if reading.me == reading.application.adviser_id:
        yield "Je bent zelf adviseur van deze aanvraag. Laat een collega het plan beoordelen."
    if reading.i_belong_to_organisation:
        yield "Je hoort zelf bij deze organisatie. Laat een collega het plan beoordelen."


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.AGREE_PLAN: (there_is_a_plan, not_agreed_yet, plan_is_whole),
    Verb.SUBMIT_PLAN: (adviser_is_authorised, there_is_a_plan, plan_is_whole, organisation_agreed),
    Verb.APPROVE_PLAN: (judged_by_another,),
    Verb.RETURN_PLAN: (judged_by_another,),
}
