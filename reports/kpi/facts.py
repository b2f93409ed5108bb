"""From an evaluation to what counts of it: a UseFact. Reads only; `tallies` keeps what is worked out here.

Sector, place and size are those the evaluation itself was made with: they say what the organisation was then.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.states import Sector
from goedgeregeld.events.models import Event
from keurmerk.models import Application
from keurmerk.states import ApplicationState
from reports.history.queries import APPLICATION, EVALUATION, ORGANISATION
from reports.kpi.catalogue import Step, size_of
from reports.models import UseFact
from selfeval import scoring
from selfeval.instruments.expressions import MissingFact
from selfeval.models import Answer, Evaluation, ImprovementAction, InstrumentVersion
from selfeval.queries import instrument_of, profile_of
from selfeval.states import AnswerKind, Progress

CHUNK = 500
ANSWERED = (AnswerKind.LEVEL, AnswerKind.NOT_APPLICABLE)
_FIELDS = (
    "pk",
    "profile",
    "route",
    "started_at",
    "completed_at",
    "instrument_version",
    "organisation__sector",
    "organisation__municipality",
    "organisation__volunteers",
)


def counting() -> QuerySet[Evaluation]:
    """The evaluations that count: neither examples themselves, nor of an organisation that is one."""
    return Evaluation.objects.filter(demo=False).exclude(organisation__demo=True)


def provinces() -> dict[str, str]:
    """The province of every municipality code, of those that merged the one they went into."""
    rows = {
        code: (province, into)
        for code, province, into in Municipality.objects.values_list("code", "province", "merged_into")
    }
    found = {}
    for code in rows:
        last = code
        while rows[last][1]:
            last = rows[last][1]
        found[code] = rows[last][0]
    return found


def facts_of(keys: Iterable[UUID], places: Mapping[str, str]) -> Iterator[UseFact]:
    """The facts of those of these evaluations that count, unsaved. Six queries for each `CHUNK` of them."""
    wanted = list(keys)
    for begin in range(0, len(wanted), CHUNK):
        part = wanted[begin : begin + CHUNK]
        rows = list(counting().filter(pk__in=part).values(*_FIELDS))
        steps = _later_steps([row["pk"] for row in rows])
        early = _early_steps([row for row in rows if row["completed_at"] is None])
        for row in rows:
            done = Step.COMPLETED if row["completed_at"] else early[row["pk"]]
            yield _fact(row, max(done, steps.get(row["pk"], Step.OPENED)), places)


def narrow_facts(after: datetime, places: Mapping[str, str]) -> list[UseFact]:
    """What was opened or completed from this moment on, at no other step than these: enough for today's numbers."""
    found = (
        counting().filter(Q(started_at__gte=after) | Q(completed_at__gte=after), changed_at__gte=after).values(*_FIELDS)
    )
    return [_fact(row, Step.COMPLETED if row["completed_at"] else Step.OPENED, places) for row in found]


def _fact(row: Mapping[str, Any], step: int, places: Mapping[str, str]) -> UseFact:
    profile = row["profile"]
    sector = profile.get("sector") or row["organisation__sector"] or ""
    volunteers = profile.get("volunteers", row["organisation__volunteers"])
    return UseFact(
        evaluation_id=row["pk"],
        opened_on=localdate(row["started_at"]),
        completed_on=localdate(row["completed_at"]) if row["completed_at"] else None,
        step=int(step),
        province=places.get(profile.get("municipality") or row["organisation__municipality"] or "", ""),
        sector=sector if sector in Sector.values else "",
        size=size_of(volunteers if isinstance(volunteers, int) else None),
        route=row["route"],
    )


def _later_steps(keys: list[UUID]) -> dict[UUID, Step]:
    """Of these evaluations the furthest step after completing."""
    found: dict[UUID, Step] = {}
    downloads = Event.objects.filter(
        object_type=EVALUATION, object_id__in=[str(key) for key in keys], verb="download_report"
    )
    for text in downloads.order_by().values_list("object_id", flat=True).distinct():
        found[UUID(text)] = Step.DOWNLOADED
    planned = ImprovementAction.objects.filter(evaluation__in=keys).exclude(
        state__in=(Progress.PROPOSED, Progress.DECLINED)
    )
    found |= dict.fromkeys(planned.order_by().values_list("evaluation", flat=True).distinct(), Step.PLANNED)
    asked = Application.objects.filter(evaluation__in=keys, demo=False)
    for key, state in asked.values_list("evaluation", "state"):
        step = Step.MARK if state == ApplicationState.GRANTED else Step.REQUESTED
        found[key] = max(found.get(key, Step.OPENED), step)
    return found


def _early_steps(rows: list[dict[str, Any]]) -> dict[UUID, Step]:
    """Of these open evaluations how far they are: opened, a first theme done, or half."""
    given: dict[UUID, set[str]] = {row["pk"]: set() for row in rows}
    answers = Answer.objects.filter(evaluation__in=list(given), kind__in=ANSWERED)
    for key, code in answers.values_list("evaluation", "statement"):
        given[key].add(code)
    versions = InstrumentVersion.objects.in_bulk({row["instrument_version"] for row in rows if given[row["pk"]]})
    return {row["pk"]: _early(row, given[row["pk"]], versions) for row in rows}


def _early(row: Mapping[str, Any], given: set[str], versions: Mapping[int, InstrumentVersion]) -> Step:
    if not given:
        return Step.OPENED
    instrument = instrument_of(versions[row["instrument_version"]])
    profile = profile_of(Evaluation(profile=row["profile"]), instrument)
    try:
        applies = {one.code for one in scoring.applicable(instrument, profile, row["route"])}
    except MissingFact:  # the profile is not filled in yet
        return Step.OPENED
    if applies and 2 * len(applies & given) >= len(applies):
        return Step.HALF
    themes = ({one.code for one in theme.statements} & applies for theme in instrument.themes)
    return Step.FIRST_THEME if any(theme and theme <= given for theme in themes) else Step.OPENED


def touched_since(event: int) -> tuple[set[UUID], int]:
    """The evaluations that something happened to after this Event (its number), also by way of their organisation or
    application, and the number of the last Event.
    """
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    # What began earlier may be written later: a transaction that was under way has lower numbers. So look back a little.
    fresh = Event.objects.filter(pk__gt=event - OVERLAP, pk__lte=last)
    by_type: dict[str, set[str]] = {}
    for kind, key in fresh.order_by().values_list("object_type", "object_id").distinct():
        by_type.setdefault(kind, set()).add(key)
    found = {UUID(key) for key in by_type.get(EVALUATION, ())}
    organisations = list(by_type.get(ORGANISATION, ()))
    for begin in range(0, len(organisations), CHUNK):
        of = Evaluation.objects.filter(organisation__in=organisations[begin : begin + CHUNK])
        found |= set(of.values_list("pk", flat=True))
    applications = list(by_type.get(APPLICATION, ()))
    for begin in range(0, len(applications), CHUNK):
        of_applications = Application.objects.filter(
            pk__in=applications[begin : begin + CHUNK], evaluation__isnull=False
        )
        found |= set(of_applications.values_list("evaluation", flat=True))
    return found, last


OVERLAP = 1000  # Events


def unknown_evaluations() -> QuerySet[Evaluation]:
    """Evaluations that count and of which no fact is kept yet."""
    return counting().filter(~Exists(UseFact.objects.filter(evaluation=OuterRef("pk"))))


def days(facts: Iterable[UseFact]) -> set[date]:
    """The days on which these count for something."""
    return {day for one in facts for day in (one.opened_on, one.completed_on) if day}
