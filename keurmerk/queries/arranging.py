"""How the acts somebody is offered are laid out on a page: the next step, equal choices, what else, and what is quieter."""

from collections.abc import Iterable
from dataclasses import dataclass

from keurmerk.queries.offers import Offer
from keurmerk.states import ApplicationState as S
from keurmerk.states import Verb

# What brings an application on in each state, the most wanted first: the first that is not held back is the next step.
NEXT: dict[str, tuple[Verb, ...]] = {
    S.REQUESTED: (Verb.ACCEPT, Verb.ASSIGN),
    S.INTAKE: (Verb.AGREE_PLAN, Verb.SUBMIT_PLAN, Verb.SAVE_PLAN),
    S.PLAN_REVIEW: (Verb.APPROVE_PLAN,),
    S.WORKING: (Verb.SUBMIT_DOSSIER, Verb.WORK_ON_DOSSIER, Verb.CHOOSE_EVALUATION),
    S.ASSESSMENT: (Verb.ADVISE_POSITIVELY, Verb.ADVISE_NEGATIVELY, Verb.ASSESS),
    S.AUDIT_ASSIGNMENT: (Verb.ASSIGN_AUDITOR,),
    S.AUDIT: (Verb.RECOMMEND, Verb.FIND, Verb.DRAW_SAMPLE),
    S.SUPPLEMENT: (Verb.SUPPLY, Verb.ANSWER_SUPPLEMENT),
    S.DECISION: (Verb.GRANT, Verb.GRANT_CONDITIONALLY, Verb.REFUSE),
    S.CONDITIONAL: (Verb.CONFIRM_CONDITIONS, Verb.JUDGE_CONDITION, Verb.REPORT_CONDITION),
    S.OBJECTION: (Verb.UPHOLD, Verb.DISMISS, Verb.PASS_OBJECTION),
}
# Which way a judgement goes is not ours to push: where more than one of these can be done, their buttons are equal.
EQUAL = frozenset(
    {
        Verb.ADVISE_POSITIVELY,
        Verb.ADVISE_NEGATIVELY,
        Verb.GRANT,
        Verb.GRANT_CONDITIONALLY,
        Verb.REFUSE,
        Verb.UPHOLD,
        Verb.DISMISS,
    }
)
# What is there when one needs it, and stays out of the way else.
QUIET = frozenset(
    {
        Verb.WITHDRAW,
        Verb.LET_LAPSE,
        Verb.END_NEGATIVELY,
        Verb.REPLACE_ADVISER,
        Verb.REPLACE_AUDITOR,
        Verb.EXTEND_TERM,
        Verb.NOTE_PAYMENT,
    }
)
ELSEWHERE = frozenset({Verb.SAY})  # has a place of its own on the page


@dataclass(frozen=True, slots=True)
class Arranged:
    """The acts of one person at one application. What is held back carries its reasons."""

    next: Offer | None
    equal: tuple[Offer, ...]  # choices that go before `next`, none before the other
    also: tuple[Offer, ...]
    held_back: tuple[Offer, ...]
    quiet: tuple[Offer, ...]

    @property
    def why_not(self) -> list[tuple[str, tuple[str, ...]]]:
        """What is held back, in words, with the reasons; acts with the same reasons are said together."""
        together: dict[tuple[str, ...], list[str]] = {}
        for one in self.held_back:
            together.setdefault(one.reasons, []).append(one.label)
        return [(" · ".join(labels), reasons) for reasons, labels in together.items()]


def arranged(offers: Iterable[Offer], state: str) -> Arranged:
    """These acts laid out, each once."""
    shown = [one for one in offers if one.verb not in ELSEWHERE]
    order = NEXT.get(state, ())
    free = sorted(
        (one for one in shown if one.verb in order and not one.reasons), key=lambda one: order.index(one.verb)
    )
    choices = [one for one in free if one.verb in EQUAL]
    equal = tuple(choices) if len(choices) > 1 else ()
    first = None if equal else next(iter(free), None)
    taken = {*(one.verb for one in equal), first.verb if first else None}
    rest = [one for one in shown if one.verb not in taken and one.verb not in QUIET]
    return Arranged(
        next=first,
        equal=equal,
        also=tuple(one for one in rest if not one.reasons),
        held_back=tuple(one for one in rest if one.reasons),
        quiet=tuple(one for one in shown if one.verb in QUIET),
    )
