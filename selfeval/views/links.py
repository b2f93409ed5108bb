"""Coming back: the personal link itself, and the page where it is shown, mailed and withdrawn."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goedgeregeld.ui.views import not_found
from selfeval import actions, queries
from selfeval.forms import LinkForm, MailForm
from selfeval.loaders import actor_of, load_evaluation, remember, remember_response, token_of
from selfeval.queries.together import Behind, behind

ON_TO = "verder-naar"  # the address at which access ran out


@require_safe
@never_cache
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """The personal link: this device may open the evaluation from now on."""
    evaluation = queries.evaluation_behind(token)
    if evaluation is None:
        return render(request, "selfeval/dead_link.html", {"form": LinkForm()}, status=404)
    remember(request, evaluation, token)
    return redirect("selfeval:overview", evaluation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def paste(request: HttpRequest) -> HttpResponse:
    """Coming back by pasting the link; what was being sent when access ran out is sent on as it was."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        token = _token_in(form.cleaned_data["link"])
        evaluation = queries.evaluation_behind(token)
        if evaluation is not None:
            remember(request, evaluation, token)
            target = request.POST.get(ON_TO, "")
            if _belongs_to(target, evaluation.pk):
                return HttpResponseRedirect(target, preserve_request=True)
            return redirect("selfeval:overview", evaluation.pk)
        if found := behind(token):
            return _to_round(request, found, token)
        form.add_error("link", _("Deze link werkt niet (meer). Kijk of je hem helemaal hebt overgenomen."))
    carried = [(name, values) for name, values in request.POST.lists() if name not in {"link", "csrfmiddlewaretoken"}]
    return render(
        request, "selfeval/paste.html", {"form": form, "carried": carried}, status=422 if form.errors else 200
    )


def _to_round(request: HttpRequest, found: Behind, token: str) -> HttpResponse:
    """The same for who answers as one of several: what they were sending is sent on to their own answers."""
    target = request.POST.get(ON_TO, "")
    if found.response is not None and _belongs_to(target, found.round.pk):
        remember_response(request, found.round, token)
        return HttpResponseRedirect(target, preserve_request=True)
    return redirect("selfeval:join", token)


def _token_in(link: str) -> str:
    """The secret in a link as people paste it: whole, without the site, or the secret alone."""
    try:
        return urlsplit(link).path.rstrip("/").rpartition("/")[2]
    except ValueError:  # "http://[": no address at all
        return ""


def lost(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 of the whole site. Whoever was sending something in when access ran out does not lose it."""
    carried = _carried(request)
    if request.method != "POST" or not carried or request.path.startswith(reverse("selfeval:paste")):
        return not_found(request, exception)
    context = {"form": LinkForm(), "carried": [*carried, (ON_TO, [request.path])]}
    return render(request, "selfeval/paste.html", context, status=404)


def _carried(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """What was being sent in, to be sent on later."""
    return [(name, values) for name, values in request.POST.lists() if name not in {"csrfmiddlewaretoken", "link"}]


def _belongs_to(path: str, pk: UUID) -> bool:
    """Whether this is an address of ours about this very evaluation; anything else is not gone to."""
    try:
        return not urlsplit(path).netloc and path.startswith("/") and resolve(path).kwargs.get("pk") == pk
    except (Resolver404, ValueError):
        return False


@require_safe
@never_cache
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Your personal link: copy it, mail it to yourself, or withdraw it."""
    evaluation = load_evaluation(request, pk, to="fill")
    return _link_page(request, evaluation.pk, MailForm())


def _link_page(request: HttpRequest, pk: UUID, form: MailForm, status: int = 200) -> HttpResponse:
    evaluation = load_evaluation(request, pk, to="fill")
    token = token_of(request, pk)
    address = settings.SITE_URL + reverse("selfeval:resume", args=[token]) if token else ""
    context = {"evaluation": evaluation, "address": address, "form": form}
    return render(request, "selfeval/link.html", context, status=status)


@require_POST
def mail_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    evaluation = load_evaluation(request, pk, to="fill")
    form, token = MailForm(request.POST), token_of(request, pk)
    if token is None:
        raise Http404
    if form.is_valid():
        try:
            actions.mail_link(
                evaluation, token=token, to=form.cleaned_data["email"], now=timezone.now(), by=actor_of(request)
            )
        except actions.TooMany as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("De link is onderweg naar %(email)s.") % {"email": form.cleaned_data["email"]})
            return redirect("selfeval:link", pk)
    return _link_page(request, pk, form, status=422)


@require_POST
def withdraw_links(request: HttpRequest, pk: UUID) -> HttpResponse:
    evaluation = load_evaluation(request, pk, to="fill")
    remember(request, evaluation, actions.withdraw_links(evaluation, now=timezone.now(), by=actor_of(request)))
    messages.success(request, _("De oude link werkt niet meer. Hieronder staat je nieuwe link."))
    return redirect("selfeval:link", pk)
