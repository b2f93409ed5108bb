"""The coordinator's pages of a round: how it is held, who is asked, the link for everybody, its last day, closing."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goedgeregeld.accounts.sealing import Broken, unseal
from selfeval import actions, queries
from selfeval.forms.together import EndForm, InviteForm, RoundForm
from selfeval.loaders import actor_of, load_evaluation, load_round
from selfeval.models import Round
from selfeval.queries.together import is_open, is_untouched, numbers_of, participants, round_of
from selfeval.queries.together_outcome import outcome_of
from selfeval.states import EvaluationState
from selfeval.views.together.refusals import refusing

STATES = {"invited": "todo", "busy": "busy", "done": "done", "declined": "locked"}


@require_safe
@never_cache
def together(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the round is; before there is one, what answering together is."""
    evaluation = load_evaluation(request, pk)
    one = round_of(evaluation)
    if one is None:
        completed = evaluation.state == EvaluationState.COMPLETED
        return render(request, "selfeval/together/none.html", {"evaluation": evaluation, "completed": completed})
    return _page(request, one, EndForm(initial={"closes_on": one.closes_on}))


def _page(request: HttpRequest, one: Round, form: EndForm) -> HttpResponse:
    outcome = outcome_of(one)
    words = {"invited": _("Uitgenodigd"), "busy": _("Bezig"), "done": _("Ingeleverd"), "declined": _("Doet niet mee")}
    context = {
        "evaluation": one.evaluation,
        "round": one,
        "open": is_open(one, timezone.localdate()),
        "completed": one.evaluation.state == EvaluationState.COMPLETED,
        "untouched": one.closed_at is None and is_untouched(one),
        "numbers": numbers_of(one),
        "people": [(who, STATES.get(who.state, ""), words.get(who.state, "")) for who in participants(one)],
        "address": _address(one),
        "outcome": outcome,
        "form": form,
    }
    return render(request, "selfeval/together/round.html", context, status=422 if form.errors else 200)


def _address(one: Round) -> str:
    """The link for everybody, where there is one that can still be read."""
    if not one.link_sealed or one.closed_at is not None:
        return ""
    try:
        return settings.SITE_URL + reverse("selfeval:join", args=[unseal(one.link_sealed)])
    except Broken:  # SECRET_KEY was changed: make a new one
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing("selfeval:together")
def open_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How the round is held: with names or without, groups, until when. Until somebody was asked it can be changed here."""
    evaluation = load_evaluation(request, pk, to="fill")
    one, today = round_of(evaluation), timezone.localdate()
    if evaluation.state == EvaluationState.COMPLETED or (one is not None and not is_untouched(one)):
        if request.method == "POST":
            raise actions.Blocked(_("Of namen worden getoond, verandert niet meer nadat iemand is gevraagd."))
        return redirect("selfeval:together", pk)
    form = RoundForm(request.POST if request.method == "POST" else None, initial=RoundForm.initial_for(one, today))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.open_round(
                evaluation,
                anonymous=given["names"] == "anonymous",
                shared=given["shared"] == "yes",
                groups=given["groups"],
                closes_on=given["closes_on"],
                now=timezone.now(),
                by=actor_of(request),
            )
        except actions.Blocked as blocked:
            form.add_error("closes_on", list(blocked.reasons))
        else:
            return redirect("selfeval:invite", pk)
    context = {"evaluation": evaluation, "form": form, "round": one}
    return render(request, "selfeval/together/open.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing("selfeval:together")
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Many addresses at once, or the link for everybody."""
    one = load_round(request, pk, to="fill")
    if request.method != "POST" and not is_open(one, timezone.localdate()):
        return redirect("selfeval:together", pk)
    themes = [found.theme for found in queries.Stand(one.evaluation, entries={}).themes if found.total]
    form = InviteForm(request.POST if request.method == "POST" else None, groups=one.groups, themes=themes)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            asked = actions.invite_respondents(
                one,
                given["addresses"],
                group=given.get("group", ""),
                themes=given["themes"],
                now=timezone.now(),
                by=actor_of(request),
            )
        except actions.Blocked as blocked:
            form.add_error("addresses", list(blocked.reasons))
        else:
            _tell(request, asked)
            return redirect("selfeval:together", pk)
    context = {"evaluation": one.evaluation, "round": one, "form": form, "address": _address(one)}
    return render(request, "selfeval/together/invite.html", context, status=422 if form.errors else 200)


def _tell(request: HttpRequest, asked: actions.Asked) -> None:
    if asked.new:
        sent = ngettext("De uitnodiging is onderweg.", "%(n)d uitnodigingen zijn onderweg.", asked.new)
        messages.success(request, sent % {"n": asked.new})
    if asked.already:
        shown = ", ".join(asked.already[:5]) + (" …" if len(asked.already) > 5 else "")
        messages.info(request, _("Al eerder uitgenodigd, en niet nog eens gemaild: %(shown)s.") % {"shown": shown})


@require_POST
@refusing("selfeval:together")
def round_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the link for everybody (an older one works no more), or take it away."""
    one = load_round(request, pk, to="fill")
    if "weg" in request.POST:
        actions.withdraw_round_link(one, now=timezone.now(), by=actor_of(request))
        messages.success(request, _("De link is ingetrokken. Wie al begonnen is, kan verder."))
    else:
        actions.make_round_link(one, now=timezone.now(), by=actor_of(request))
    return redirect(reverse("selfeval:together", args=[pk]) + "#link")


@require_POST
@refusing("selfeval:together")
def remind_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mail everybody who did not hand in."""
    one = load_round(request, pk, to="fill")
    number = actions.remind_respondents(one, now=timezone.now(), by=actor_of(request))
    told = ngettext("%(n)d herinnering is onderweg.", "%(n)d herinneringen zijn onderweg.", number) % {"n": number}
    if one.anonymous:  # how many would tell whether somebody answered
        told = _("Wie nog niet inleverde, krijgt een herinnering.")
    messages.success(request, told if number or one.anonymous else _("Er is niemand om te herinneren."))
    return redirect("selfeval:together", pk)


@require_POST
@refusing("selfeval:together")
def withdraw_respondent(request: HttpRequest, pk: UUID, invited: UUID) -> HttpResponse:
    """Take back one invitation."""
    one = load_round(request, pk, to="fill")
    actions.withdraw_respondent(one, invited, now=timezone.now(), by=actor_of(request))
    messages.success(request, _("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return redirect("selfeval:together", pk)


@require_POST
@refusing("selfeval:together")
def set_round_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another last day."""
    one = load_round(request, pk, to="fill")
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    try:
        actions.set_end(one, closes_on=form.cleaned_data["closes_on"], now=timezone.now(), by=actor_of(request))
    except actions.Blocked as blocked:
        form.add_error("closes_on", list(blocked.reasons))
        return _page(request, one, form)
    messages.success(request, _("De laatste dag is aangepast."))
    return redirect("selfeval:together", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing("selfeval:together")
def close_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close the round for ever, after being told what that means; then see what came out."""
    one = load_round(request, pk, to="fill")
    if request.method == "POST":
        actions.close_round(one, now=timezone.now(), by=actor_of(request))
        return redirect("selfeval:comparison", pk)
    if one.closed_at is not None:
        return redirect("selfeval:comparison", pk)
    context: dict[str, Any] = {"evaluation": one.evaluation, "round": one, "numbers": numbers_of(one)}
    return render(request, "selfeval/together/close.html", context)
