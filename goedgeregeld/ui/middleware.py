"""What every answer carries or becomes: the content security policy, and a page where a view has only a status to say."""

from collections.abc import Callable
from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed  # noqa: TID251 - a middleware answers requests
from django.http.response import HttpResponseBase  # noqa: TID251 - the same
from django.shortcuts import render

OWN_POLICY = frozenset({"_csp_config", "_csp_update", "_csp_replace", "_csp_exempt"})  # as csp.decorators set them


class PolicyMiddleware(CSPMiddleware):
    """As django-csp does it, but the policy of the settings is written down once a process: it is the same for every page.

    A page with a policy of its own gets that, and so does one that asked for a nonce.
    """

    @cached_property
    def usual(self) -> str:
        return build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if hasattr(request, "_csp_nonce") or HEADER in response or not OWN_POLICY.isdisjoint(vars(response)):
            return super().process_response(request, response)
        response[HEADER] = self.usual
        return response


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
