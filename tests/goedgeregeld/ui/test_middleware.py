"""The content security policy is on every answer, as django-csp makes it of the settings; a page may have one of its own."""

from csp.constants import HEADER, NONCE
from csp.decorators import csp, csp_exempt
from csp.utils import build_policy
from django.http import HttpResponse
from django.test import Client, RequestFactory

from goedgeregeld.ui.middleware import PolicyMiddleware


def answer(view=lambda _request: HttpResponse()):
    return PolicyMiddleware(view)(RequestFactory().get("/"))


def test_a_page_gets_the_policy_of_the_settings(settings):
    assert answer()[HEADER] == build_policy()
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["'self'"]}}
    assert answer()[HEADER] == "default-src 'self'"


def test_what_is_not_found_has_it_too(db):
    response = Client().get("/bestaat-niet/")
    assert response.status_code == 404
    assert response[HEADER] == build_policy()


def test_a_page_may_have_a_policy_of_its_own():
    assert answer(csp({"default-src": ["'none'"]})(lambda _request: HttpResponse()))[HEADER] == "default-src 'none'"
    assert HEADER not in answer(csp_exempt()(lambda _request: HttpResponse()))
    assert answer(lambda _request: HttpResponse(headers={HEADER: "img-src 'self'"}))[HEADER] == "img-src 'self'"


def test_a_page_that_asks_for_a_nonce_has_it_in_its_policy(settings):
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": [NONCE]}}
    response = answer(lambda request: HttpResponse(str(request.csp_nonce)))
    assert f"script-src 'nonce-{response.content.decode()}'" in response[HEADER].split("; ")
