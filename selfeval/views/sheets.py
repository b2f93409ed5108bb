"""A filled-in Excel form comes back in, into an evaluation or as a new one: whole, or with every problem named by cell."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from selfeval import actions, queries
from selfeval.forms import SheetForm
from selfeval.loaders import actor_of, device_of, draw_number, drawn_number, load_evaluation, remember_new
from selfeval.models import InstrumentVersion
from selfeval.sheets.answers import InvalidSheet, instrument_named, read_answers_sheet
from selfeval.sheets.container import refused
from selfeval.states import EvaluationState
from selfeval.views.attaching import chosen_organisation
from selfeval.views.refusals import refusing


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Into an evaluation that is being worked on."""
    evaluation = load_evaluation(request, pk, to="fill")
    if request.method != "POST" and evaluation.state == EvaluationState.COMPLETED:
        return redirect("selfeval:completed", pk)
    form = SheetForm(request.POST or None, request.FILES or None)
    context = {"evaluation": evaluation, "form": form, "blank_url": reverse("reports:evaluation_excel", args=[pk])}
    if request.method != "POST" or not form.is_valid():
        return render(request, "selfeval/sheet.html", context, status=422 if form.errors else 200)
    try:
        filled = read_answers_sheet(form.cleaned_data["sheet"], queries.instrument_of(evaluation.instrument_version))
        saved = actions.take_in_sheet(
            evaluation, filled, device=device_of(request), now=timezone.now(), by=actor_of(request)
        )
    except InvalidSheet as invalid:
        return render(request, "selfeval/sheet.html", {**context, "problems": invalid.problems}, status=422)
    _say(request, len(saved.changed))
    return redirect("selfeval:overview", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start_from_sheet(request: HttpRequest) -> HttpResponse:
    """As a new evaluation. The number it will have is drawn with the page, so a double click starts one."""
    chosen = chosen_organisation(request)
    if chosen.ask:
        return render(request, "selfeval/for_whom.html", {"organisations": chosen.ask})
    form = SheetForm(request.POST or None, request.FILES or None)
    current = queries.current_version()
    blank = reverse("reports:blank_excel", args=[current.code, current.version]) if current else ""
    number = drawn_number(request) or draw_number(request)
    context = {"form": form, "blank_url": blank, "number": number, "organisation": chosen.organisation}
    if request.method != "POST" or not form.is_valid():
        return render(request, "selfeval/sheet.html", context, status=422 if form.errors else 200)
    try:
        content = form.cleaned_data["sheet"]
        version = _published(*instrument_named(content))
        evaluation, token = actions.start_from_sheet(
            version,
            read_answers_sheet(content, queries.instrument_of(version)),
            device=device_of(request),
            now=timezone.now(),
            pk=drawn_number(request),
            organisation=chosen.organisation,
            by=actor_of(request),
        )
    except InvalidSheet as invalid:
        return render(request, "selfeval/sheet.html", {**context, "problems": invalid.problems}, status=422)
    remember_new(request, evaluation, token)
    _say(request, queries.Stand(evaluation).answered)
    return redirect("selfeval:overview", evaluation.pk)


def _published(code: str, version: str) -> InstrumentVersion:
    try:
        found = queries.find_version(code, version)
    except InstrumentVersion.DoesNotExist:
        found = None
    if found is None or found.published_at is None:
        raise refused(f"De vragenlijst {code}, versie {version}, kennen we hier niet. Haal een nieuw formulier op.")
    return found


def _say(request: HttpRequest, count: int) -> None:
    words = ngettext("%(n)d antwoord is overgenomen.", "%(n)d antwoorden zijn overgenomen.", count) % {"n": count}
    messages.success(request, words)
