"""From the front door to the first statement: home, profile and route, and starting from a filled-in sheet."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from selfeval import actions, queries, scoring
from selfeval.forms import LinkForm, ProfileForm, RouteForm
from selfeval.instruments.model import FULL, STAR
from selfeval.loaders import (
    actor_of,
    draw_number,
    drawn_number,
    load_evaluation,
    remember_new,
    remembered,
    remembered_rounds,
)
from selfeval.states import EvaluationState
from selfeval.views.attaching import chosen_organisation
from selfeval.views.refusals import refusing


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """What this is, how long it takes, and where you were."""
    version = queries.current_version()
    instrument = queries.instrument_of(version) if version else None
    statements = instrument.statements if instrument else ()
    context = {
        "instrument": instrument,
        "minutes_star": queries.minutes_for(sum(s.starred for s in statements)),
        "minutes_full": queries.minutes_for(len(statements)),
        "evaluations": remembered(request),
        "rounds": remembered_rounds(request),
        "link_form": LinkForm(),
    }
    return render(request, "selfeval/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """The profile of a new evaluation. The number it will have is drawn with the page, so a double click starts one."""
    version = queries.current_version()
    if version is None:
        return render(request, "selfeval/no_instrument.html", status=503)
    chosen = chosen_organisation(request)
    if chosen.ask:
        return render(request, "selfeval/for_whom.html", {"organisations": chosen.ask})
    instrument, initial = queries.instrument_of(version), {}
    if chosen.organisation:
        known = queries.facts_from_organisation(chosen.organisation, instrument)
        initial = ProfileForm.initial_from(known, chosen.organisation.name)
    form = ProfileForm(request.POST or None, instrument=instrument, initial=initial)
    if request.method == "POST" and form.is_valid():
        evaluation, token = actions.start_evaluation(
            version,
            profile=form.profile,
            organisation_name=form.cleaned_data["organisation_name"],
            now=timezone.now(),
            pk=drawn_number(request),
            organisation=chosen.organisation,
            by=actor_of(request),
        )
        remember_new(request, evaluation, token)
        return redirect("selfeval:route", evaluation.pk)
    number = drawn_number(request) or draw_number(request)
    context = {"form": form, "new": True, "organisation": chosen.organisation, "number": number}
    return render(request, "selfeval/profile.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def profile(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The profile again; changing it works out anew what applies."""
    evaluation = load_evaluation(request, pk, to="fill")
    if request.method != "POST" and evaluation.state == EvaluationState.COMPLETED:
        return redirect("selfeval:completed", pk)
    instrument = queries.instrument_of(evaluation.instrument_version)
    initial = ProfileForm.initial_from(queries.profile_of(evaluation, instrument), evaluation.organisation_name)
    form = ProfileForm(request.POST or None, instrument=instrument, initial=initial)
    if request.method == "POST" and form.is_valid():
        before = evaluation.route
        changed = actions.change_profile(
            evaluation,
            profile=form.profile,
            organisation_name=form.cleaned_data["organisation_name"],
            now=timezone.now(),
            by=actor_of(request),
        )
        if changed.route != before:
            messages.info(
                request, _("De sterroute past niet meer bij jullie. Jullie antwoorden nu de volledige vragenlijst.")
            )
        return redirect("selfeval:route", pk)
    context = {"form": form, "evaluation": evaluation}
    return render(request, "selfeval/profile.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def route(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which route fits, why, and the choice where there is one."""
    evaluation = load_evaluation(request, pk, to="fill")
    if request.method != "POST" and evaluation.state == EvaluationState.COMPLETED:
        return redirect("selfeval:completed", pk)
    stand = queries.Stand(evaluation, entries={})
    open_routes = [r for r in stand.instrument.routes if scoring.route_is_open(stand.instrument, r.key, stand.profile)]
    form = RouteForm(request.POST or None, routes=open_routes, initial={"route": evaluation.route})
    if request.method == "POST":
        if not form.is_valid() and form["route"].data not in (None, ""):
            raise BadRequest
        if form.is_valid():
            actions.choose_route(evaluation, route=form.cleaned_data["route"], now=timezone.now(), by=actor_of(request))
            return redirect("selfeval:overview", pk)
    counts = {r.key: len(scoring.applicable(stand.instrument, stand.profile, r.key)) for r in open_routes}
    form.fields["route"].choice_hints = {  # type: ignore[attr-defined]
        key: _("%(count)d stellingen, ongeveer %(minutes)d minuten")
        % {"count": count, "minutes": queries.minutes_for(count)}
        for key, count in counts.items()
    }
    context = {
        "evaluation": evaluation,
        "form": form,
        "star_open": STAR in counts,
        "choice": len(counts) > 1,
        "profile": stand.profile,
        "full": counts[FULL],
        "minutes": queries.minutes_for(counts[FULL]),
    }
    return render(request, "selfeval/route.html", context)
