"""What may hold back the acts on the dossier. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from keurmerk.states import Verb

ROUTES = {"full": "de volledige route", "star": "de sterroute"}


def has_an_evaluation(reading: Any) -> Iterable[str]:
    """A dossier is made with one evaluation of the organisation."""
    if not reading.evaluation_is_of_organisation:
        yield "Kies eerst met welke zelfevaluatie jullie het dossier maken."


def evaluation_is_completed(reading: Any) -> Iterable[str]:
    """Every statement has its answer, and the answers do not change any more."""
    if reading.evaluation_is_of_organisation and not reading.evaluation_is_completed:
        number = reading.unanswered
        if number:
            open_ones = "1 stelling is" if number == 1 else f"{number} stellingen zijn"
            yield f"De zelfevaluatie is nog niet klaar: {open_ones} nog niet beantwoord."
        else:
            yield "De zelfevaluatie is ingevuld, maar nog niet afgerond. Kijk haar na en rond haar af."


def route_is_that_of_the_plan(reading: Any) -> Iterable[str]:
    """The evaluation follows the route on which the plan of approach was approved."""
    route, plan = reading.evaluation_is_of_organisation and reading.chosen_evaluation.route, reading.plan_route
    if route and plan and route != plan:
        yield (
            f"Deze zelfevaluatie volgt {ROUTES[route]}, het plan van aanpak {ROUTES[plan]}. "
            "Kies een andere zelfevaluatie, of maak een nieuwe versie en kies daarin de route van het plan."
        )


def has_statements(reading: Any) -> Iterable[str]:
    """There is something to judge."""
    if reading.evaluation_is_of_organisation and reading.book is not None and not reading.book.lines:
        yield "In deze zelfevaluatie is geen enkele stelling van toepassing."


def carried_was_looked_at(reading: Any) -> Iterable[str]:
    """What was taken over from the dossier of the mark that is renewed, somebody said of that it still holds."""
    number = len(reading.carried_open)
    if number:
        where = "1 stelling" if number == 1 else f"{number} stellingen"
        yield f"Bij {where} staat toelichting of bewijs van de vorige keer. Kijk daar eerst of het nog klopt."


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.SUBMIT_DOSSIER: (
        has_an_evaluation,
        evaluation_is_completed,
        route_is_that_of_the_plan,
        has_statements,
        carried_was_looked_at,
    ),
}
