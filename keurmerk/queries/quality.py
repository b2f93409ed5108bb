"""How the network does: ratings, turnaround, and how often audits differ from advisers. What may be shown: `keurmerk.quality`.

Examples (demo) do not count. Nothing goes back further than three years.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from auditors.states import Work
from goedgeregeld.accounts.models import User
from keurmerk.deadlines import working_days_between
from keurmerk.models import Application, Appointment, ApproachPlan, Assessment, Audit, Finding, Judgement, Rating
from keurmerk.quality import (
    Agreement,
    Pace,
    Pair,
    Rated,
    Summary,
    agreement,
    by_adviser,
    by_statement,
    pace,
    shown,
    summary,
)
from keurmerk.states import AppointmentState, Sufficiency, Verdict

YEARS = timedelta(days=3 * 365)
RECENT = 50  # ratings the office reads on one page
RIGHT = (Verdict.MEETS, Verdict.REMARK)
ANSWERED = (AppointmentState.ACCEPTED, AppointmentState.DECLINED)


class RatingReading:
    """What the rules on rating ask; part of `Reading`."""

    application: Application

    @cached_property
    def is_rated(self) -> bool:
        return Rating.objects.filter(application=self.application).exists()


def ratings() -> QuerySet[Rating]:
    """Every rating that counts, with whose and by whom, newest first; for the office."""
    found = Rating.objects.filter(application__demo=False).select_related("application__organisation", "adviser")
    return found.order_by("-at", "-pk")


def ratings_of(user: int) -> Summary | None:
    """What organisations said of this adviser, from five on. One query."""
    rows = Rating.objects.filter(adviser=user, application__demo=False).order_by("at", "pk")
    return summary([Rated(*row) for row in rows.values_list("guidance", "reachable", "recommends")])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the network, with what may be shown of them (None: too few)."""

    user: User
    rated: Summary | None = None
    answers: Pace | None = None
    plans: Pace | None = None
    judges: Pace | None = None
    differs: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """The whole page."""

    advisers: list[Person]
    auditors: list[Person]
    together: Agreement | None
    statements: list[tuple[str, Agreement]]


def quality(*, today: date) -> Quality:
    """Everything of the last three years. Eight queries, however many people."""
    since = timezone.make_aware(datetime.combine(today - YEARS, datetime.min.time()))
    pairs = _pairs(since)
    rated, answers, plans, judged = _ratings(since), _answers(since), _plans(since), _assessments(since)
    audits, differs = _audits(since), dict(by_adviser(pairs))
    people = User.objects.in_bulk({*rated, *answers, *plans, *judged, *audits, *differs})
    advisers = [
        Person(people[one], rated.get(one), answers.get(one), plans.get(one), judged.get(one), differs.get(one))
        for one in {*rated, *answers, *plans, *judged, *differs}
    ]
    auditors = [Person(people[one], judges=audits[one]) for one in audits]
    return Quality(_by_name(advisers), _by_name(auditors), agreement(pairs), by_statement(pairs))


def _by_name(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda one: (str(one.user).casefold(), one.user.pk))


def _ratings(since: datetime) -> dict[int, Summary]:
    groups: dict[int, list[Rated]] = defaultdict(list)
    rows = Rating.objects.filter(at__gte=since, application__demo=False).order_by("at", "pk")
    for user, *said in rows.values_list("adviser_id", "guidance", "reachable", "recommends"):
        groups[user].append(Rated(*said))
    found = {user: summary(each) for user, each in groups.items()}
    return {user: one for user, one in found.items() if one}


def _answers(since: datetime) -> dict[int, Pace]:
    """From being asked to advise to the answer."""
    rows = Appointment.objects.filter(
        work=Work.ADVISER, state__in=ANSWERED, asked_at__gte=since, answered_at__isnull=False, application__demo=False
    ).exclude(asked_by=None, answered_at=None)
    return _paces(rows.order_by().values_list("user_id", "asked_at", "answered_at"))


def _plans(since: datetime) -> dict[int, Pace]:
    """From taking it on to the first plan that was handed in."""
    rows = ApproachPlan.objects.filter(
        version=1,
        submitted_at__gte=since,
        application__demo=False,
        application__appointments__work=Work.ADVISER,
        application__appointments__state=AppointmentState.ACCEPTED,
        application__appointments__answered_at__isnull=False,
    )
    which = ("application__appointments__user_id", "application__appointments__answered_at", "submitted_at")
    return _paces(rows.order_by().values_list(*which))


def _assessments(since: datetime) -> dict[int, Pace]:
    """From a dossier that was handed in to the advice about it."""
    rows = Assessment.objects.filter(advised_at__gte=since, submission__application__demo=False)
    return _paces(rows.order_by().values_list("adviser_id", "submission__submitted_at", "advised_at"))


def _audits(since: datetime) -> dict[int, Pace]:
    """From the appointment of an auditor to the judgement."""
    rows = Audit.objects.filter(recommended_at__gte=since, application__demo=False)
    return _paces(rows.order_by().values_list("auditor_id", "started_at", "recommended_at"))


def _paces(rows: Iterable[tuple[int, datetime, datetime]]) -> dict[int, Pace]:
    groups: dict[int, list[int]] = defaultdict(list)
    for user, start, end in rows:
        groups[user].append(working_days_between(timezone.localdate(start), timezone.localdate(end)))
    may = shown({user: len(days) for user, days in groups.items()})
    found = {user: pace(groups[user]) for user in may}
    return {user: one for user, one in found.items() if one}


def _pairs(since: datetime) -> list[Pair]:
    """Every statement that an adviser and then an auditor judged, of the same dossier. Two queries."""
    judged = Judgement.objects.filter(
        assessment__positive=True, assessment__advised_at__gte=since, assessment__submission__application__demo=False
    ).exclude(evidence="")
    said = {
        (of, statement): (adviser, evidence == Sufficiency.SUFFICIENT)
        for of, statement, adviser, evidence in judged.values_list(
            "assessment__submission_id", "statement", "assessment__adviser_id", "evidence"
        )
    }
    found = Finding.objects.filter(audit__recommended_at__gte=since, audit__application__demo=False)
    rows = found.exclude(verdict="").values_list("audit__submission_id", "statement", "verdict")
    return [
        Pair(of, statement, *said[of, statement], verdict in RIGHT)
        for of, statement, verdict in rows
        if (of, statement) in said
    ]
