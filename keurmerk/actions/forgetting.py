"""Taking a person out of what was written about applications and marks: the name becomes "iemand", the rows stay.

Who did what must be found again (four eyes, objections), so rows go on pointing to the person's row, which is empty by then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from goedgeregeld.accounts.actions import texts
from goedgeregeld.accounts.actions.mail import at_address
from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.traces import Traces
from keurmerk import dossiers
from keurmerk.models import (
    Application,
    Appointment,
    ApproachPlan,
    Assessment,
    Audit,
    Condition,
    ConditionReport,
    Decision,
    Declaration,
    Due,
    Evidence,
    Explanation,
    Extension,
    Finding,
    HandOver,
    Judgement,
    Mark,
    MarkChange,
    Message,
    Notice,
    Objection,
    Rating,
    ReplacedExplanation,
    Signal,
    Submission,
    SupplementItem,
)
from keurmerk.queries import keeping

Fields = tuple[str, ...]
# Where people write freely: by which way a row belongs to an application or a mark, and in which fields.
OF_APPLICATION: Mapping[type[Model], tuple[str, Fields]] = {
    Application: ("pk", ("wish", "end_reason")),
    Appointment: ("application", ("reason", "why")),
    Extension: ("application", ("reason",)),
    Message: ("application", ("text",)),
    ApproachPlan: ("application", ("scope", "steps", "deductions", "remarks", "judged_remarks")),
    Explanation: ("application", ("text",)),
    ReplacedExplanation: ("application", ("text",)),
    Evidence: ("application", ("title", "url", "name")),
    Submission: ("application", ("contents",)),
    Assessment: ("submission__application", ("talk_present", "talk_report", "reasons")),
    Judgement: ("assessment__submission__application", ("remark",)),
    Audit: ("application", ("reasons", "proposed_conditions")),
    Finding: ("audit__application", ("reason",)),
    SupplementItem: ("request__audit__application", ("question", "answer")),
    Decision: ("application", ("reasons", "failed_reasons")),
    Condition: ("decision__application", ("text",)),
    ConditionReport: ("condition__decision__application", ("text", "judged_reason")),
    Objection: ("application", ("grounds", "view", "reasons")),
    Due: ("application", ("payee", "note")),
    Rating: ("application", ("remark",)),
}
OF_MARK: Mapping[type[Model], tuple[str, Fields]] = {
    Mark: ("pk", ("scope",)),
    MarkChange: ("mark", ("reasons",)),
    HandOver: ("mark", ("place", "by_whom", "note")),
    Declaration: ("mark", ("text",)),
    Signal: ("mark", ("text", "name", "email", "outcome")),
}
NOT_ALL_WORDS: Mapping[str, texts.Clean] = {
    "contents": lambda traces, stored: dossiers.retold(stored, traces.without),
}


@dataclass(frozen=True, slots=True)
class Touched:
    """Where the name of somebody may stand, by number."""

    applications: frozenset[int]
    marks: frozenset[int]


def touched_by(user: User) -> Touched:
    """To be asked while the person is still a member of organisations."""
    applications = keeping.touched_by(user).values_list("pk", flat=True)
    return Touched(frozenset(applications), frozenset(keeping.marks_touched_by(user).values_list("pk", flat=True)))


def forget_person(user: User, *, addresses: Iterable[str], name: str, touched: Touched) -> None:
    """Take the person out of what was written: the addresses everywhere, the name where they had a hand in it.

    What was only for them (that their explanation was replaced, which mail they got) goes. Wants a transaction.
    """
    ReplacedExplanation.objects.filter(author=user).delete()
    Notice.objects.filter(user=user).delete()
    known = tuple(addresses)
    everywhere, here = Traces(known), Traces((*known, name))
    Signal.objects.filter(at_address("email", known)).update(name="", email="")
    for places, own in ((OF_APPLICATION, touched.applications), (OF_MARK, touched.marks)):
        for model, (way, fields) in places.items():
            _clean(everywhere, texts.holding(everywhere, model, fields), fields)
            _clean(here, model._default_manager.filter(Q((f"{way}__in", own))), fields)  # noqa: SLF001 - of any model


def _clean(traces: Traces, rows: Any, fields: Fields) -> None:
    texts.clean(traces, rows, fields, how=NOT_ALL_WORDS)
