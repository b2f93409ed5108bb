"""All running work of somebody who stops, and who may take it over; and work that lies with who may not (any more)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from auditors.conflicts import adviser_conflicts, auditor_conflicts
from auditors.models import Pledge, Profile
from auditors.pledges import counting_years
from auditors.queries import considered, facts_towards, holding
from auditors.states import Work
from goedgeregeld.accounts.models import User
from keurmerk.models import Application
from keurmerk.queries.batch import for_advisers, for_auditors
from keurmerk.queries.candidates import Candidate
from keurmerk.queries.hands import hands_of_all
from keurmerk.queries.independence import handled_by
from keurmerk.states import WHEN, ApplicationState, Verb

ADVISING = (ApplicationState.REQUESTED, *WHEN[Verb.REPLACE_ADVISER])
AUDITING = (*WHEN[Verb.REPLACE_AUDITOR], ApplicationState.OBJECTION)


@dataclass(frozen=True, slots=True)
class Piece:
    """An application somebody has a part in now. `verb`: the act that puts another in their place (None: not here)."""

    application: Application
    work: Work

    @property
    def verb(self) -> Verb | None:
        if self.work == Work.AUDITOR:
            return None if self.application.state == ApplicationState.OBJECTION else Verb.REPLACE_AUDITOR
        return Verb.ASSIGN if self.application.state == ApplicationState.REQUESTED else Verb.REPLACE_ADVISER

    @property
    def key(self) -> str:
        """How a form calls it."""
        return f"{self.work}-{self.application.pk}"

    @property
    def person(self) -> User | None:
        return self.application.adviser if self.work == Work.ADVISER else self.application.auditor


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who takes over a piece (the number of a user), and the moves of the application as the preview showed it."""

    successor: int
    moves: int


@dataclass(frozen=True, slots=True)
class Succession:
    """A piece with everybody who could take it over, best first; who may not stands last with the reasons."""

    piece: Piece
    candidates: Sequence[Candidate] = ()

    @property
    def may(self) -> list[Candidate]:
        return [one for one in self.candidates if one.may]

    def of(self, user: int) -> Candidate | None:
        return next((one for one in self.candidates if one.user == user), None)


def work_of(user: User) -> list[Piece]:
    """Everything that lies with this person now, the longest running first. One query."""
    return _pieces(Q(adviser=user, state__in=ADVISING) | Q(auditor=user, state__in=AUDITING), user.pk)


def _pieces(of: Q, user: int | None = None) -> list[Piece]:
    related = ("organisation__municipality", "adviser", "auditor")
    found = []
    for one in Application.objects.filter(of).select_related(*related).order_by("requested_at", "pk"):
        if one.adviser_id and one.state in ADVISING and user in (None, one.adviser_id):
            found.append(Piece(one, Work.ADVISER))
        if one.auditor_id and one.state in AUDITING and user in (None, one.auditor_id):
            found.append(Piece(one, Work.AUDITOR))
    return found


def successions(pieces: Iterable[Piece], *, me: int, today: date) -> list[Succession]:
    """Who may take over each of these, as the act will judge them, without who has it now. The number of queries does not
    depend on how much there is.
    """
    pieces = list(pieces)
    replacing = hands_of_all([one.application for one in pieces if one.verb == Verb.REPLACE_ADVISER])
    found: dict[str, list[Candidate]] = {}
    for work in Work:
        of = [one for one in pieces if one.work == work and one.verb is not None]
        if of:
            profiles, applications = considered(work, on=today), [one.application for one in of]
            by = (
                for_auditors(applications, profiles, me, today)
                if work == Work.AUDITOR
                else for_advisers(applications, profiles, me, today, replacing)
            )
            found |= {one.key: _others(one, by[one.application.pk]) for one in of}
    return [Succession(one, found.get(one.key, [])) for one in pieces]


def _others(piece: Piece, everybody: Iterable[Candidate]) -> list[Candidate]:
    now = piece.person.pk if piece.person else None
    return [one for one in everybody if one.user != now]


# --- Work that lies with who may not (any more) -------------------------------------------------------------------------


@dataclass(slots=True)
class Stuck:
    """Somebody with work that is to be handed over, and by piece why."""

    user: User
    pieces: list[tuple[Piece, list[str]]] = field(default_factory=list)


def to_hand_over(*, today: date) -> list[Stuck]:
    """By person, by name: running work of who is not authorised, withdrew the declaration, or has a conflict by now.

    Nine queries, however much there is.
    """
    pieces = _pieces(Q(adviser__isnull=False, state__in=ADVISING) | Q(auditor__isnull=False, state__in=AUDITING))
    known = _known(pieces, today)
    found: dict[int, Stuck] = {}
    for piece in pieces:
        person = piece.person
        reasons = known.reasons(piece)
        if person is not None and reasons:
            found.setdefault(person.pk, Stuck(person)).pieces.append((piece, reasons))
    return sorted(found.values(), key=lambda one: (str(one.user).casefold(), one.user.pk))


@dataclass(frozen=True, slots=True)
class _Known:
    held: dict[str, set[int]]
    withdrawn: set[int]
    conflicts: dict[str, list[str]]

    def reasons(self, piece: Piece) -> list[str]:
        person = piece.person
        if person is None:
            return []
        if not person.is_active:
            return ["Het account is gesloten."]
        reasons = (
            [] if person.pk in self.held[piece.work] else [f"Is niet (meer) geautoriseerd als {piece.work.label}."]
        )
        if person.pk in self.withdrawn:
            reasons.append("Trok de verklaring van onafhankelijkheid in.")
        return reasons + self.conflicts.get(piece.key, [])


def _known(pieces: Sequence[Piece], today: date) -> _Known:
    users = {piece.person.pk for piece in pieces if piece.person}
    held = {work: set(holding(work, on=today).values_list("user_id", flat=True)) for work in Work}
    pledges = Pledge.objects.filter(profile__user__in=users, year__in=counting_years(today))
    signed: dict[int, bool] = defaultdict(bool)
    for user, gone in pledges.values_list("profile__user_id", "withdrawn_at"):
        signed[user] |= gone is None
    return _Known(held, {user for user, stands in signed.items() if not stands}, _conflicts(pieces, users, today))


def _conflicts(pieces: Sequence[Piece], users: set[int], today: date) -> dict[str, list[str]]:
    """By piece: the hard conflicts of who has it, as they are on this day."""
    profiles = list(Profile.objects.filter(user__in=users).select_related("user", "employer"))
    facts = facts_towards(profiles, handled_by(piece.application for piece in pieces))
    found = {}
    for piece in pieces:
        known = facts[piece.application.organisation_id].get(piece.person.pk if piece.person else 0)
        if known is not None:
            judge = adviser_conflicts if piece.work == Work.ADVISER else auditor_conflicts
            found[piece.key] = judge(known, today)
    return found
