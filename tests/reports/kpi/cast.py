"""Evaluations and marks in great variety, made straight into the database, and every figure counted the naive way."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from goedgeregeld.accounts.models import Municipality, Organisation
from goedgeregeld.events.actions import record
from keurmerk.models import Application, Mark
from reports.kpi.catalogue import size_of
from selfeval import scoring
from selfeval.models import Answer, Evaluation, InstrumentVersion
from tests.selfeval.cast import APPLIES_TO_LARGE, INSTRUMENT, LARGE, file, loaded

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SECTORS = ("care", "sport", "nature", "")
PLACES = {"GM0344": "Utrecht", "GM0363": "Noord-Holland", "GM0599": "Zuid-Holland", "GM9999": "Utrecht"}
RESULT = scoring.as_json(INSTRUMENT, scoring.score(INSTRUMENT, LARGE, "full", dict.fromkeys(APPLIES_TO_LARGE, 2)))


def places() -> None:
    """Three municipalities, and one that went into the first."""
    for code, province in PLACES.items():
        into = Municipality.objects.get(code="GM0344") if code == "GM9999" else None
        Municipality.objects.create(code=code, name=code, province="Drenthe" if into else province, merged_into=into)


def version() -> InstrumentVersion:
    return InstrumentVersion.objects.first() or loaded(file())


def evaluation(*, opened: datetime, completed: datetime | None = None, answers: int = 0, **fields: Any) -> Evaluation:
    """An evaluation with this history; `answers`: of how many of its four statements (route full)."""
    profile = {"volunteers": 250, "paid_fte": "3.5", "minors": False, "alcohol": False} | fields.pop("profile", {})
    done = {"state": "completed", "completed_at": completed, "result": RESULT} if completed else {}
    made = Evaluation.objects.create(
        instrument_version=version(),
        profile=profile,
        route=fields.pop("route", "full"),
        started_at=opened,
        changed_at=completed or opened,
        **done,
        **fields,
    )
    for code in APPLIES_TO_LARGE[:answers]:
        Answer.objects.create(evaluation=made, statement=code, kind="level", level=2, saved_at=opened)
    record("start", made, by=None, now=opened)
    return made


def some(chance: random.Random, number: int, *, last: datetime, days: int = 800) -> list[Evaluation]:
    """So many evaluations of all kinds, in the days before `last`."""
    demo = Organisation.objects.filter(demo=True).first() or Organisation.objects.create(
        name="Proef", demo=True, created_at=last, search="proef", core="proef"
    )
    made = []
    for _ in range(number):
        opened = last - timedelta(minutes=chance.randrange(days * 24 * 60))
        completed = (
            min(opened + timedelta(minutes=chance.randrange(40 * 24 * 60)), last) if chance.random() < 0.5 else None
        )
        profile = {"volunteers": chance.choice([3, 99, 100, 499, 500])}
        if sector := chance.choice(SECTORS):
            profile["sector"] = sector
        if place := chance.choice([*PLACES, ""]):
            profile["municipality"] = place
        one = evaluation(
            opened=opened,
            completed=completed,
            answers=4 if completed else chance.randrange(5),
            profile=profile,
            route=chance.choice(["full", "star"]),
            demo=chance.random() < 0.1,
            organisation=demo if chance.random() < 0.1 else None,
        )
        if completed and chance.random() < 0.5:
            record("download_report", one, by=None, now=completed, kind="pdf")
        made.append(one)
    return made


def mark(number: str, decided_on: date, **fields: Any) -> Mark:
    return Mark.objects.create(
        number=number,
        code=number,
        name="De Bank",
        decided_on=decided_on,
        valid_from=decided_on,
        valid_until=decided_on + timedelta(days=1460),
        state_since=datetime.combine(decided_on, datetime.min.time(), UTC),
        **fields,
    )


# --- The naive way: every evaluation looked at once for every question -------------------------------------------------------


def local(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def province(one: Evaluation | Mark) -> str:
    code = one.profile.get("municipality") if isinstance(one, Evaluation) else one.municipality_id
    return PLACES.get(code or "", "")


def counts() -> list[Evaluation]:
    return [
        one for one in Evaluation.objects.all() if not one.demo and not (one.organisation and one.organisation.demo)
    ]


def within(one: Evaluation, place: str, sector: str) -> bool:
    return place in ("", province(one) or "-") and sector in ("", one.profile.get("sector") or "-")


def uses(first: date, last: date, place: str = "", sector: str = "") -> list[Evaluation]:
    return [
        one
        for one in counts()
        if one.completed_at and first <= local(one.completed_at) <= last and within(one, place, sector)
    ]


def opened(first: date, last: date, place: str = "", sector: str = "") -> list[Evaluation]:
    return [one for one in counts() if first <= local(one.started_at) <= last and within(one, place, sector)]


def step(one: Evaluation) -> int:
    """How far it came, in words of the domain: mark, requested, downloaded, completed, half, a theme, opened."""
    asked = list(Application.objects.filter(evaluation=one, demo=False))
    if any(application.state == "granted" for application in asked):
        return 8
    if asked:
        return 7
    from goedgeregeld.events.queries import events_on  # noqa: PLC0415

    if events_on(one).filter(verb="download_report").exists():
        return 5
    if one.completed_at:
        return 4
    given = {answer.statement for answer in Answer.objects.filter(evaluation=one, kind__in=["level", "not_applicable"])}
    applies = ["A1", "A2", "A4", "B1"] if one.route == "full" else ["A1", "A4", "B1"]
    themes = [["A1", "A2"], ["A4"], ["B1"]] if one.route == "full" else [["A1"], ["A4"], ["B1"]]
    if 2 * sum(code in given for code in applies) >= len(applies):
        return 3
    return 2 if any(all(code in given for code in theme) for theme in themes) else 1


def by(found: list[Evaluation], field: str) -> Counter[str]:
    if field == "size":
        return Counter(size_of(one.profile.get("volunteers")) for one in found)
    return Counter(one.route for one in found)
