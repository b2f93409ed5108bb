"""What the browser gets where a view has only a status to say, without a page: after "back", or after signing in anew."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed  # noqa: TID251 - a middleware answers requests
from django.shortcuts import render


class NotAllowedPageMiddleware:
    """Somebody who opens the address of a button gets a page that says so, instead of an empty one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content or request.method == "HEAD":
            return response
        page = render(request, "ui/405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
