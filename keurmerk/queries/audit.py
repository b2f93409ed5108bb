"""The audit as its pages, rules and report read it: the frozen dossier, the adviser's judgement, the sample, the findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from goedgeregeld.accounts.permissions import Person
from keurmerk import permissions
from keurmerk.judging import MAJOR, Found
from keurmerk.models import Application, Audit, Finding, SupplementItem, SupplementRequest
from keurmerk.queries.assessment import Assessing
from keurmerk.queries.dossier import Book, Line, ThemeLines, submissions_of
from keurmerk.queries.independence import conflicts_of
from keurmerk.sampling import ADDED, Candidate, propose

NOTHING = Found()


@dataclass(frozen=True, slots=True)
class ThemeAudited:
    """How far a theme is: what of it is in the sample, what is not, and what is still to be found."""

    of: ThemeLines
    sampled: tuple[Line, ...]
    rest: tuple[Line, ...]
    open: tuple[Line, ...]

    @property
    def code(self) -> str:
        return self.of.theme.code

    @property
    def total(self) -> int:
        return len(self.sampled)

    @property
    def done(self) -> int:
        return self.total - len(self.open)

    @property
    def state(self) -> str:
        """ "done", "busy" or "todo"; "none" where nothing of it is in the sample."""
        if not self.sampled:
            return "none"
        return "todo" if not self.done else "busy" if self.open else "done"


class Auditing:
    """One audit with what it is about. Reads each thing once, when it is asked for."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.assessing = Assessing(audit.submission)

    @property
    def book(self) -> Book:
        return self.assessing.book

    @cached_property
    def findings(self) -> dict[str, Found]:
        rows = Finding.objects.filter(audit=self.audit).values_list("statement", "verdict", "reason")
        return {code: Found(*rest) for code, *rest in rows}

    def found(self, code: str) -> Found:
        return self.findings.get(code, NOTHING)

    # --- The sample -----------------------------------------------------------------------------------------------------------

    def candidates(self) -> list[Candidate]:
        """Every statement of the dossier, with what makes that it must be looked at; and what had changed at the draw."""
        changed = set(self.audit.changed)
        lacking = {line.code for line in self.assessing.insufficient}
        return [
            Candidate(
                line.code,
                theme.theme.code,
                essential=line.statement.essential,
                corrected=self.assessing.corrects(line.code),
                insufficient=line.code in lacking,
                changed=line.code in changed,
            )
            for theme in self.book.themes
            for line in theme.lines
        ]

    @cached_property
    def why(self) -> dict[str, tuple[str, ...]]:
        """The sample, in the order of the dossier: by code, why it is in it. Drawn again with the seed that was kept."""
        audit = self.audit
        if audit.seed is None or audit.per_theme is None:
            return {}
        proposed = propose(self.candidates(), per_theme=audit.per_theme, seed=audit.seed)
        return {code: proposed.get(code, (ADDED,)) for code in self.in_order(audit.sample)}

    def in_order(self, codes: Iterable[str]) -> list[str]:
        """These codes as the dossier has them, each once; what it does not have is left out."""
        wanted = set(codes)
        return [line.code for line in self.book.lines if line.code in wanted]

    @cached_property
    def themes(self) -> list[ThemeAudited]:
        return [self._theme(one) for one in self.book.themes]

    def _theme(self, of: ThemeLines) -> ThemeAudited:
        sampled = tuple(line for line in of.lines if line.code in self.why)
        rest = tuple(line for line in of.lines if line.code not in self.why)
        return ThemeAudited(of, sampled, rest, tuple(line for line in sampled if not self.found(line.code).whole))

    def theme(self, code: str) -> ThemeAudited | None:
        """The theme with this code; None where nothing in it applies."""
        return next((one for one in self.themes if one.code == code), None)

    def following(self, code: str) -> ThemeAudited | None:
        """The theme after this one (from the last one: the first) in which something is still to be found."""
        at = [one.code for one in self.themes].index(code) + 1
        return next((one for one in self.themes[at:] + self.themes[:at] if one.open), None)

    @cached_property
    def open(self) -> list[Line]:
        """What of the sample is still to be found."""
        return [line for one in self.themes for line in one.open]

    @property
    def total(self) -> int:
        return len(self.why)

    @property
    def done(self) -> int:
        return self.total - len(self.open)

    @cached_property
    def majors_on_essentials(self) -> list[Line]:
        """The essential statements at which there is a large deviation."""
        return [line for line in self.book.essentials if self.found(line.code).verdict == MAJOR]

    # --- What was asked in addition -----------------------------------------------------------------------------------------

    @cached_property
    def requests(self) -> list[SupplementRequest]:
        """What was asked in addition, the first time first, each with its questions and their evidence."""
        found = SupplementRequest.objects.filter(audit=self.audit).select_related("supplied_by")
        return list(found.prefetch_related("items__evidence"))

    @cached_property
    def asked_at(self) -> Mapping[str, list[SupplementItem]]:
        """The questions by statement ("" for those about the whole)."""
        found: dict[str, list[SupplementItem]] = {}
        for request in self.requests:
            for item in request.items.all():
                item.request = request
                found.setdefault(item.statement, []).append(item)
        return found

    @property
    def open_request(self) -> SupplementRequest | None:
        return next((one for one in self.requests if one.supplied_at is None and one.lapsed_at is None), None)


def audits_of(application: Application) -> list[Audit]:
    """The audits of this application, the first one first, each with its dossier. Two queries."""
    audits = list(application.audits.select_related("auditor", "decision").order_by("round"))
    dossiers = {one.pk: one for one in submissions_of(application).select_related("assessment__adviser")}
    for audit in audits:
        audit.submission = dossiers[audit.submission_id]
    return audits


def auditing(application: Application, number: int | None = None) -> Auditing | None:
    """The last audit of this application (or that of this round), with what it is about; None where there is none."""
    wanted = [one for one in audits_of(application) if number in (None, one.round)]
    return Auditing(wanted[-1]) if wanted else None


def is_decided(audit: Audit) -> bool:
    """Whether NOV decided on it."""
    return hasattr(audit, "decision")


def may_see(audit: Audit, application: Application, person: Person) -> bool:
    """Whether this person may read this audit, as far as it is."""
    given = audit.recommended_at is not None
    return permissions.may_see_audit(application, person, given=given, decided=is_decided(audit))


class AuditReading:
    """What the rules ask about the audit."""

    application: Application
    today: date

    @cached_property
    def auditing(self) -> Auditing | None:
        return auditing(self.application)

    @cached_property
    def auditor_conflicts(self) -> list[str]:
        """What makes that who audits now should not."""
        auditor = self.application.auditor_id
        return conflicts_of(self.application, auditor, today=self.today) if auditor else []
