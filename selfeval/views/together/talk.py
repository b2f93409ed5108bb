"""The talk: statement by statement, the most disputed first, what was said, and the answer people agree on.

What is agreed is the evaluation's answer, saved as any answer: the page saves at the address of the theme page.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selfeval import actions, queries
from selfeval.entries import UNKNOWN, Entry
from selfeval.forms import ThemeForm
from selfeval.loaders import actor_of, device_of, load_round
from selfeval.models import Round
from selfeval.queries.together_comparison import Row, talk_rows
from selfeval.queries.together_outcome import outcome_of, said_at
from selfeval.scoring import NA
from selfeval.spread import in_words
from selfeval.states import EvaluationState
from selfeval.views.refusals import refusing
from selfeval.views.theme_page import TOLD, numbers_in, progress, replaced_of_others
from selfeval.views.theme_page import in_words as entry_in_words
from selfeval.views.together.bars import columns, in_numbers, spread_bar


class Talk:
    """The evaluation, the statements in the order of the talk, and which of them have an answer."""

    def __init__(self, one: Round) -> None:
        outcome = outcome_of(one)
        if outcome is None:
            raise Http404
        self.round, self.outcome, self.stand = one, outcome, queries.Stand(one.evaluation)
        self.rows = talk_rows(self.stand, outcome)

    def is_agreed(self, row: Row) -> bool:
        return self.stand.entry(row.statement.code).given is not None

    @property
    def next(self) -> Row | None:
        return next((row for row in self.rows if not self.is_agreed(row)), None)

    @property
    def unanimous(self) -> int:
        """At how many statements without an answer everybody said the same."""
        return sum(
            row.whole is not None and row.whole.unanimous is not None and not self.is_agreed(row) for row in self.rows
        )


@require_safe
@never_cache
def talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the talk stands: what is agreed, what comes next."""
    one = load_round(request, pk)
    if one.closed_at is None:
        return redirect("selfeval:together", pk)
    if one.evaluation.state == EvaluationState.COMPLETED:
        return redirect("selfeval:comparison", pk)
    found = Talk(one)
    rows = [(row, in_words(row.disagreement) if row.whole else "", found.is_agreed(row)) for row in found.rows]
    context = {"evaluation": one.evaluation, "talk": found, "rows": rows, "progress": progress(found.stand)}
    return render(request, "selfeval/together/talk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def talk_statement(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """One statement on the screen of a meeting, and the answer that is agreed."""
    one = load_round(request, pk, to="fill" if request.method == "POST" else "read")
    if one.closed_at is None:
        return redirect("selfeval:together", pk)
    found = Talk(one)
    at = next((at for at, row in enumerate(found.rows) if row.statement.code == code), None)
    if at is None:
        raise Http404
    if request.method == "POST":
        return _agree(request, found, at)
    if one.evaluation.state == EvaluationState.COMPLETED:
        return redirect("selfeval:comparison", pk)
    return _page(request, found, at)


def _agree(request: HttpRequest, found: Talk, at: int) -> HttpResponse:
    evaluation, row, stand = found.round.evaluation, found.rows[at], found.stand
    form = ThemeForm([row.statement], stand.instrument.top, request.POST)
    device, now = device_of(request), timezone.now()
    saved = actions.save_answers(evaluation, form.sent, device=device, now=now, by=actor_of(request))
    if saved.overwrote:
        messages.warning(request, replaced_of_others(stand.instrument, saved.overwrote))
    elif told := numbers_in(request.POST.get(TOLD, "")):
        actions.mark_overwrites_seen(evaluation, told, device=device, now=now)
    if form.errors:
        return _page(request, found, at, form)
    where = request.POST.get("naar", "")
    if where == "lijst" or at + (-1 if where == "vorige" else 1) not in range(len(found.rows)):
        return redirect("selfeval:talk", evaluation.pk)
    onward = found.rows[at + (-1 if where == "vorige" else 1)].statement.code
    return redirect("selfeval:talk_statement", evaluation.pk, onward)


def _page(request: HttpRequest, found: Talk, at: int, form: ThemeForm | None = None) -> HttpResponse:
    row, stand, code = found.rows[at], found.stand, found.rows[at].statement.code
    stored = stand.entry(code)
    shown, error = (form.typed[code], form.errors[code]) if form else (stored, "")
    told = [one for one in _told(request, found) if one.statement == code]
    context = {
        "evaluation": found.round.evaluation,
        "round": found.round,
        "row": row,
        "s": row.statement,
        "words": in_words(row.disagreement) if row.whole else "",
        "chart": columns(row.whole, _labels(found)) if row.whole and row.whole.on_scale else [],
        "groups": [
            (name, spread_bar(one), in_numbers(one, _labels(found))) for name, one in row.groups.items() if one.on_scale
        ],
        **_voices(found, code),
        "number": at + 1,
        "count": len(found.rows),
        "levels": _levels(found, shown),
        "entry": shown,
        "mark": stored.mark,
        "unknown": UNKNOWN,
        "na": NA,
        "error": error,
        "has_errors": bool(error),
        "errors": [(f"#{code}", f"{code}: {error}")] if error else [],
        "replaced": [entry_in_words(stand.instrument, Entry(**one.before)) for one in told],
        "told": " ".join(str(one.pk) for one in told),
        "save": reverse("selfeval:save", args=[found.round.evaluation.pk, row.theme.code]),
        "progress": progress(stand),
    }
    return render(request, "selfeval/together/talk_statement.html", context, status=422 if error else 200)


def _told(request: HttpRequest, found: Talk) -> list[Any]:
    """What of this device's was replaced by somebody else's."""
    evaluation = found.round.evaluation
    return queries.unseen_overwrites(evaluation, device_of(request)) if evaluation.replaced else []


def _labels(found: Talk) -> list[str]:
    return [level.label for level in found.stand.instrument.scale]


def _levels(found: Talk, entry: Entry) -> list[tuple[str, Any, bool]]:
    scale = enumerate(found.stand.instrument.scale)
    return [(str(at), level, entry.choice == str(at)) for at, level in scale]


def _voices(found: Talk, code: str) -> dict[str, Any]:
    """What people wrote, and apart from it (folded, where it is long) who chose what without a word."""
    said = _said(found, code)
    return {"said": [one for one in said if one["text"]], "silent": [one for one in said if not one["text"]]}


def _said(found: Talk, code: str) -> list[dict[str, str]]:
    """What was written and, with names, what everybody chose."""
    words = dict(zip(map(str, range(found.stand.instrument.top + 1)), _labels(found), strict=True))
    words |= {NA: _("niet van toepassing"), UNKNOWN: _("weet ik niet"), "": _("geen antwoord")}
    return [
        {"text": one.text, "who": one.who, "group": one.group, "choice": words.get(one.choice, "") if one.who else ""}
        for one in said_at(found.round, code)
    ]


@require_POST
@refusing
def agree_unanimous(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take over at once what everybody said, where everybody said the same."""
    one = load_round(request, pk, to="fill")
    if one.closed_at is None:
        return redirect("selfeval:together", pk)
    saved = actions.agree_on_unanimous(
        one.evaluation, one, device=device_of(request), now=timezone.now(), by=actor_of(request)
    )
    taken = ngettext("Eén antwoord overgenomen.", "%(n)d antwoorden overgenomen.", len(saved.changed))
    messages.success(request, taken % {"n": len(saved.changed)})
    return redirect("selfeval:talk", pk)
