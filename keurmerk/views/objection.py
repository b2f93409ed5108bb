"""An objection: made by the organisation, passed on by the office, dismissed by the second auditor."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import objection as acts
from keurmerk.forms.objection import DismissForm, ObjectForm, PassForm
from keurmerk.models import Application
from keurmerk.queries.basis import Basis
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage, reading_of
from keurmerk.views.appointing import seen


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def object(request: HttpRequest, code: str) -> HttpResponse:  # noqa: A001 - every page is named after its verb
    """The organisation objects."""
    return ActPage(
        verb=Verb.OBJECT,
        form=lambda _one, posted: ObjectForm(posted),
        do=lambda one, data, moves: acts.object(
            one,
            grounds=data["grounds"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/decision/object.html",
        context=lambda one: {"until": reading_of(request, one).object_until},
        done=_("Jullie bezwaar ligt bij NOV. Iemand anders dan wie besliste behandelt het."),
    ).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def pass_objection(request: HttpRequest, code: str) -> HttpResponse:
    """The office gives its view and chooses a second auditor."""

    def form(one: Application, posted: object) -> PassForm:
        reading = reading_of(request, one)
        view = reading.objection.view if reading.objection else ""
        return PassForm(posted, candidates=reading.candidates, initial={"view": view})

    return ActPage(
        verb=Verb.PASS_OBJECTION,
        form=form,
        do=lambda one, data, moves: acts.pass_objection(
            one,
            view=data["view"],
            auditor=data["auditor"],
            why=data.get("why", ""),
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/decision/pass_objection.html",
        context=lambda one: {"basis": Basis(one), **seen(reading_of(request, one).candidates)},
        done=_("De tweede auditor is aangewezen en krijgt bericht."),
    ).answer(request, code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def dismiss(request: HttpRequest, code: str) -> HttpResponse:
    """The second auditor finds the objection not justified."""
    return ActPage(
        verb=Verb.DISMISS,
        form=lambda _one, posted: DismissForm(posted),
        do=lambda one, data, moves: acts.dismiss(
            one,
            reasons=data["reasons"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/decision/dismiss.html",
        context=lambda one: {"basis": Basis(one)},
        done=_("Je oordeel is bewaard. De organisatie en NOV krijgen bericht."),
    ).answer(request, code)
