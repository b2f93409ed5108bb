"""Reading what the effect is worked out from: pairs of evaluations, the newest of who allows comparison, levels, actions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from reports.kpi import facts
from reports.kpi.catalogue import size_of
from reports.kpi.effect import Change, Levels, Scores
from selfeval.models import Answer, Evaluation, ImprovementAction
from selfeval.queries import current_version, instrument_of
from selfeval.states import AnswerKind, EvaluationState, Progress

CORRECTION = timedelta(days=60)  # a copy that is completed so soon after what it was copied from, takes its place
FIELDS = ("pk", "organisation", "completed_at", "copied_from", "result", "profile")


def _completed(before: datetime) -> Any:
    found = facts.counting().filter(
        state=EvaluationState.COMPLETED, completed_at__lt=before, organisation__isnull=False
    )
    return found.order_by("organisation", "completed_at", "pk").values(*FIELDS)


def changes(before: datetime) -> list[Change]:
    """Of every organisation with two completed evaluations the difference between the first and the next."""
    places, found = facts.provinces(), []
    rows = _completed(before).iterator(chunk_size=500)
    for _organisation, of in groupby(rows, key=lambda row: row["organisation"]):
        first, following = _first_two(of)
        if first is not None and following is not None:
            before_scores, after = _scores(first, "themes"), _scores(following, "themes")
            themes = {code: after[code] - before_scores[code] for code in after if code in before_scores}
            found.append(Change(themes, _groups(following, places)))
    return found


def _first_two(rows: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]:
    """The first and the next, where a correction stands in the place of what it corrects."""
    kept: list[Mapping[str, Any]] = []
    for row in rows:
        last = kept[-1] if kept else None
        soon = last is not None and row["completed_at"] - last["completed_at"] < CORRECTION
        if last is not None and soon and row["copied_from"] == last["pk"]:
            kept[-1] = row
        else:
            kept.append(row)
    return (kept[0] if kept else None), (kept[1] if len(kept) > 1 else None)


def comparable(before: datetime) -> list[Scores]:
    """The newest evaluation of every organisation that allows it."""
    places, newest = facts.provinces(), {}
    rows = _completed(before).filter(organisation__benchmark_consent__isnull=False)
    for row in rows.iterator(chunk_size=500):
        newest[row["organisation"]] = row
    return [
        Scores(
            {**_scores(row, ""), **_scores(row, "parts"), **_scores(row, "themes")},
            _groups(row, places),
        )
        for row in newest.values()
    ]


def _scores(row: Mapping[str, Any], what: str) -> dict[str, Fraction]:
    """The scores of its parts or themes, or ("") the whole, as they were stored; without what has none."""
    stored = row["result"]
    entries = stored[what].items() if what else [("", stored["overall"])]
    return {code: Fraction(one["score"]) for code, one in entries if one["score"] is not None}


def _groups(row: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, str]:
    profile = row["profile"]
    volunteers = profile.get("volunteers")
    return {
        "sector": profile.get("sector", ""),
        "province": places.get(profile.get("municipality", ""), ""),
        "size": size_of(volunteers if isinstance(volunteers, int) else None),
    }


def levels(before: datetime) -> dict[tuple[int, str], Levels]:
    """By year and statement how often each level was given; only of versions in which the statement reads as it does now.

    An evaluation nobody claimed counts as an organisation of its own; over several versions the most in one of them counts.
    """
    same = dict(_same_text())
    counts: dict[tuple[int, str], dict[int, int]] = defaultdict(dict)
    organisations: dict[tuple[int, str], int] = {}
    for version, codes in same.items():
        rows = Answer.objects.filter(
            evaluation__in=facts.counting().filter(
                instrument_version=version, state=EvaluationState.COMPLETED, completed_at__lt=before
            ),
            kind=AnswerKind.LEVEL,
            statement__in=codes,
        )
        by_year = rows.annotate(year=ExtractYear("evaluation__completed_at")).order_by()
        for year, code, level, number in by_year.values_list("year", "statement", "level").annotate(Count("pk")):
            counts[year, code][level] = counts[year, code].get(level, 0) + number
        alone = Count("pk", filter=Q(evaluation__organisation__isnull=True))
        of = Count("evaluation__organisation", distinct=True)
        for year, code, claimed, loose in by_year.values_list("year", "statement").annotate(of=of, alone=alone):
            organisations[year, code] = max(organisations.get((year, code), 0), claimed + loose)
    return {key: Levels(organisations[key], found) for key, found in counts.items()}


def _same_text() -> Iterator[tuple[int, list[str]]]:
    """Of every version with completed evaluations the statements that read as they do in the version in use."""
    present = current_version()
    if present is None:
        return
    texts = {one.code: one.text for one in instrument_of(present).statements}
    used = Evaluation.objects.filter(state=EvaluationState.COMPLETED).values("instrument_version").distinct()
    for version in type(present).objects.filter(pk__in=used):
        codes = [one.code for one in instrument_of(version).statements if texts.get(one.code) == one.text]
        yield version.pk, codes


def actions(before: datetime) -> tuple[int, dict[str, int]]:
    """How many organisations have a plan, and how many actions are planned, busy, done and dropped."""
    rows = ImprovementAction.objects.filter(evaluation__in=facts.counting(), made_at__lt=before)
    states = (Progress.PLANNED, Progress.BUSY, Progress.DONE, Progress.DROPPED)
    rows = rows.filter(state__in=states)
    counted = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    plans = rows.aggregate(
        claimed=Count("evaluation__organisation", distinct=True),
        loose=Count("evaluation", filter=Q(evaluation__organisation__isnull=True), distinct=True),
    )
    return plans["claimed"] + plans["loose"], {str(state): counted.get(state, 0) for state in states}
