"""Which acts somebody is offered at an application: from the same predicates and rules that the acts themselves are held to."""

from collections.abc import Iterable
from dataclasses import dataclass

from goedgeregeld.accounts.permissions import Person
from keurmerk import permissions
from keurmerk.conditions import blockers
from keurmerk.queries.reading import Reading
from keurmerk.states import WHEN, Verb
from keurmerk.workflow import sources


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that somebody may do where the application stands; with `reasons` it is shown, but held back."""

    verb: Verb
    reasons: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its address."""
        return f"keurmerk:{self.verb.value}"

    @property
    def label(self) -> str:
        return str(self.verb.label)


def fits(verb: str, state: str) -> bool:
    """Whether this act belongs to this state."""
    return state in (WHEN.get(verb) or sources(verb))


def offers(reading: Reading, person: Person, among: Iterable[Verb] = Verb) -> list[Offer]:
    """The acts (all, or those of one subject) of this person at this application, in the order of the machine."""
    application = reading.application
    mine = [verb for verb in among if fits(verb, application.state) and permissions.may(verb, application, person)]
    return [Offer(verb, tuple(blockers(reading, verb))) for verb in mine]
