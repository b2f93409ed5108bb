"""Acts on an evaluation as a whole: starting, profile, route, completing, copying; and the ritual they all begin with."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from functools import cache
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts import queries as people
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.events.actions import record
from selfeval import scoring
from selfeval.actions.links import issue_link
from selfeval.instruments.model import FULL, STAR, FactValue, Instrument
from selfeval.models import Answer, Evaluation, InstrumentVersion
from selfeval.queries import Stand, instrument_of
from selfeval.states import OPEN_STATES, EvaluationState


class WrongState(Exception):
    """The act does not fit where the evaluation stands now (usually: it was completed meanwhile)."""


class Blocked(Exception):
    """The act is not possible yet; `reasons` says in Dutch why."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@cache
def _locked_rows(fields: tuple[str, ...]) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.select_for_update()
    return rows.only("state", *fields) if fields else rows


@contextmanager
def changing(
    evaluation: Evaluation, *, states: tuple[EvaluationState, ...] = OPEN_STATES, fields: tuple[str, ...] = ()
) -> Iterator[Evaluation]:
    """One transaction on the freshly read and locked evaluation. Raises WrongState where it stands elsewhere.

    `fields` are those that the act needs, beside "state", where it must be quick; otherwise all.
    """
    with transaction.atomic():
        locked = _locked_rows(fields).get(pk=evaluation.pk)
        locked.instrument_version = evaluation.instrument_version
        if locked.state not in states:
            raise WrongState(locked.get_state_display())
        yield locked


def _stored_profile(profile: Mapping[str, FactValue]) -> dict[str, object]:
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in profile.items()}


def _proposed_route(instrument: Instrument, profile: Mapping[str, FactValue]) -> str:
    return STAR if scoring.route_is_open(instrument, STAR, profile) else FULL


@transaction.atomic
def start_evaluation(
    version: InstrumentVersion,
    *,
    profile: Mapping[str, FactValue],
    organisation_name: str,
    now: datetime,
    pk: UUID | None = None,
    organisation: Organisation | None = None,
    by: User | None = None,
) -> tuple[Evaluation, str]:
    """Start an evaluation and give its first personal link. Returns both.

    `pk` is a number the starting page drew: sent twice (a double click), it gives the same evaluation with a second link.
    Sent again with another profile (after "back"), that profile replaces the first. A number whose evaluation is completed
    or had a link withdrawn, or that is another organisation's, is spent: this device may be the one that had to be locked
    out. With `organisation` it is that organisation's from the start. Raises PermissionDenied unless `by` may fill in for it.
    """
    if organisation and not (by and permissions.may_fill(organisation.pk, people.person(by))):
        raise PermissionDenied
    route = _proposed_route(instrument_of(version), profile)
    evaluation, created = Evaluation.objects.get_or_create(
        pk=pk if pk and not _is_spent(pk, organisation) else uuid4(),
        defaults={
            "instrument_version": version,
            "organisation": organisation,
            "demo": organisation is not None and organisation.demo,
            "organisation_name": organisation_name,
            "profile": _stored_profile(profile),
            "route": route,
            "started_at": now,
            "changed_at": now,
        },
    )
    if created:
        record("start", evaluation, by=by, now=now, instrument=str(version.pk), route=route)
    elif (evaluation.profile, evaluation.organisation_name) != (_stored_profile(profile), organisation_name):
        evaluation = change_profile(evaluation, profile=profile, organisation_name=organisation_name, now=now, by=by)
    return evaluation, issue_link(evaluation, now=now)


def _is_spent(pk: UUID, organisation: Organisation | None) -> bool:
    gone = Q(state=EvaluationState.COMPLETED) | Q(links__withdrawn_at__isnull=False)
    found = Evaluation.objects.filter(pk=pk)
    return found.filter(gone).exists() or found.exclude(organisation=organisation).exists()


def change_profile(
    evaluation: Evaluation,
    *,
    profile: Mapping[str, FactValue],
    organisation_name: str,
    now: datetime,
    by: User | None = None,
) -> Evaluation:
    """Replace the profile. Answers to what no longer applies stay; a route that is no longer open becomes the full one."""
    with changing(evaluation) as locked:
        locked.profile, locked.organisation_name, locked.changed_at = _stored_profile(profile), organisation_name, now
        if not scoring.route_is_open(instrument_of(locked.instrument_version), locked.route, profile):
            locked.route = FULL
        locked.save()
        record("change_profile", locked, by=by, now=now, route=locked.route)
    return locked


def choose_route(evaluation: Evaluation, *, route: str, now: datetime, by: User | None = None) -> Evaluation:
    """Take this route. Raises Blocked where it is not open for the profile."""
    with changing(evaluation) as locked:
        stand = Stand(locked, entries={})
        if not scoring.route_is_open(stand.instrument, route, stand.profile):
            raise Blocked("Deze route staat voor jullie organisatie niet open.")
        if locked.route != route:
            locked.route, locked.changed_at = route, now
            locked.save()
            record("choose_route", locked, by=by, now=now, route=route)
    return locked


def complete(evaluation: Evaluation, *, now: datetime, by: User | None = None) -> Evaluation:
    """Close the evaluation and store its figures for ever. Raises Blocked while a statement is open."""
    with changing(evaluation) as locked:
        stand = Stand(locked)
        if not stand.total:
            raise Blocked("Er is bij dit profiel geen enkele stelling om te beantwoorden.")
        if stand.unanswered:
            raise Blocked(*(f"{s.code} is nog niet beantwoord." for s in stand.unanswered))
        locked.result = scoring.as_json(stand.instrument, stand.outcome())
        locked.complete()
        locked.completed_at = locked.changed_at = now
        locked.save()
        record("complete", locked, by=by, now=now, route=locked.route, overall=locked.result["overall"]["score"])
    return locked


def copy_evaluation(evaluation: Evaluation, *, now: datetime, by: User | None = None) -> tuple[Evaluation, str]:
    """A new, open evaluation with the same profile and answers, and its personal link.

    A copy of this one that is still open is given again instead of making a second, so a double click makes one; but not
    when its links were withdrawn, since whoever holds a link to this one may be locked out of that one.
    """
    with changing(evaluation, states=(EvaluationState.COMPLETED,)) as locked:
        open_copies = locked.copies.filter(state__in=OPEN_STATES, repeats=False).exclude(
            links__withdrawn_at__isnull=False
        )
        copy = open_copies.order_by("started_at").first()
        if copy is None:
            copy = _copied(locked, now)
            record("copy", copy, by=by, now=now, copied_from=str(locked.pk))
    return copy, issue_link(copy, now=now)


def _copied(source: Evaluation, now: datetime) -> Evaluation:
    copy = Evaluation.objects.create(
        instrument_version=source.instrument_version,
        organisation=source.organisation,
        organisation_name=source.organisation_name,
        profile=source.profile,
        route=source.route,
        demo=source.demo,
        copied_from=source,
        started_at=now,
        changed_at=now,
    )
    answers = list(source.answers.all())
    for answer in answers:
        answer.pk, answer.evaluation, answer.device, answer.saved_at = None, copy, "", now
    Answer.objects.bulk_create(answers)
    if answers:
        copy.answer()
        copy.save(update_fields=["state"])
    return copy
