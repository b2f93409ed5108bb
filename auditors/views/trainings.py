"""Training and refreshers: told, seen by the office, and the proof given out to the two who may see it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from auditors import actions
from auditors.actions.trainings import Proof
from auditors.forms.own import TrainingForm
from auditors.loaders import load_person, profile_of
from auditors.models import Profile
from auditors.views.acting import PersonAct, press
from auditors.views.giving import given
from goedgeregeld.accounts.loaders import require_office


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add_training(request: HttpRequest, pk: int) -> HttpResponse:
    """A training or refresher somebody followed."""

    def act(one: Profile, data: dict[str, Any], now: Any) -> None:
        file = data.pop("proof")
        proof = Proof(file.file, file.name, file.size) if file else None
        actions.add_training(one, data, proof=proof, by=request.user, now=now)  # type: ignore[arg-type]

    return PersonAct(
        title=_("Opleiding of bijscholing"),
        button=_("Leg vast"),
        done=_("De opleiding staat erin."),
        form=TrainingForm,
        do=act,
        at="proof" if request.FILES else "followed_on",
    ).answer(request, pk)


@require_POST
@login_required
def confirm_training(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The office saw the proof."""
    require_office(request)
    return press(
        request,
        pk,
        lambda one, now: actions.confirm_training(one, number, by=request.user, now=now),  # type: ignore[arg-type]
        done=_("Vastgelegd dat je dit hebt bekeken."),
    )


@require_POST
@login_required
def remove_training(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Written down by mistake."""
    return press(
        request,
        pk,
        lambda one, now: actions.remove_training(one, number, by=request.user, now=now),  # type: ignore[arg-type]
        done=_("De opleiding is weggehaald."),
    )


@require_safe
@never_cache
@login_required
def proof(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The proof, as a download."""
    profile = profile_of(load_person(request, pk))
    found = profile.trainings.filter(pk=number, proof__isnull=False).first() if profile else None
    if found is None or found.proof is None:
        raise Http404
    return given(bytes(found.proof), found.proof_type, name=found.proof_name)
