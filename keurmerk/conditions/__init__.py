"""What may hold an act back: `blockers` gives the reasons in plain Dutch; none means it may go on. Nothing here queries.

A rule is a function of a *reading* (`queries.Reading`: what there is to know of one application, read when asked for) that
gives reasons. The rules stand in files by subject, each with its table RULES from verb to rules.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from keurmerk.conditions import (
    appointing,
    assessment,
    audit,
    conversation,
    decision,
    dossier,
    objection,
    plan,
    rating,
    renewal,
    request,
)

Rule = Callable[[Any], Iterable[str]]
SUBJECTS: tuple[Mapping[str, tuple[Rule, ...]], ...] = (
    request.RULES,
    plan.RULES,
    dossier.RULES,
    assessment.RULES,
    appointing.RULES,
    audit.RULES,
    decision.RULES,
    renewal.RULES,
    objection.RULES,
    conversation.RULES,
    rating.RULES,
)


def blockers(reading: Any, verb: str) -> list[str]:
    """Why this act cannot be done now, in Dutch; empty where it can."""
    return [str(reason) for rules in SUBJECTS for rule in rules.get(verb, ()) for reason in rule(reading)]
