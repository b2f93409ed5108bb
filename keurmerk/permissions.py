"""Who may do what with an application: small predicates over the row and the person. Nothing here queries.

Four eyes (somebody else than ...) is no permission but a condition: it is said with its reason, see `conditions`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from goedgeregeld.accounts import permissions as accounts
from goedgeregeld.accounts.permissions import Person
from goedgeregeld.accounts.states import RoleKind
from keurmerk.states import DECIDED, ApplicationState, MarkVerb, Verb

if TYPE_CHECKING:
    from keurmerk.models import Application, Mark

Predicate = Callable[["Application", Person], bool]
OfMark = Callable[["Mark", Person], bool]


def is_office(_of: Application | Mark, person: Person) -> bool:
    return accounts.is_office(person)


def is_adviser(application: Application, person: Person) -> bool:
    """Who advises, or (while requested) is asked to."""
    return RoleKind.ADVISER in person.roles and application.adviser_id == person.user_id


def is_auditor(application: Application, person: Person) -> bool:
    """Who judges now. A second auditor takes the place of the first."""
    return RoleKind.AUDITOR in person.roles and application.auditor_id == person.user_id


def reads(application: Application, person: Person) -> bool:
    """A member of the organisation."""
    return accounts.may_read(application.organisation_id, person)


def fills(application: Application, person: Person) -> bool:
    """Who may fill in for the organisation."""
    return accounts.may_fill(application.organisation_id, person)


def manages(application: Application, person: Person) -> bool:
    """A beheerder of the organisation: binding acts are theirs."""
    return accounts.may_manage(application.organisation_id, person)


def nobody(_of: Application | Mark, _person: Person) -> bool:
    """What only the system does."""
    return False


def any_of(*predicates: Predicate) -> Predicate:
    """Whether one of these holds. It is called after them, for docs/machines.md."""

    def one_of(application: Application, person: Person) -> bool:
        return any(one(application, person) for one in predicates)

    one_of.__name__ = " or ".join(one.__name__ for one in predicates)
    return one_of


concerned = any_of(reads, is_adviser, is_auditor, is_office)
party = any_of(fills, is_adviser, is_auditor, is_office)

WHO: dict[str, Predicate] = {
    Verb.ACCEPT: is_adviser,
    Verb.DECLINE: is_adviser,
    Verb.ASSIGN: is_office,
    Verb.LAPSE_REQUEST: nobody,
    Verb.SUBMIT_PLAN: is_adviser,
    Verb.APPROVE_PLAN: is_office,
    Verb.RETURN_PLAN: is_office,
    Verb.SUBMIT_DOSSIER: manages,
    Verb.RETURN_DOSSIER: is_adviser,
    Verb.ADVISE_POSITIVELY: is_adviser,
    Verb.ADVISE_NEGATIVELY: is_adviser,
    Verb.END_NEGATIVELY: is_adviser,
    Verb.ASSIGN_AUDITOR: is_office,
    Verb.RETURN_AUDIT: is_auditor,
    Verb.ASK_SUPPLEMENT: is_auditor,
    Verb.SUPPLY: fills,
    Verb.LAPSE_SUPPLEMENT: nobody,
    Verb.RECOMMEND: is_auditor,
    Verb.GRANT: is_office,
    Verb.GRANT_CONDITIONALLY: is_office,
    Verb.REFUSE: is_office,
    Verb.CONFIRM_CONDITIONS: is_office,
    Verb.CONDITIONS_FAILED: is_office,
    Verb.OBJECT: manages,
    Verb.PASS_OBJECTION: is_office,
    Verb.UPHOLD: is_auditor,
    Verb.DISMISS: is_auditor,
    Verb.WITHDRAW: manages,
    Verb.LET_LAPSE: is_office,
    Verb.SAVE_PLAN: any_of(is_adviser, fills),
    Verb.AGREE_PLAN: manages,
    Verb.CHOOSE_EVALUATION: fills,
    Verb.WORK_ON_DOSSIER: fills,
    Verb.ASSESS: is_adviser,
    Verb.DRAW_SAMPLE: is_auditor,
    Verb.WIDEN_SAMPLE: is_auditor,
    Verb.FIND: is_auditor,
    Verb.ANSWER_SUPPLEMENT: fills,
    Verb.REPORT_CONDITION: fills,
    Verb.JUDGE_CONDITION: is_auditor,
    Verb.SAY: party,
    Verb.REPLACE_ADVISER: is_office,
    Verb.REPLACE_AUDITOR: is_office,
    Verb.EXTEND_TERM: is_office,
    Verb.NOTE_PAYMENT: is_office,
    Verb.RATE_ADVISER: manages,
}


def may(verb: str, application: Application, person: Person) -> bool:
    """Whether this person is one who does this, whatever the application's state."""
    return WHO[verb](application, person)


def may_see(application: Application, person: Person) -> bool:
    """Whether this application exists for this person."""
    return concerned(application, person)


def may_see_dossier(application: Application, person: Person) -> bool:
    """Answers, explanations and evidence: not for an adviser who has not accepted yet."""
    if application.state == ApplicationState.REQUESTED and not is_office(application, person):
        return reads(application, person)
    return concerned(application, person)


def advises(application: Application, person: Person) -> bool:
    """The adviser at work: who accepted, not who was asked."""
    return is_adviser(application, person) and application.state != ApplicationState.REQUESTED


def may_see_working_copy(application: Application, person: Person) -> bool:
    """What the organisation is still working on. An auditor judges what was handed in."""
    if reads(application, person) or is_office(application, person):
        return True
    return is_adviser(application, person) and application.state != ApplicationState.REQUESTED


def may_see_assessment(application: Application, person: Person, *, given: bool) -> bool:
    """The adviser's judgement: theirs while they write it; once `given`, of everyone concerned."""
    return is_adviser(application, person) or (given and concerned(application, person))


def may_see_audit(application: Application, person: Person, *, given: bool, decided: bool | None = None) -> bool:
    """The auditor's findings: theirs while they write; once `given` the office's; of the others only after the decision.

    `decided`: whether NOV decided on this very audit (not known: whether the application was decided on at all). After an
    objection that was justified the first audit stays to be read, while the second one is still to be decided on.
    """
    if is_auditor(application, person):
        return True
    if is_office(application, person):
        return given
    over = application.state in DECIDED if decided is None else decided
    return given and over and concerned(application, person)


def may_see_money(application: Application, person: Person) -> bool:
    """What is due: the organisation that pays, the adviser who is paid, the office."""
    return any_of(reads, is_adviser, is_office)(application, person)


# --- A mark -----------------------------------------------------------------------------------------------------------------


def carries(mark: Mark, person: Person) -> bool:
    """A member of the organisation that has the mark."""
    return mark.organisation_id is not None and accounts.may_read(mark.organisation_id, person)


def may_see_mark(mark: Mark, person: Person) -> bool:
    """What only the organisation and the office see of a mark; everybody sees its entry in the register."""
    return carries(mark, person) or accounts.is_office(person)


WHO_OF_MARK: dict[str, OfMark] = {
    MarkVerb.SUSPEND: is_office,
    MarkVerb.REINSTATE: is_office,
    MarkVerb.REVOKE: is_office,
    MarkVerb.EXPIRE: nobody,
}


def may_carry(verb: str, mark: Mark, person: Person) -> bool:
    """Whether this person is one who does this with a mark, whatever its state."""
    return WHO_OF_MARK[verb](mark, person)


def manages_mark(mark: Mark, person: Person) -> bool:
    """A beheerder of the organisation that has the mark."""
    return mark.organisation_id is not None and accounts.may_manage(mark.organisation_id, person)


def may_hand_over(mark: Mark, person: Person) -> bool:
    """Who arranges the handing over: who fills in for the organisation, and the office."""
    fills_in = mark.organisation_id is not None and accounts.may_fill(mark.organisation_id, person)
    return fills_in or accounts.is_office(person)


def may_handle_signals(mark: Mark, person: Person) -> bool:
    """Read and handle what people from outside say about this mark: the office, but for who belongs to its organisation."""
    return accounts.is_office(person) and not carries(mark, person)
