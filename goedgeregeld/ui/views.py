"""The pages for what goes wrong, in our own look: each says what is wrong and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/500.html", status=500)


def resend(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came in without a valid CSRF token (cookie gone, page too old): show it again so nothing typed is lost."""
    return render(request, "ui/resend.html", {"fields": request.POST.lists()}, status=403)
