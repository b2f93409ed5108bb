"""The office's terms per state."""

from collections.abc import Mapping
from datetime import date

from keurmerk import deadlines
from keurmerk.models import Term


def terms() -> Mapping[str, int]:
    """Working days by state: the office's own, else the defaults. One query."""
    return {**deadlines.DEFAULTS, **dict(Term.objects.values_list("state", "working_days"))}


def term_ends(state: str, since: date) -> date | None:
    """The last day of the term of a state entered on this day; None where it has none. At most one query."""
    return deadlines.due_on(state, since, terms()) if state in deadlines.DEFAULTS else None
