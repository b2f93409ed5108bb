"""What the start pages show, a function a role. The number of queries does not depend on how much there is."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.timezone import localdate

from goedgeregeld.accounts.models import Invitation, Organisation, Role, User
from goedgeregeld.accounts.permissions import Person
from goedgeregeld.accounts.queries.doubles import open_doubles
from goedgeregeld.accounts.states import MAY_FILL, Right, RoleKind
from goedgeregeld.events.actions import VIEW
from goedgeregeld.events.models import Event, EventQuerySet
from keurmerk.models import Application
from keurmerk.queries.organisation import live_applications_of
from reports.history.queries import (
    APPLICATION,
    EVALUATION,
    ORGANISATION,
    SAVINGS,
    USER,
    Line,
    Subject,
    lines_by_name,
    lines_of,
    of_application,
    subject_of,
)
from reports.mark.timeline import sight
from reports.office.queries import in_state, second_factors
from reports.start.mark import MarkRow, Row, events_of_marks, marks_of, named_marks, rows_of
from selfeval.models import Evaluation, InstrumentVersion, ReportFeedback, StatementFeedback
from selfeval.states import OPEN_STATES, EvaluationState

MEMBER = "member"
ORDER = (RoleKind.STAFF, RoleKind.ADMINISTRATOR, RoleKind.AUDITOR, RoleKind.ADVISER)
SHOWN = 10  # of what changed and of what people said: the newest; the rest stands in the history
QUIET = (VIEW, "export", "end_sessions", *SAVINGS)  # acts after which nothing is different for others (yet)


def roles_of(person: Person) -> list[str]:
    """The start pages this person has. Who has no role and no organisation has a member's page, with what to do first."""
    official = [str(kind) for kind in ORDER if kind in person.roles]
    return official + ([MEMBER] if person.rights or not official else [])


# --- What changed -------------------------------------------------------------------------------------------------------


def _recent(found: EventQuerySet, *, since: datetime, me: int) -> list[Event]:
    """The newest of what others did since then, with their actors."""
    others = found.filter(at__gt=since).exclude(actor=me).exclude(verb__in=QUIET)
    return list(others.select_related("actor").order_by("-at", "-pk")[:SHOWN])


def changed_for_official(party: str, applications: list[Application], *, since: datetime, me: int) -> list[Line]:
    """What others did to my account, and to these applications as far as this party may see it."""
    found = Q(object_type=USER, object_id=str(me)) | _seen_of(applications, party)
    rows = _recent(Event.objects.filter(found), since=since, me=me)
    return lines_of(rows, _named(applications), together=False)


def _seen_of(applications: list[Application], party: str) -> Q:
    """The Events on these applications that this party sees, whether NOV decided or not."""
    keys = [str(one.pk) for one in applications]
    hidden = sight.hidden(frozenset({party}), decided=False)
    return Q(object_type=APPLICATION, object_id__in=keys) & ~Q(verb__in=hidden)


def _named(applications: list[Application]) -> dict[tuple[str, str], Subject]:
    return {(APPLICATION, str(one.pk)): of_application(one) for one in applications}


def changed_for_office(*, since: datetime, me: int) -> list[Line]:
    """What others did to organisations, people, invitations and instruments."""
    rows = _recent(Event.objects.exclude(object_type=EVALUATION), since=since, me=me)
    return lines_by_name(rows)


# --- A member -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Mine:
    """One of my organisations: what I may do there, what is being worked on, and the last report."""

    organisation: Organisation
    right: str
    open: list[Evaluation] = field(default_factory=list)
    completed: list[Evaluation] = field(default_factory=list)
    application: Application | None = None  # the live one
    marks: list[MarkRow] = field(default_factory=list)

    @property
    def right_label(self) -> str:
        return str(Right(self.right).label)

    @property
    def may_fill(self) -> bool:
        return self.right in MAY_FILL

    @property
    def may_request(self) -> bool:
        """Whether the mark can be asked for here, by me; where there is one that lasts, not yet."""
        free = self.application is None and all(row.held.may_renew for row in self.marks)
        return self.right == Right.MANAGER and free and bool(self.completed or self.marks)


@dataclass(frozen=True, slots=True)
class MemberStart:
    """A member's page."""

    mine: list[Mine]
    for_me: list[Invitation]
    for_others: list[Invitation]
    applications: list[Row]
    changed: list[Line]

    @property
    def to_act(self) -> list[Row]:
        """Applications that wait for us, where I may act."""
        return [row for row in self.applications if row.for_me]

    @property
    def elsewhere(self) -> list[Row]:
        """Applications that wait for others, or for colleagues who may act."""
        return [row for row in self.applications if not row.for_me]

    @property
    def marks(self) -> list[MarkRow]:
        """The marks of all of them."""
        return [row for mine in self.mine for row in mine.marks]

    @property
    def marks_to_act(self) -> list[MarkRow]:
        """Those for which I have something to do."""
        return [row for row in self.marks if row.for_me]

    @property
    def to_go_on(self) -> list[Evaluation]:
        """What is being worked on in organisations where I may work on it, last touched first."""
        rows = [one for mine in self.mine if mine.may_fill for one in mine.open]
        return sorted(rows, key=lambda one: one.changed_at, reverse=True)

    @property
    def to_begin(self) -> list[Mine]:
        """Organisations that never made a self-evaluation."""
        return [one for one in self.mine if one.may_fill and not one.open and not one.completed]


def member_start(user: User, person: Person, *, since: datetime, now: datetime) -> MemberStart:
    """At most seven queries: organisations, their evaluations, live applications, marks with what is asked about them,
    invitations, and what changed.
    """
    found = Organisation.objects.filter(pk__in=person.rights, merged_into__isnull=True)
    mine = {one.pk: Mine(one, person.rights[one.pk]) for one in found}
    evaluations = list(_evaluations(list(mine)))
    for one in evaluations:
        of = mine[one.organisation_id]
        (of.open if one.state in OPEN_STATES else of.completed).append(one)
    live = live_applications_of(list(mine))
    for one in live:
        mine[one.organisation_id].application = one
    for row in marks_of(list(mine), live, person, localdate(now)):
        mine[row.held.mark.organisation_id].marks.append(row)
    for_me, for_others = _waiting(user, person, now)
    marks = [row.held.mark for one in mine.values() for row in one.marks]
    about = _about(user, list(mine), evaluations) | _seen_of(live, sight.ORGANISATION) | events_of_marks(marks)
    rows = _recent(Event.objects.filter(about), since=since, me=user.pk)
    told = lines_of(rows, _subjects(mine, evaluations) | _named(live) | named_marks(marks))
    shown = rows_of(live, person, today=localdate(now))
    return MemberStart(list(mine.values()), for_me, for_others, shown, told)


def _evaluations(organisations: list[UUID]) -> list[Evaluation]:
    """What is open, and what was completed, last changed first; without the heavy fields."""
    found = Evaluation.objects.filter(organisation__in=organisations).filter(
        Q(state__in=OPEN_STATES) | Q(state=EvaluationState.COMPLETED)
    )
    return list(found.defer("result", "profile").order_by("-changed_at"))


def _waiting(user: User, person: Person, now: datetime) -> tuple[list[Invitation], list[Invitation]]:
    """Invitations that wait for me, and those my organisations sent that wait for others."""
    asked = Q(email=user.email) | Q(organisation__in=list(person.rights))
    found = Invitation.objects.filter(asked, in_state("open", now=now)).select_related("organisation")
    rows = list(found.order_by("expires_at"))
    return [one for one in rows if one.email == user.email], [one for one in rows if one.email != user.email]


def _about(user: User, organisations: list[UUID], evaluations: list[Evaluation]) -> Q:
    about = Q(object_type=ORGANISATION, object_id__in=[str(pk) for pk in organisations])
    about |= Q(object_type=EVALUATION, object_id__in=[str(one.pk) for one in evaluations])
    return about | Q(object_type=USER, object_id=str(user.pk))


def _subjects(mine: dict[UUID, Mine], evaluations: list[Evaluation]) -> dict[tuple[str, str], Subject]:
    """Names of what is on the page already, so that telling what changed asks for nothing."""
    found = {(ORGANISATION, str(pk)): subject_of(ORGANISATION, pk, str(one.organisation)) for pk, one in mine.items()}
    return found | {
        (EVALUATION, str(one.pk)): subject_of(EVALUATION, one.pk, f"zelfevaluatie van {one.organisation_name}")
        for one in evaluations
    }


# --- The office ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many invitations are open, are about to expire, and are for a role."""

    open: int
    expiring: int
    for_roles: int


def invitation_counts(*, now: datetime) -> Waiting:
    counted = Invitation.objects.filter(in_state("open", now=now)).aggregate(
        open=Count("pk"),
        expiring=Count("pk", filter=in_state("expiring", now=now)),
        for_roles=Count("pk", filter=~Q(role="")),
    )
    return Waiting(**counted)


def count_doubles() -> int:
    """Pairs of organisations that may be one, and that nobody judged yet."""
    return open_doubles().count()


def recent_feedback() -> tuple[list[StatementFeedback], list[ReportFeedback]]:
    """The newest opinions on statements and on reports; of whom is not shown."""
    statements = StatementFeedback.objects.order_by("-at", "-pk")
    version = F("evaluation__instrument_version__version")
    return list(statements.annotate(version=version)[:SHOWN]), list(
        ReportFeedback.objects.order_by("-at", "-pk")[:SHOWN]
    )


def without_second_factor() -> list[User]:
    """People with a role who cannot act yet, by address."""
    found = User.objects.filter(Exists(Role.objects.filter(user=OuterRef("pk"))), ~Exists(second_factors()))
    return list(found.filter(is_active=True, erased_at__isnull=True).prefetch_related("roles").order_by("email")[:50])


def drafts() -> list[InstrumentVersion]:
    """Versions of the instrument that were loaded and not published."""
    return list(InstrumentVersion.objects.filter(published_at__isnull=True).defer("definition").order_by("-loaded_at"))


# --- An adviser or auditor ------------------------------------------------------------------------------------------------


def role_since(user: User, kind: str) -> datetime | None:
    return Role.objects.filter(user=user, kind=kind).values_list("since", flat=True).first()
