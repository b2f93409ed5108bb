"""This time beside an earlier time: a page, and the radar with two lines."""

from typing import Any
from uuid import UUID

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.again import words
from reports.again.loaders import load_earlier, load_pair
from reports.plots.since import SCHEMES, Earlier, Scheme, draw_since, key_of_since, size_since
from selfeval.advice import Advice, advise
from selfeval.comparing import Comparison, compare
from selfeval.loaders import load_evaluation
from selfeval.models import Evaluation
from selfeval.queries import evaluated
from selfeval.scoring import shown
from selfeval.states import EvaluationState


@require_safe
@never_cache
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What became better or worse since an earlier time, the last one unless another was chosen."""
    evaluation = load_evaluation(request, pk)
    if evaluation.state != EvaluationState.COMPLETED:
        messages.info(request, _("Vergelijken kan als de zelfevaluatie is afgerond."))
        return redirect("selfeval:overview", pk)
    earlier = load_earlier(request, evaluation)
    chosen = next((one for one in earlier if str(one.pk) == request.GET.get("met")), earlier[0] if earlier else None)
    context: dict[str, Any] = {"evaluation": evaluation, "earlier": earlier, "chosen": chosen}
    if chosen is not None:
        context |= _compared(evaluation, chosen)
    return render(request, "reports/again/page.html", context)


def _compared(evaluation: Evaluation, chosen: Evaluation) -> dict[str, Any]:
    """Everything the page says of the two."""
    now, then = evaluated(evaluation), evaluated(chosen)
    found, advice = compare(then, now), advise(now)
    versions = {"then": then.instrument.version, "now": now.instrument.version}
    rows = [(one, shown(one.before), shown(one.after), words.difference(one), words.note(one)) for one in found.themes]
    return {
        "found": found,
        "headline": words.headline(found),
        "whole": words.whole(found),
        "caution": words.caution(found, **versions),
        "rows": rows,
        "better": found.of("better"),
        "worse": found.of("worse"),
        "same": found.of("same"),
        "apart": [(text, found.of(kind)) for kind, text in words.KINDS.items() if found.of(kind)],  # type: ignore[arg-type]
        "chart": _earlier(found),
        "size": size_since(advice, _earlier(found)),
    }


def _earlier(found: Comparison) -> Earlier:
    return Earlier({one.code: one.before for one in found.themes}, words.chart_title(found))


@require_safe
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})
def chart(request: HttpRequest, pk: UUID, other: UUID, scheme: Scheme) -> HttpResponse:
    """The radar with two lines as SVG; a browser that has it already is told so."""
    chosen, evaluation = load_pair(request, pk, other)
    if scheme not in SCHEMES:
        raise Http404
    now = evaluated(evaluation)
    advice: Advice = advise(now)
    earlier = _earlier(compare(evaluated(chosen), now))
    etag = f'"{key_of_since(advice, earlier, scheme)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        svg = draw_since(advice, earlier, scheme)  # not kept: it would have to be found to be erased
        response = HttpResponse(svg, content_type="image/svg+xml")
        response["ETag"] = etag
    patch_cache_control(response, private=True, max_age=3600)
    return response
