"""The states of an improvement action, and what may be done with it in each. Values in, values out; no Django, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PROPOSED, PLANNED, BUSY, DONE, DROPPED, DECLINED = "proposed", "planned", "busy", "done", "dropped", "declined"
STATES = (PROPOSED, PLANNED, BUSY, DONE, DROPPED, DECLINED)
OPEN = frozenset({PLANNED, BUSY})  # somebody still has something to do
ACCEPTED = frozenset({PLANNED, BUSY, DONE, DROPPED})  # it is, or was, part of the plan

ACCEPT, DECLINE, BEGIN, FINISH, REPLAN, DROP = "accept", "decline", "begin", "finish", "replan", "drop"


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a verb leads where, and whether it asks for a reason."""

    before: frozenset[str]
    after: str
    reason: bool = False


MOVES: Mapping[str, Move] = {
    ACCEPT: Move(frozenset({PROPOSED, DECLINED}), PLANNED),
    DECLINE: Move(frozenset({PROPOSED}), DECLINED),
    BEGIN: Move(frozenset({PLANNED}), BUSY),
    FINISH: Move(frozenset({PLANNED, BUSY}), DONE),
    REPLAN: Move(frozenset({BUSY, DONE, DROPPED}), PLANNED),
    DROP: Move(frozenset({PLANNED, BUSY}), DROPPED, reason=True),
}
OF_OWNER = frozenset({BEGIN, FINISH})  # what somebody without account may say of an own action


def after(verb: str, state: str) -> str | None:
    """Where this verb leads from this state; None where it does not fit."""
    move = MOVES.get(verb)
    return move.after if move is not None and state in move.before else None


def verbs(state: str) -> tuple[str, ...]:
    """What may be done in this state, in the order of the table."""
    return tuple(verb for verb, move in MOVES.items() if state in move.before)


def is_late(state: str, due: date | None, today: date) -> bool:
    """Whether the day has passed while there is still something to do. On the day itself it is not late."""
    return state in OPEN and due is not None and due < today
