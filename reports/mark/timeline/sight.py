"""Who sees which act in the timeline, and who reads what was written with it. A table with its reasons. Pure.

Whoever did something sees that they did. An act that does not stand here is the office's alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ORGANISATION, ADVISER, AUDITOR, OFFICE = "organisation", "adviser", "auditor", "office"
Parties = frozenset[str]
NOBODY: Parties = frozenset()
ALL: Parties = frozenset({ORGANISATION, ADVISER, AUDITOR, OFFICE})
NOT_AUDITOR = ALL - {AUDITOR}
OFFICE_ONLY: Parties = frozenset({OFFICE})


@dataclass(frozen=True, slots=True)
class Sight:
    """Which parties see the act, which as well once NOV decided, which read the words with it; and why it is so."""

    parties: Parties = ALL
    decided: Parties = NOBODY
    words: Parties = ALL
    why: str = ""


OPEN = Sight(why="Everybody concerned has to know where the application is.")
TOGETHER = Sight(
    NOT_AUDITOR, why="Work of organisation and adviser; an auditor judges what was handed in, not how it grew."
)
SIGHTS: Mapping[str, Sight] = {
    # asking, and the plan
    "request_mark": OPEN,
    "accept": OPEN,
    "decline": Sight(
        frozenset({ORGANISATION, OFFICE}),
        words=OFFICE_ONLY,
        why="Why somebody declined is between them and the office; the next adviser starts afresh.",
    ),
    "assign": Sight(words=OFFICE_ONLY, why="Why another than who ranks first is between the office and itself."),
    "lapse_request": Sight(frozenset({ORGANISATION, OFFICE}), why="As decline: the next adviser starts afresh."),
    "save_plan": TOGETHER,
    "agree_plan": TOGETHER,
    "submit_plan": OPEN,
    "approve_plan": Sight(words=NOT_AUDITOR, why="The remarks are for who made the plan."),
    "return_plan": Sight(NOT_AUDITOR, words=NOT_AUDITOR, why="An earlier version is no business of the auditor's."),
    # the dossier and its assessment
    "choose_evaluation": TOGETHER,
    "work_on_dossier": TOGETHER,
    "refuse_infected": Sight(
        frozenset({ORGANISATION, OFFICE}), why="Who tried to add it has to clean their computer; the office may help."
    ),
    "block_evidence": Sight(why="Whoever fetched the file before has to know."),
    "submit_dossier": OPEN,
    "return_dossier": Sight(
        NOT_AUDITOR, words=NOT_AUDITOR, why="The auditor judges the dossier that was handed in last."
    ),
    "assess": Sight(
        frozenset({ADVISER, OFFICE}), why="A judgement in the making is the adviser's; that it goes on, the office's."
    ),
    "advise_positively": OPEN,
    "advise_negatively": Sight(
        NOT_AUDITOR, words=NOT_AUDITOR, why="An earlier negative advice should not sway who judges later."
    ),
    "end_negatively": OPEN,
    # the audit
    "assign_auditor": Sight(words=OFFICE_ONLY, why="As assign."),
    "return_audit": Sight(
        frozenset({ORGANISATION, OFFICE}), words=OFFICE_ONLY, why="Why an auditor stops is between them and the office."
    ),
    "draw_sample": Sight(
        frozenset({AUDITOR, OFFICE}),
        decided=ALL,
        why="What is looked at, the others need not know before it is judged.",
    ),
    "widen_sample": Sight(frozenset({AUDITOR, OFFICE}), decided=ALL, why="As draw_sample."),
    "find": Sight(frozenset({AUDITOR, OFFICE}), decided=ALL, why="Findings are read after the decision."),
    "ask_supplement": OPEN,
    "answer_supplement": Sight(
        frozenset({ORGANISATION, ADVISER, OFFICE}), why="An answer in the making; the auditor sees what is supplied."
    ),
    "supply": OPEN,
    "lapse_supplement": OPEN,
    "recommend": Sight(why="That it was given, all may know; what it says only who may read the audit (see contents)."),
    # the decision, conditions, objection
    "grant": OPEN,
    "grant_conditionally": OPEN,
    "refuse": OPEN,
    "report_condition": OPEN,
    "judge_condition": OPEN,
    "confirm_conditions": OPEN,
    "conditions_failed": OPEN,
    "object": OPEN,
    "pass_objection": OPEN,
    "uphold": OPEN,
    "dismiss": OPEN,
    # around it
    "withdraw": OPEN,
    "let_lapse": OPEN,
    "say": OPEN,
    "replace_adviser": Sight(
        words=OFFICE_ONLY, why="Why somebody stops (illness, say) is between them and the office."
    ),
    "replace_auditor": Sight(words=OFFICE_ONLY, why="As replace_adviser."),
    "extend_term": OPEN,
    "clear": OPEN,
    "rate_adviser": Sight(
        frozenset({ORGANISATION, OFFICE}), words=OFFICE_ONLY, why="The adviser sees averages, from five on."
    ),
    "note_payment": Sight(NOT_AUDITOR, words=OFFICE_ONLY, why="Who judges has nothing to do with what is paid."),
    # the mark it led to
    "award": OPEN,
    "suspend": OPEN,
    "reinstate": OPEN,
    "revoke": OPEN,
    "expire": OPEN,
    "view": Sight(
        frozenset({ORGANISATION, OFFICE}), why="Whose dossier it is may know who of the office looked into it."
    ),
    "refused": Sight(OFFICE_ONLY, why="An attempt that was refused changes nothing; the office may want to ask."),
}
ELSE = Sight(OFFICE_ONLY, words=OFFICE_ONLY)


def sees(verb: str, parties: Parties, *, decided: bool, own: bool = False) -> bool:
    """Whether somebody of these parties sees that this was done; `own`: they did it themselves."""
    sight = SIGHTS.get(verb, ELSE)
    return own or bool(parties & (sight.parties | (sight.decided if decided else NOBODY)))


def reads(verb: str, parties: Parties, *, own: bool = False) -> bool:
    """Whether somebody of these parties reads what was written with it."""
    return own or bool(parties & SIGHTS.get(verb, ELSE).words)


def hidden(parties: Parties, *, decided: bool) -> list[str]:
    """The acts that stand in the table and are not for these parties."""
    return [verb for verb in SIGHTS if not sees(verb, parties, decided=decided)]
