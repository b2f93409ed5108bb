"""What changed since the mark that is renewed, statement by statement: the dossier of then beside the one of now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils import timezone

from keurmerk import dossiers
from keurmerk.models import Application, Evidence, Submission
from keurmerk.queries.book import Book
from keurmerk.queries.carried import last_dossier
from keurmerk.queries.differences import Difference, Differences, differences_between
from keurmerk.states import ApplicationKind
from selfeval.queries.earlier import same_statements

NEW, REWORDED, OPEN, CHANGED, SAME = "new", "reworded", "open", "changed", "same"


@dataclass(frozen=True)
class Since:
    """The dossier of then (`before`, in which pieces that were taken over carry the number of now) and the one of now.

    `bare`: the words and evidence of then were erased after their time, so that only the answers are compared.
    """

    number: str  # of the mark that is renewed
    on: date  # when the dossier of then was handed in
    before: Book
    after: Book
    bare: bool

    @cached_property
    def differences(self) -> Differences:
        """Where something differs; not at what is still to be confirmed, since nobody said yet what it is now."""
        found = differences_between(self.before, self.after)
        return replace(found, statements=tuple(one for one in found.statements if one.code not in self.open))

    @cached_property
    def open(self) -> frozenset[str]:
        """Statements of then that are still to be confirmed or changed: only in a working copy."""
        items = self.after.dossier.items
        asked = self.before.dossier.items.keys() & items.keys() - self.reworded
        return frozenset(code for code in asked if items[code].entry.given is None)

    @cached_property
    def by_code(self) -> dict[str, Difference]:
        return {one.code: one for one in self.differences.statements}

    @cached_property
    def reworded(self) -> frozenset[str]:
        """Statements that are in both, but do not say the same any more, or are answered on another scale."""
        both = self.before.dossier.items.keys() & self.after.dossier.items.keys()
        return frozenset(both) - same_statements(self.before.instrument, self.after.instrument)

    @property
    def reworded_in_order(self) -> list[str]:
        return [code for code in self.after.dossier.items if code in self.reworded]

    def stand(self, code: str) -> str:
        """How it stands with this statement of now: NEW, REWORDED, OPEN, CHANGED or SAME."""
        if code not in self.before.dossier.items:
            return NEW
        if code in self.reworded:
            return REWORDED
        if code in self.open:
            return OPEN
        return CHANGED if code in self.by_code else SAME

    def difference(self, code: str) -> Difference | None:
        """What is different at this statement; None where nothing is, or it cannot be compared."""
        return self.by_code.get(code)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The statements of now at which something is not as it was."""
        return frozenset(code for code in self.after.dossier.items if self.stand(code) not in (SAME, OPEN))

    @cached_property
    def gone(self) -> list[str]:
        """The statements of then that do not apply any more."""
        return [code for code in self.before.dossier.items if code not in self.after.dossier.items]


def since(application: Application, after: Book) -> Since | None:
    """What changed in this dossier of a renewal; None for a first application, and where there is no dossier of then.

    At most three queries; none for a first application.
    """
    if application.kind != ApplicationKind.RENEWAL or application.renews is None:
        return None
    submission = last_dossier(application.renews)
    return compared(application, submission, after) if submission else None


def compared(application: Application, submission: Submission, after: Book) -> Since:
    """The same, from this dossier on. One query."""
    then, bare = dossiers.from_json(submission.contents), submission.application.cleared_at is not None
    numbers = Evidence.objects.filter(application=application, carried_from__isnull=False)
    before = dossiers.renumbered(then, dict(numbers.values_list("carried_from", "pk")))
    if bare:
        before = dossiers.answers_only(before)
        after = Book(after.evaluation, dossiers.answers_only(after.dossier), dict)
    number = application.renews.number if application.renews else ""
    on = timezone.localdate(submission.submitted_at)
    return Since(number, on, Book(submission.evaluation, before, dict), after, bare)
