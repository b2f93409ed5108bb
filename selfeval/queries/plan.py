"""Reading the improvement plan: its actions as rows, by state, filtered; what of the advice is in it; and who may do them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import Membership, Organisation, User
from selfeval import improving
from selfeval.advice import StatementAdvice, advise
from selfeval.models import Evaluation, ImprovementAction
from selfeval.queries import evaluated, instrument_of
from selfeval.states import Progress

LATE = "te-laat"  # a choice of the list beside the states
NOBODY = "niemand"


def actions_in(evaluation: Evaluation, *, whole: bool) -> QuerySet[ImprovementAction]:
    """The actions of the plan this evaluation is in: of all evaluations of its organisation (`whole`), or its own alone."""
    own = Q(evaluation=evaluation)
    if whole and evaluation.organisation_id is not None:
        own = Q(evaluation__organisation=evaluation.organisation_id)
    found = ImprovementAction.objects.filter(own).select_related(
        "owner", "proposed_by", "evaluation__instrument_version"
    )
    found = found.defer("evaluation__instrument_version__definition", "evaluation__result", "evaluation__profile")
    return found.order_by(F("due").asc(nulls_last=True), "made_at", "pk")


def actions_of_organisation(organisation: Organisation) -> QuerySet[ImprovementAction]:
    """The plan of an organisation, in the same order."""
    return actions_in(Evaluation(organisation=organisation), whole=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One action as the pages show it."""

    action: ImprovementAction
    late: bool
    theme: str
    statement: str  # its text, as it is in the instrument of its evaluation; "" for an own action without one
    elsewhere: bool  # it hangs on another evaluation than the one that is open
    discreet: bool  # for who is not of the organisation: people by name, never by address

    @property
    def who(self) -> str:
        """Who does it; "" for nobody yet."""
        return _called(self.action.owner, self.discreet) if self.action.owner else self.action.owner_name

    @property
    def by(self) -> str:
        """Who proposed it; "" where nobody did."""
        return _called(self.action.proposed_by, self.discreet) if self.action.proposed_by else ""

    @property
    def who_key(self) -> str:
        """By what the list is filtered."""
        one = self.action
        return f"lid-{one.owner_id}" if one.owner_id else one.owner_name.casefold() or NOBODY

    @property
    def completed_on(self) -> date | None:
        """The day of the evaluation it hangs on."""
        completed = self.action.evaluation.completed_at
        return timezone.localdate(completed) if completed else None

    @property
    def verbs(self) -> tuple[str, ...]:
        return improving.verbs(self.action.state)


def _called(user: User, discreet: bool) -> str:
    """Somebody with an account, by name. Who gave none is known by the address, which is for colleagues only."""
    return _("iemand met een account") if discreet and not user.name and not user.erased_at else str(user)


def rows_of(
    actions: Iterable[ImprovementAction], *, today: date, here: Evaluation | None = None, discreet: bool = True
) -> list[Row]:
    """The actions as rows. One query for `actions` and, once a process, one for each instrument."""
    return [_row(one, today, here, discreet) for one in actions]


def _row(action: ImprovementAction, today: date, here: Evaluation | None, discreet: bool) -> Row:
    instrument = instrument_of(action.evaluation.instrument_version)
    statement = instrument.by_code.get(action.statement)
    theme = next((t.title for t in instrument.themes for s in t.statements if s.code == action.statement), "")
    return Row(
        action=action,
        late=improving.is_late(action.state, action.due, today),
        theme=theme,
        statement=statement.text if statement else "",
        elsewhere=here is not None and action.evaluation_id != here.pk,
        discreet=discreet,
    )


@dataclass(frozen=True)
class Board:
    """The plan in columns."""

    rows: list[Row]

    def _in(self, state: str) -> list[Row]:
        return [one for one in self.rows if one.action.state == state]

    @property
    def proposed(self) -> list[Row]:
        return self._in(Progress.PROPOSED)

    @property
    def columns(self) -> list[tuple[str, str, list[Row]]]:
        """State, its name, and what is in it."""
        shown = (Progress.PLANNED, Progress.BUSY, Progress.DONE)
        return [(str(state), str(state.label), self._in(state)) for state in shown]

    @property
    def aside(self) -> list[Row]:
        """What was dropped or declined."""
        return [*self._in(Progress.DROPPED), *self._in(Progress.DECLINED)]

    @cached_property
    def counts(self) -> tuple[int, int, int]:
        """How many are in the plan, how many of those are done, and how many are late."""
        counted = [one for one in self.rows if one.action.state in improving.OPEN | {improving.DONE}]
        done = sum(one.action.state == Progress.DONE for one in counted)
        return len(counted), done, sum(one.late for one in counted)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows: a state or `LATE`, and whose; "" for everything. What is not there means everything."""

    state: str = ""
    who: str = ""

    def of(self, rows: Iterable[Row]) -> list[Row]:
        return [one for one in rows if self._fits(one)]

    def _fits(self, row: Row) -> bool:
        state = not self.state or (row.late if self.state == LATE else row.action.state == self.state)
        return state and (not self.who or row.who_key == self.who)


def people_in(rows: Iterable[Row]) -> dict[str, str]:
    """Who does something in this plan, for the filter: by key, with the name; "" is nobody yet."""
    found = {one.who_key: one.who for one in rows}
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def suggestions(evaluation: Evaluation) -> list[tuple[str, StatementAdvice]]:
    """What the advice says can be better, the most important first, with the theme it belongs to."""
    found = evaluated(evaluation)
    themes = {one.code: (theme.title, one) for theme in advise(found).themes for one in theme.statements}
    return [themes[code] for code in found.outcome.priorities if code in themes]


def in_plan(evaluation: Evaluation) -> dict[str, int]:
    """The advices of this evaluation that stand in the plan: statement -> number of the action. One query."""
    found = ImprovementAction.objects.filter(evaluation=evaluation, from_advice=True)
    return dict(found.values_list("statement", "pk"))


def possible_owners(evaluation: Evaluation) -> Mapping[int, User]:
    """The members of the organisation, by name. One query; none where there is no organisation."""
    if evaluation.organisation_id is None:
        return {}
    rows = Membership.objects.filter(organisation=evaluation.organisation_id).select_related("user")
    return {one.user_id: one.user for one in sorted(rows, key=lambda row: str(row.user).casefold())}


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many actions were ever accepted in a plan, and how many of those are done or dropped."""

    accepted: int
    done: int
    dropped: int


def plan_counts() -> PlanCounts:
    """For the office's effect figures: of real organisations and evaluations, never of examples. One query."""
    found = ImprovementAction.objects.filter(evaluation__demo=False, state__in=improving.ACCEPTED)
    counted = found.aggregate(
        accepted=Count("pk"),
        done=Count("pk", filter=Q(state=Progress.DONE)),
        dropped=Count("pk", filter=Q(state=Progress.DROPPED)),
    )
    return PlanCounts(**counted)
