"""When somebody may not handle an organisation: the hard rule on conflicts of interest (design, section 4); and what is no
reason to exclude them, but good to know (doubts). Pure.

"An auditor never handles an organisation of which they, or their employer, is or was (last 4 years) member, employee, adviser
or board; never the same trajectory as its adviser's employer; not the same organisation twice in a row."
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

YEARS = 4  # how long a tie that has ended still counts

KINDS = {"member": "lid", "employee": "medewerker", "adviser": "adviseur", "board": "bestuurslid"}


@dataclass(frozen=True, slots=True)
class TieFact:
    """A tie to the organisation at hand: of the person (or of their employer), and until when (None: still so)."""

    kind: str
    ended_on: date | None = None
    of_employer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one person towards one organisation and one trajectory.

    `employer`, `adviser_employers` and `audit_employers` are numbers of employers (None: freelance); `advisers` holds the users
    who advise or advised in this trajectory, `audited_last` who audited the organisation the last time, for `audit_employers`
    (all may be empty). `advised_until`: when this person last advised the organisation in an earlier trajectory.
    """

    user: int
    employer: int | None = None
    ties: tuple[TieFact, ...] = ()
    is_member_here: bool = False
    employer_is_organisation: bool = False
    advisers: frozenset[int] = frozenset()
    adviser_employers: frozenset[int] = frozenset()
    audited_last: frozenset[int] = frozenset()
    audit_employers: frozenset[int] = frozenset()
    advised_until: date | None = None


def counts_from(today: date) -> date:
    """The first day on which a tie may have ended and still count."""
    try:
        return today.replace(year=today.year - YEARS)
    except ValueError:  # 29 February
        return today.replace(year=today.year - YEARS, day=28)


def auditor_conflicts(facts: Facts, today: date) -> list[str]:
    """Why this person may not audit, in Dutch; empty where they may."""
    reasons = _tied(facts, today)
    if facts.user in facts.advisers:
        reasons.append("Is zelf adviseur in dit traject.")
    if facts.employer is not None and facts.employer in facts.adviser_employers:
        reasons.append("Werkt voor dezelfde werkgever als de adviseur van dit traject.")
    if facts.user in facts.audited_last:
        reasons.append("Beoordeelde deze organisatie de vorige keer ook.")
    if facts.advised_until is not None and facts.advised_until >= counts_from(today):
        reasons.append(f"Begeleidde deze organisatie in een eerder traject, tot {facts.advised_until:%d-%m-%Y}.")
    return reasons


def auditor_doubts(facts: Facts, today: date) -> list[str]:
    """What to think about before this person audits, in Dutch; it does not exclude them."""
    doubts = _long_ago(facts.ties, today)
    if facts.advised_until is not None and facts.advised_until < counts_from(today):
        doubts.append(f"Begeleidde deze organisatie lang geleden, tot {facts.advised_until:%d-%m-%Y}.")
    if facts.employer is not None and facts.employer in facts.audit_employers and facts.user not in facts.audited_last:
        doubts.append("Werkt voor dezelfde werkgever als wie de vorige keer beoordeelde.")
    return doubts


def adviser_doubts(facts: Facts, today: date) -> list[str]:
    """What to think about before this person advises, in Dutch; it does not exclude them."""
    doubts = _long_ago((tie for tie in facts.ties if tie.kind != "adviser"), today)
    if facts.advised_until is not None:
        doubts.append(f"Begeleidde deze organisatie eerder, tot {facts.advised_until:%d-%m-%Y}.")
    return doubts


def adviser_conflicts(facts: Facts, today: date) -> list[str]:
    """Why this person may not advise, in Dutch. Who advised the organisation before may do so again."""
    return _tied(replace(facts, ties=tuple(tie for tie in facts.ties if tie.kind != "adviser")), today)


def _tied(facts: Facts, today: date) -> list[str]:
    reasons = []
    if facts.is_member_here:
        reasons.append("Is in dit systeem lid van deze organisatie.")
    if facts.employer_is_organisation:
        reasons.append("Werkt bij deze organisatie.")
    reasons += _said(facts.ties, today)
    return reasons


def _said(ties: Iterable[TieFact], today: date) -> list[str]:
    """A sentence for each tie that still counts."""
    since = counts_from(today)
    said = []
    for tie in ties:
        if tie.ended_on is not None and tie.ended_on < since:
            continue
        who = "De werkgever" if tie.of_employer else "Deze persoon"
        when = "is" if tie.ended_on is None or tie.ended_on >= today else f"was tot {tie.ended_on:%d-%m-%Y}"
        said.append(f"{who} {when} {KINDS[tie.kind]} van deze organisatie.")
    return said


def _long_ago(ties: Iterable[TieFact], today: date) -> list[str]:
    """A sentence for each tie that no longer counts."""
    since = counts_from(today)
    return [
        f"{'De werkgever' if tie.of_employer else 'Deze persoon'} was tot {tie.ended_on:%d-%m-%Y} {KINDS[tie.kind]}"
        " van deze organisatie, meer dan vier jaar geleden."
        for tie in ties
        if tie.ended_on is not None and tie.ended_on < since
    ]
