"""Where do we differ? The same page for the coordinator and, where that was promised, for who handed in."""

from fractions import Fraction
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from selfeval.loaders import load_response, load_round
from selfeval.models import Round
from selfeval.queries import instrument_of
from selfeval.queries.together_comparison import Comparison, Row, compare
from selfeval.spread import Tally, in_words
from selfeval.states import EvaluationState
from selfeval.views.together.bars import in_numbers, length_bar, spread_bar, step_of


@require_safe
@never_cache
def comparison(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For who may read the evaluation."""
    one = load_round(request, pk)
    found = compare(one)
    if found is None:
        return redirect("selfeval:together", pk)
    talk = one.evaluation.state != EvaluationState.COMPLETED and one.evaluation.may_fill
    return _page(request, one, found, {"evaluation": one.evaluation, "talk": talk})


@require_safe
@never_cache
def respond_comparison(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For who handed in, where the coordinator said beforehand that they would see it."""
    response = load_response(request, pk)
    one = response.round
    if not (one.shared and response.handed_in):
        raise Http404
    found = compare(one)
    if found is None:
        return redirect("selfeval:respond", pk)
    return _page(request, one, found, {"talk": False})


def _page(request: HttpRequest, one: Round, found: Comparison, more: dict[str, Any]) -> HttpResponse:
    scale = instrument_of(one.evaluation.instrument_version).scale
    top, labels = len(scale) - 1, [level.label for level in scale]
    context = {
        "round": one,
        "found": found,
        "scale": [(level.label, step_of(at, top)) for at, level in enumerate(scale)],
        "themes": [
            (row, length_bar(row.disagreement), in_words(row.disagreement), decimal(row.disagreement))
            for row in found.themes
        ],
        "rows": [_row(row, labels) for row in found.rows],
        "between": [_between(row, found.groups, labels) for row in found.between],
        **more,
    }
    return render(request, "selfeval/together/comparison.html", context)


def decimal(measure: Fraction | None) -> str:
    """A measure as it is shown, "0,37"; rounded half up. Nothing where there is none."""
    if measure is None:
        return ""
    hundredths = int(measure * 100 + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02d}"


def _row(row: Row, labels: list[str]) -> dict[str, Any]:
    whole = row.whole or Tally(())
    return {
        "s": row.statement,
        "bar": spread_bar(whole) if whole.on_scale else "",
        "numbers": in_numbers(whole, labels),
        "words": in_words(row.disagreement),
        "measure": decimal(row.disagreement),
        "na": whole.na,
        "unknown": whole.unknown,
    }


def _between(row: Row, groups: tuple[str, ...], labels: list[str]) -> dict[str, Any]:
    cells = []
    for name in groups:
        tally = row.groups.get(name, Tally(()))
        cells.append((name, spread_bar(tally) if tally.on_scale else "", in_numbers(tally, labels)))
    return {"s": row.statement, "cells": cells, "gap": decimal(row.gap)}
