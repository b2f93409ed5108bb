"""The pages for what goes wrong, in our own look: each says what is wrong and what to do. And the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from . import samples


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "ui/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "ui/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "ui/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Without the request: what broke may well be the session, the user or the database."""
    return HttpResponse(render_to_string("ui/500.html"), status=500)


@requires_csrf_token
def resend(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form came in without a valid CSRF token (cookie gone, page too old): show it again so nothing typed is lost.

    Files cannot be kept by a page; the page then says so. The fresh token goes with the new form.
    """
    fields = [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    context = {"fields": fields, "action": request.get_full_path(), "files": bool(request.FILES)}
    return render(request, "ui/resend.html", context, status=403)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """/stijl/: every component in all its states. ?schema=licht or donker chooses, otherwise the device."""
    scheme = {"licht": "light", "donker": "dark"}.get(request.GET.get("schema", ""), "")
    response = render(request, "ui/styleguide.html", {"scheme": scheme, **samples.styleguide()})
    response["X-Robots-Tag"] = "noindex"
    return response
