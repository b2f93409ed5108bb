"""Acts on the dossier as a whole: the evaluation it is made with, explanations, and handing it in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from goedgeregeld.accounts.models import User
from keurmerk import dossiers
from keurmerk.actions.carrying_over import note_looked_at
from keurmerk.actions.ritual import acting
from keurmerk.dossiers import Explained
from keurmerk.drafts import Sent, merge
from keurmerk.models import Application, Explanation, ReplacedExplanation, Submission
from keurmerk.states import Verb
from selfeval.models import Evaluation


def choose_evaluation(
    application: Application, evaluation: Evaluation, *, by: User, now: datetime, moves: int | None = None
) -> Application:
    """Make the dossier with this evaluation. Explanations and evidence stay, at the statements they were given at."""
    with acting(application, Verb.CHOOSE_EVALUATION, by=by, now=now, moves=moves) as act:
        if evaluation.organisation_id != act.application.organisation_id:
            raise Evaluation.DoesNotExist
        act.application.evaluation = evaluation
        act.application.save(update_fields=["evaluation"])
        act.data["route"] = evaluation.route
    return act.application


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the explanations as they are now, the statements that changed, and what of others was replaced."""

    stored: dict[str, Explained]
    changed: tuple[str, ...]
    overwrote: dict[str, str]


def save_explanations(
    application: Application, sent: Mapping[str, Sent[Explained]], *, by: User, now: datetime
) -> Saved:
    """Bring these explanations into the working copy. What the sender did not touch stays as it is.

    Where one replaces what somebody else wrote after the page was made, the last one wins; what it replaced is kept, and its
    author is told. Raises NotPermitted, WrongState.
    """
    with acting(application, Verb.WORK_ON_DOSSIER, by=by, now=now) as act:
        rows = {row.statement: row for row in Explanation.objects.filter(application=act.application)}
        stored, changed, replaced = {}, [], []
        for code, one in sent.items():
            row = rows.get(code)
            before = Explained(row.text if row else "")
            merged = merge(before, one)
            stored[code] = merged.entry
            if merged.entry == before:
                continue
            of = {"application": act.application, "statement": code}
            if row and merged.overwrites and before.text and row.saved_by_id not in (None, by.pk):
                replaced.append(ReplacedExplanation(**of, author_id=row.saved_by_id, text=before.text, at=now))
            changed.append(Explanation(**of, text=merged.entry.text, saved_by=by, saved_at=now))
        Explanation.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["application", "statement"],
            update_fields=["text", "saved_by", "saved_at"],
        )
        ReplacedExplanation.objects.bulk_create(replaced)
        note_looked_at(act.application, [row.statement for row in changed], by=by, now=now)
        act.data["work"] = "explain"
        act.data["statements"] = [row.statement for row in changed]
        act.nothing_changed = not changed
    return Saved(stored, tuple(row.statement for row in changed), {row.statement: row.text for row in replaced})


def mark_replaced_seen(application: Application, numbers: Iterable[int], *, by: User, now: datetime) -> None:
    """The author was told of these; do not tell again."""
    unseen = ReplacedExplanation.objects.filter(application=application, author=by, seen_at__isnull=True)
    unseen.filter(pk__in=list(numbers)).update(seen_at=now)


def submit_dossier(application: Application, *, by: User, now: datetime, moves: int | None = None) -> Submission:
    """Hand in the dossier: it is frozen as it is at this moment, and goes to the adviser."""
    with acting(application, Verb.SUBMIT_DOSSIER, by=by, now=now, moves=moves) as act:
        book = act.reading.book
        latest = act.application.submissions.aggregate(latest=Max("number"))["latest"] or 0
        submission = Submission.objects.create(
            application=act.application,
            number=latest + 1,
            evaluation=book.evaluation,
            route=book.dossier.route,
            contents=dossiers.as_json(book.dossier),
            submitted_by=by,
            submitted_at=now,
        )
        submission.evidence.set(book.dossier.evidence)
        act.data["number"] = submission.number
        act.data["route"] = submission.route
    return submission
